package dev.slipway.adapters.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.kernel.OrgSlug;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.IntStream;
import org.gaul.s3proxy.BlobStores;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.http.crt.AwsCrtHttpClient;
import software.amazon.awssdk.regions.Region;

/// Against S3Proxy, which checks signatures and checksums as S3 does, and against a server that stumbles.
class BucketTest {

    private static final byte[] BYTES = "some bytes".getBytes(UTF_8);
    private static final String NAME = "slipway-test";

    private final BlobStore blobs = BlobStores.create("transient-nio2", new Properties());
    private final SdkHttpClient connections = AwsCrtHttpClient.create();
    private final S3Proxy proxy = S3Proxy.builder()
            .endpoint(URI.create("http://127.0.0.1:0"))
            .blobStore(blobs)
            .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, "key", "secret")
            .stopTimeout(0)
            .build();

    @BeforeEach
    void start() throws Exception {
        proxy.start();
        blobs.createContainer(NAME);
    }

    @AfterEach
    void stop() throws Exception {
        connections.close();
        proxy.stop();
        blobs.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tarballs/@acme/pad/1.0.0.tgz",
                "tarballs/@acme/pad/1.0.0-rc.1+build.5.tgz",
                "a b & <c> é/~_-.%41"
            })
    void what_is_stored_under_a_key_is_read_linked_and_deleted_under_it(String key) throws IOException {
        var bucket = bucket();

        bucket.put(key, BYTES, "application/octet-stream", Optional.empty());

        assertThat(bucket.get(key)).hasValue(BYTES);
        try (var stream = bucket.link(key).toURL().openStream()) {
            assertThat(stream).hasBinaryContent(BYTES);
        }
        bucket.delete(List.of(key, "another"));
        assertThat(bucket.get(key)).isEmpty();
    }

    @Test
    void an_object_keeps_what_it_is_and_how_it_is_packed() throws IOException {
        bucket().put("documents/a", BYTES, "application/json", Optional.of("x-packed"));

        var connection = bucket().link("documents/a").toURL().openConnection();
        connection.setRequestProperty("X-Own", "clients send headers of their own");

        assertThat(connection.getContentType()).isEqualTo("application/json");
        assertThat(connection.getContentEncoding()).isEqualTo("x-packed");
    }

    @Test
    void a_large_object_comes_back_as_it_was() {
        var large = new byte[5 << 20];
        for (int i = 0; i < large.length; i++) {
            large[i] = (byte) ((i * 31) >> 3);
        }

        bucket().put("large", large, "application/octet-stream", Optional.empty());

        assertThat(bucket().get("large")).hasValue(large);
    }

    @Test
    void what_is_there_is_not_put_in_the_place_of_and_says_what_it_must_be_checked_by() {
        var server = new Stumbling(connections);

        assertThat(bucket(server).putIfAbsent("acme/1", BYTES, "application/gzip"))
                .isTrue();
        assertThat(bucket(server).putIfAbsent("acme/1", "others".getBytes(UTF_8), "application/gzip"))
                .isFalse();

        assertThat(bucket().get("acme/1")).hasValue(BYTES);
        assertThat(server.asked)
                .hasSize(2)
                .allMatch(request -> request.firstMatchingHeader("Content-MD5").isPresent())
                .allMatch(
                        request -> request.firstMatchingHeader("If-None-Match").equals(Optional.of("*")));
    }

    @Test
    void a_put_that_meets_another_is_tried_again_and_one_that_is_refused_is_a_failure() {
        var conflict = new Stumble.Says(409, "<Error><Code>ConditionalRequestConflict</Code></Error>");
        var server = new Stumbling(connections, conflict, conflict);
        assertThat(bucket(server).putIfAbsent("acme/2", BYTES, "application/gzip"))
                .isTrue();
        assertThat(server.asked).hasSize(3);

        var busy = new Stumbling(connections, conflict, conflict, conflict, conflict);
        assertThatThrownBy(() -> bucket(busy).putIfAbsent("acme/3", BYTES, "application/gzip"))
                .hasMessageContaining("409 ConditionalRequestConflict");
        var refused = new Stumbling(connections, new Stumble.Says(403, "<Error><Code>AccessDenied</Code></Error>"));
        assertThatThrownBy(() -> bucket(refused).putIfAbsent("acme/3", BYTES, "application/gzip"))
                .hasMessageContaining("403 AccessDenied");
    }

    private static Stumble versions(String... keys) {
        var xml = new StringBuilder("<ListVersionsResult><Prefix>acme/1.seal.gz</Prefix><MaxKeys>1</MaxKeys>");
        for (var key : keys) {
            xml.append("<DeleteMarker><Key>").append(key).append("</Key><VersionId>v1</VersionId></DeleteMarker>");
        }
        return new Stumble.Says(200, xml + "</ListVersionsResult>");
    }

    @Test
    void an_object_that_was_deleted_was_there_and_no_seal_is_put_in_its_place() {
        assertThat(bucket(new Stumbling(connections, versions("acme/1.seal.gz")))
                        .everHad("acme/1.seal.gz"))
                .isTrue();
        assertThat(bucket(new Stumbling(connections, versions())).everHad("acme/1.seal.gz"))
                .isFalse();
        assertThat(bucket(new Stumbling(connections, versions("acme/1.seal.gz.x")))
                        .everHad("acme/1.seal.gz"))
                .isFalse();
        var refused = new Stumbling(connections, new Stumble.Says(403, "<Error><Code>AccessDenied</Code></Error>"));
        assertThatThrownBy(() -> bucket(refused).everHad("acme/1.seal.gz")).hasMessageContaining("AccessDenied");

        var acme = new OrgSlug("acme");
        var hidden = new Stumbling(connections, versions("acme/1.seal.gz"));
        assertThat(new S3Seals(bucket(hidden)).putIfAbsent(acme, "1.seal.gz", BYTES))
                .isFalse();
        assertThat(hidden.asked)
                .hasSize(1)
                .allMatch(request -> request.rawQueryParameters().containsKey("versions"));
        assertThat(new S3Seals(bucket()).putIfAbsent(acme, "1.seal.gz", BYTES))
                .as("a store without versions")
                .isTrue();
        assertThat(new S3Seals(bucket()).putIfAbsent(acme, "1.seal.gz", BYTES)).isFalse();
        assertThat(new S3Seals(bucket()).find(acme, "1.seal.gz")).hasValue(BYTES);
    }

    @Test
    void a_bucket_beside_another_is_another() {
        blobs.createContainer("slipway-other");
        bucket().beside("slipway-other").put("key", BYTES, "text/plain", Optional.empty());

        assertThat(bucket().get("key")).isEmpty();
        assertThat(bucket().beside("slipway-other").get("key")).hasValue(BYTES);
    }

    @Test
    void more_than_a_thousand_are_deleted_in_as_many_requests_as_it_takes() {
        var server = new Stumbling(connections);
        var keys = IntStream.range(0, Bucket.MOST_DELETED_AT_ONCE + 1)
                .mapToObj(number -> "key-" + number)
                .toList();
        bucket().put(keys.getLast(), BYTES, "text/plain", Optional.empty());

        bucket(server).delete(keys);

        assertThat(server.asked).hasSize(2);
        assertThat(bucket().get(keys.getLast())).isEmpty();
    }

    @Test
    void a_bucket_that_is_not_there_is_no_missing_object() {
        var other = new Bucket(
                connections,
                StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret")),
                Region.EU_WEST_1,
                Optional.of(endpoint()),
                "another");

        assertThatThrownBy(() -> other.get("key"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("S3 answered 404 NoSuchBucket to a GET");
    }

    @Test
    void credentials_that_are_not_taken_are_a_failure_that_does_not_show_them() {
        var other = new Bucket(
                connections,
                StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "wrong-secret")),
                Region.EU_WEST_1,
                Optional.of(endpoint()),
                NAME);

        assertThatThrownBy(() -> other.put("key", BYTES, "text/plain", Optional.empty()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("403 SignatureDoesNotMatch")
                .hasMessageNotContaining("wrong-secret");
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 503, 429})
    void what_may_pass_is_tried_again_and_signed_anew(int status) {
        var server = new Stumbling(connections, new Stumble.Says(status, ""), new Stumble.Cut());

        bucket(server).put("key", BYTES, "text/plain", Optional.empty());

        assertThat(server.asked)
                .hasSize(3)
                .allMatch(
                        request -> request.firstMatchingHeader("Authorization").isPresent());
        assertThat(bucket().get("key")).hasValue(BYTES);
    }

    @Test
    void a_body_that_s3_waited_for_in_vain_is_sent_again() {
        var server = new Stumbling(
                connections,
                new Stumble.Says(400, "<Error><Code>RequestTimeout</Code><Message>idle</Message></Error>"));

        bucket(server).put("key", BYTES, "text/plain", Optional.empty());

        assertThat(server.asked).hasSize(2);
    }

    @Test
    void the_fourth_failure_is_the_last() {
        var cut = new Stumble.Cut();
        var lost = new Stumbling(connections, cut, cut, cut, cut);
        var busy = new Stumble.Says(503, "<Error><Code>SlowDown</Code></Error>");
        var slow = new Stumbling(connections, busy, busy, busy, busy);

        assertThatThrownBy(() -> bucket(lost).get("key")).isInstanceOf(UncheckedIOException.class);
        assertThatThrownBy(() -> bucket(slow).get("key")).hasMessageContaining("503 SlowDown");
        assertThat(lost.asked).hasSize(4);
        assertThat(slow.asked).hasSize(4);
    }

    @Test
    void a_refusal_is_not_tried_again() {
        var server = new Stumbling(connections, new Stumble.Says(403, "<Error><Code>AccessDenied</Code></Error>"));

        assertThatThrownBy(() -> bucket(server).get("key")).hasMessageContaining("403 AccessDenied");
        assertThat(server.asked).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "eu-west-1, acme-data, https://acme-data.s3.eu-west-1.amazonaws.com/a%2Bb?",
        "cn-north-1, acme-data, https://acme-data.s3.cn-north-1.amazonaws.com.cn/a%2Bb?",
        "us-gov-west-1, acme-data, https://acme-data.s3.us-gov-west-1.amazonaws.com/a%2Bb?",
        "eu-west-1, acme.data, https://s3.eu-west-1.amazonaws.com/acme.data/a%2Bb?",
    })
    void a_link_into_aws_lives_a_minute_and_signs_the_host_alone(String region, String name, String url) {
        var session = AwsSessionCredentials.create("ASIA", "secret", "a/session+token");
        var bucket = new Bucket(
                connections, StaticCredentialsProvider.create(session), Region.of(region), Optional.empty(), name);

        assertThat(bucket.link("a+b").toString())
                .startsWith(url)
                .contains(
                        "X-Amz-Algorithm=AWS4-HMAC-SHA256",
                        "X-Amz-Credential=ASIA%2F",
                        "%2F" + region + "%2Fs3%2Faws4_request",
                        "X-Amz-Expires=60",
                        "X-Amz-SignedHeaders=host&",
                        "X-Amz-Security-Token=a%2Fsession%2Btoken",
                        "X-Amz-Signature=")
                .doesNotContain("Content-Sha256");
    }

    private URI endpoint() {
        return URI.create("http://127.0.0.1:" + proxy.getPort() + "/");
    }

    private Bucket bucket() {
        return bucket(connections);
    }

    private Bucket bucket(SdkHttpClient over) {
        return new Bucket(
                over,
                StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret")),
                Region.EU_WEST_1,
                Optional.of(endpoint()),
                NAME);
    }

    private sealed interface Stumble {

        /// The request never arrives.
        record Cut() implements Stumble {}

        record Says(int status, String body) implements Stumble {}
    }

    /// Goes wrong in the given ways, one for each request, before it answers.
    private static final class Stumbling implements SdkHttpClient {

        final List<SdkHttpRequest> asked = new ArrayList<>();
        private final SdkHttpClient connections;
        private final Deque<Stumble> stumbles;

        Stumbling(SdkHttpClient connections, Stumble... stumbles) {
            this.connections = connections;
            this.stumbles = new ArrayDeque<>(List.of(stumbles));
        }

        @Override
        public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
            asked.add(request.httpRequest());
            return switch (stumbles.poll()) {
                case null -> connections.prepareRequest(request);
                case Stumble.Cut _ ->
                    new Stumbled(() -> {
                        throw new IOException("the connection was lost");
                    });
                case Stumble.Says(var status, var body) ->
                    new Stumbled(() -> HttpExecuteResponse.builder()
                            .response(
                                    SdkHttpResponse.builder().statusCode(status).build())
                            .responseBody(AbortableInputStream.create(new ByteArrayInputStream(body.getBytes(UTF_8))))
                            .build());
            };
        }

        @Override
        public void close() {}

        private interface Outcome {
            HttpExecuteResponse get() throws IOException;
        }

        private record Stumbled(Outcome outcome) implements ExecutableHttpRequest {
            @Override
            public HttpExecuteResponse call() throws IOException {
                return outcome.get();
            }

            @Override
            public void abort() {}
        }
    }
}
