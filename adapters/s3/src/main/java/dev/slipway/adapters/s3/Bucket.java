package dev.slipway.adapters.s3;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.awscore.presigner.PresignedRequest;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/// The only class that talks to S3.
public final class Bucket {

    /// How long a link lives. A client follows it at once; a slow one may take a while to begin.
    static final Duration LINK_LIFE = Duration.ofMinutes(5);

    private static final int MOST_DELETED_AT_ONCE = 1_000;

    /// A thousand documents of usual size; an environment has 1,024 MB.
    private static final long RECENT_BYTES = 16 << 20;

    private final S3Client client;
    private final S3Presigner presigner;
    private final String name;
    private final Runnable disconnect;
    private final Recent recent = new Recent(RECENT_BYTES);

    public Bucket(S3Client client, S3Presigner presigner, String name) {
        this(client, presigner, name, () -> {});
    }

    private Bucket(S3Client client, S3Presigner presigner, String name, Runnable disconnect) {
        this.client = client;
        this.presigner = presigner;
        this.name = name;
        this.disconnect = disconnect;
    }

    /// @param endpoint where S3 is, if it isn't the region's own
    /// @param connections what requests go over; it opens new ones after it was closed
    public static Bucket open(String name, Optional<URI> endpoint, SdkHttpClient connections) {
        var client = S3Client.builder().httpClient(connections);
        var presigner = S3Presigner.builder();
        endpoint.ifPresent(uri -> {
            client.endpointOverride(uri);
            presigner.endpointOverride(uri);
        });
        return new Bucket(client.build(), presigner.build(), name, connections::close);
    }

    /// Cuts the connections, as before a snapshot is taken. The next request opens new ones.
    public void disconnect() {
        disconnect.run();
    }

    /// Ends the use of this bucket.
    public void close() {
        client.close();
        presigner.close();
        disconnect.run();
    }

    void put(String key, byte[] bytes, String contentType, Optional<String> contentEncoding) {
        client.putObject(
                request -> request.bucket(name)
                        .key(key)
                        .contentType(contentType)
                        .contentEncoding(contentEncoding.orElse(null)),
                RequestBody.fromBytes(bytes));
    }

    Optional<byte[]> get(String key) {
        try {
            return Optional.of(
                    client.getObjectAsBytes(request -> request.bucket(name).key(key))
                            .asByteArrayUnsafe());
        } catch (NoSuchKeyException _) {
            return Optional.empty();
        }
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
        var presigned = presigner.presignGetObject(request -> request.signatureDuration(LINK_LIFE)
                .getObjectRequest(object -> object.bucket(name).key(key)));
        return uri(presigned, key);
    }

    /// A link that tells what the object is to whoever holds it, and doesn't give it: a signature is for one method.
    URI linkToHead(String key) {
        var presigned = presigner.presignHeadObject(request -> request.signatureDuration(LINK_LIFE)
                .headObjectRequest(object -> object.bucket(name).key(key)));
        return uri(presigned, key);
    }

    private static URI uri(PresignedRequest presigned, String key) {
        try {
            return presigned.url().toURI();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("a link to " + key + " is no URL", e);
        }
    }

    /// The keys that begin so, in as many pages as it takes.
    List<String> list(String prefix) {
        return client.listObjectsV2Paginator(request -> request.bucket(name).prefix(prefix)).contents().stream()
                .map(S3Object::key)
                .toList();
    }

    /// Deletes what is there of these.
    void delete(Collection<String> keys) {
        var objects = keys.stream()
                .map(key -> ObjectIdentifier.builder().key(key).build())
                .toList();
        keys.forEach(recent::forget);
        for (int from = 0; from < objects.size(); from += MOST_DELETED_AT_ONCE) {
            List<ObjectIdentifier> some = objects.subList(from, Math.min(objects.size(), from + MOST_DELETED_AT_ONCE));
            client.deleteObjects(request -> request.bucket(name).delete(delete -> delete.objects(some)));
        }
    }
}
