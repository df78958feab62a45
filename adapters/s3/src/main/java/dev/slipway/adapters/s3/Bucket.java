package dev.slipway.adapters.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URLDecoder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;

/// The only class that asks S3 for anything, in S3's own few requests and not by the SDK's client for it, whose start
/// takes as long as that of all the rest of a function (`docs/adr/0017`).
public final class Bucket {

    /// How long a link lives: whoever has it needs nothing else. S3 looks at the time when a transfer begins and not
    /// while it lasts, and a client that comes too late asks the registry for another.
    static final Duration LINK_LIFE = Duration.ofSeconds(60);

    static final int MOST_DELETED_AT_ONCE = 1_000;

    static final int MOST_CONFLICTS = 4;

    /// A thousand documents of usual size; an environment has 1,024 MB.
    private static final long RECENT_BYTES = 16 << 20;

    private final SignedRequests requests;
    private final Function<String, Bucket> others;
    private final Runnable disconnect;
    private final Recent recent = new Recent(RECENT_BYTES);

    /// @param connections what requests go over; it opens new ones after it was closed
    /// @param endpoint where S3 is, if it isn't the region's own
    public Bucket(
            SdkHttpClient connections,
            AwsCredentialsProvider credentials,
            Region region,
            Optional<URI> endpoint,
            String name) {
        this.requests = new SignedRequests(connections, credentials, region, BucketUrl.of(name, region, endpoint));
        this.others = other -> new Bucket(connections, credentials, region, endpoint, other);
        this.disconnect = connections::close;
    }

    /// The bucket with the region and the credentials of the environment.
    ///
    /// @param endpoint where S3 is, if it isn't the region's own
    /// @param connections what requests go over; it opens new ones after it was closed
    public static Bucket open(String name, Optional<URI> endpoint, SdkHttpClient connections) {
        var credentials = DefaultCredentialsProvider.builder().build();
        var region = DefaultAwsRegionProviderChain.builder().build().getRegion();
        return new Bucket(connections, credentials, region, endpoint, name);
    }

    /// Another bucket in the same place, over the same connections.
    public Bucket beside(String other) {
        return others.apply(other);
    }

    /// A bucket in memory that a handler rehearses on before SnapStart takes its picture. Only the wire is cut: what a
    /// request builds, signs, sends and reads is loaded and compiled, and nothing is stored.
    public static Bucket rehearsing() {
        var credentials = StaticCredentialsProvider.create(AwsBasicCredentials.create("rehearsal", "rehearsal"));
        return new Bucket(new RehearsalWire(), credentials, Region.US_EAST_1, Optional.empty(), "rehearsal");
    }

    /// Cuts the connections, as before a snapshot is taken. The next request opens new ones.
    public void disconnect() {
        disconnect.run();
    }

    /// Ends the use of this bucket.
    public void close() {
        disconnect.run();
    }

    void put(String key, byte[] bytes, String contentType, Optional<String> contentEncoding) {
        var headers = new TreeMap<String, String>();
        headers.put("Content-Type", contentType);
        contentEncoding.ifPresent(encoding -> headers.put("Content-Encoding", encoding));
        requests.send(SdkHttpMethod.PUT, key, Map.of(), headers, bytes).requireSuccess();
    }

    Optional<byte[]> get(String key) {
        var answer = requests.send(SdkHttpMethod.GET, key, Map.of(), Map.of(), new byte[0]);
        if (answer.status() == 404 && answer.code().equals("NoSuchKey")) {
            return Optional.empty();
        }
        answer.requireSuccess();
        return Optional.of(answer.body());
    }

    /// Stores an object, if there is none under its key.
    ///
    /// Where it is kept from being deleted for some time, S3 demands a digest of what is stored. And it answers 409
    /// while somebody else stores one under the same key: it is asked again then, as it asks to be.
    ///
    /// @return whether there was none
    boolean putIfAbsent(String key, byte[] bytes, String contentType) {
        var headers = Map.of("Content-Type", contentType, "Content-MD5", md5(bytes), "If-None-Match", "*");
        for (int attempt = 1; ; attempt++) {
            var answer = requests.send(SdkHttpMethod.PUT, key, Map.of(), headers, bytes);
            if (answer.status() == 412) {
                return false;
            }
            if (answer.status() != 409 || attempt == MOST_CONFLICTS) {
                answer.requireSuccess();
                return true;
            }
            SignedRequests.pause(attempt);
        }
    }

    /// Whether there was ever an object under this key, also if it was deleted since, as far as its versions are kept.
    /// A store that keeps none says that it doesn't know what this is (501), and has nothing to hide.
    boolean everHad(String key) {
        var query = Map.of("versions", "", "prefix", key, "max-keys", "1");
        var answer = requests.send(SdkHttpMethod.GET, "", query, Map.of(), new byte[0]);
        if (answer.status() == 501) {
            return false;
        }
        answer.requireSuccess();
        // What only begins like it comes behind it.
        return answer.texts("Key").contains(key);
    }

    /// Stores an object that is never written again under its key.
    void putUnchanging(String key, byte[] bytes, String contentType, Optional<String> contentEncoding) {
        put(key, bytes, contentType, contentEncoding);
        recent.keep(key, bytes);
    }

    /// Reads an object that is never written again under its key, from memory if it passed here lately.
    Optional<byte[]> getUnchanging(String key) {
        var known = recent.find(key);
        if (known.isPresent()) {
            return known;
        }
        var read = get(key);
        read.ifPresent(bytes -> recent.keep(key, bytes));
        return read;
    }

    /// A link that gives the object to whoever holds it. Only the host is signed: clients send headers of their own.
    URI link(String key) {
        return requests.link(SdkHttpMethod.GET, key, Map.of(), LINK_LIFE);
    }

    /// A link that tells what the object is to whoever holds it, and doesn't give it: a signature is for one method.
    URI linkToHead(String key) {
        return requests.link(SdkHttpMethod.HEAD, key, Map.of(), LINK_LIFE);
    }

    /// A link that gives the object to whoever holds it, to be kept as a file of this name.
    ///
    /// @param name of letters, digits, dots, hyphens and underscores
    URI linkToFile(String key, String name) {
        return requests.link(
                SdkHttpMethod.GET,
                key,
                Map.of("response-content-disposition", "attachment; filename=\"" + name + "\""),
                LINK_LIFE);
    }

    /// Begins an object of parts, which is nowhere to be had before [#join].
    ///
    /// @return what S3 calls it until then
    String beginParts(String key, String contentType) {
        var answer = requests.send(
                SdkHttpMethod.POST, key, Map.of("uploads", ""), Map.of("Content-Type", contentType), new byte[0]);
        answer.requireSuccess();
        return answer.texts("UploadId").getFirst();
    }

    /// @param number from 1 to 10,000; again in place of what was there
    /// @return false if there is no such upload, or no more
    boolean putPart(String key, String upload, int number, byte[] bytes) {
        var query = Map.of("partNumber", Integer.toString(number), "uploadId", upload);
        return isThere(requests.send(SdkHttpMethod.PUT, key, query, Map.of(), bytes));
    }

    /// Makes the object of all of its parts.
    ///
    /// @return false if there is no such upload, or no more
    boolean join(String key, String upload) {
        var parts = new StringBuilder("<CompleteMultipartUpload xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">");
        var query = new TreeMap<>(Map.of("uploadId", upload));
        while (true) {
            var listed = requests.send(SdkHttpMethod.GET, key, query, Map.of(), new byte[0]);
            if (!isThere(listed)) {
                return false;
            }
            var numbers = listed.texts("PartNumber");
            var tags = listed.texts("ETag");
            for (int i = 0; i < numbers.size(); i++) {
                parts.append("<Part><PartNumber>")
                        .append(numbers.get(i))
                        .append("</PartNumber><ETag>")
                        .append(tags.get(i).replace("\"", "&quot;"))
                        .append("</ETag></Part>");
            }
            if (!listed.texts("IsTruncated").contains("true")) {
                break;
            }
            query.put("part-number-marker", listed.texts("NextPartNumberMarker").getFirst());
        }
        var list = parts.append("</CompleteMultipartUpload>").toString().getBytes(UTF_8);
        var joined = requests.send(
                SdkHttpMethod.POST, key, Map.of("uploadId", upload), Map.of("Content-Type", "application/xml"), list);
        if (!isThere(joined)) {
            return false;
        }
        // S3 begins its answer before it is done, and may end it with an error.
        if (!joined.code().isEmpty()) {
            throw new IllegalStateException("S3 could not join the parts: " + joined.code());
        }
        return true;
    }

    private static boolean isThere(Answer answer) {
        if (answer.status() == 404 && answer.code().equals("NoSuchUpload")) {
            return false;
        }
        answer.requireSuccess();
        return true;
    }

    /// The keys that begin so, in as many pages as it takes.
    List<String> list(String prefix) {
        var keys = new ArrayList<String>();
        // Keys come as URLs have them: XML can't hold every character.
        var query = new TreeMap<>(Map.of("list-type", "2", "prefix", prefix, "encoding-type", "url"));
        while (true) {
            var answer = requests.send(SdkHttpMethod.GET, "", query, Map.of(), new byte[0]);
            answer.requireSuccess();
            answer.texts("Key").forEach(key -> keys.add(URLDecoder.decode(key, UTF_8)));
            var next = answer.texts("NextContinuationToken");
            if (next.isEmpty()) {
                return keys;
            }
            query.put("continuation-token", next.getFirst());
        }
    }

    /// Deletes what is there of these.
    void delete(Collection<String> keys) {
        keys.forEach(recent::forget);
        var all = List.copyOf(keys);
        for (int from = 0; from < all.size(); from += MOST_DELETED_AT_ONCE) {
            var some = all.subList(from, Math.min(all.size(), from + MOST_DELETED_AT_ONCE));
            var list = deletion(some).getBytes(UTF_8);
            var headers = Map.of("Content-Type", "application/xml", "Content-MD5", md5(list));
            requests.send(SdkHttpMethod.POST, "", Map.of("delete", ""), headers, list)
                    .requireSuccess();
        }
    }

    private static String deletion(List<String> keys) {
        var xml = new StringBuilder("<Delete xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><Quiet>true</Quiet>");
        keys.forEach(key -> xml.append("<Object><Key>")
                .append(key.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))
                .append("</Key></Object>"));
        return xml.append("</Delete>").toString();
    }

    /// S3 refuses a deletion of many without a checksum of the list, and takes this one everywhere.
    private static String md5(byte[] bytes) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("MD5").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has MD5", e);
        }
    }
}
