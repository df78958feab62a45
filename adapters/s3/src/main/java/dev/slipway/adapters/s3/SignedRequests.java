package dev.slipway.adapters.s3;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner.AuthLocation;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignRequest;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.regions.Region;

/// Requests to a bucket, signed by the SDK's own signer, which the table's client has loaded anyway, and tried again as
/// often and as slowly as the SDK's clients do.
///
/// A body is signed with its SHA-256, so what S3 stores is what was sent. What is read is guarded by TLS and by the
/// checksum of gzip that documents have.
final class SignedRequests {

    private static final int ATTEMPTS = 4;
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(100);

    private final SdkHttpClient connections;
    private final AwsCredentialsProvider credentials;
    private final Region region;
    private final BucketUrl url;
    private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();

    SignedRequests(SdkHttpClient connections, AwsCredentialsProvider credentials, Region region, BucketUrl url) {
        this.connections = connections;
        this.credentials = credentials;
        this.region = region;
        this.url = url;
    }

    /// Each attempt is signed anew: a signature ages, and so do credentials.
    ///
    /// @throws UncheckedIOException if there was no answer
    Answer send(SdkHttpMethod method, String key, Map<String, String> query, Map<String, String> headers, byte[] body) {
        for (int attempt = 1; ; attempt++) {
            try {
                var answer = sendOnce(method, key, query, headers, body);
                if (!answer.isPassing() || attempt == ATTEMPTS) {
                    return answer;
                }
            } catch (IOException e) {
                if (attempt == ATTEMPTS) {
                    throw new UncheckedIOException("S3 can't be reached", e);
                }
            }
            pause(attempt);
        }
    }

    /// A link to an object, for one method, in which only the host is signed.
    URI link(SdkHttpMethod method, String key, Map<String, String> query, Duration life) {
        var request = url.of(key).method(method);
        query.forEach(request::putRawQueryParameter);
        return sign(
                        request.build(),
                        new byte[0],
                        signing -> signing.putProperty(AwsV4HttpSigner.AUTH_LOCATION, AuthLocation.QUERY_STRING)
                                .putProperty(AwsV4HttpSigner.EXPIRATION_DURATION, life)
                                .putProperty(AwsV4HttpSigner.PAYLOAD_SIGNING_ENABLED, false))
                .request()
                .getUri();
    }

    private Answer sendOnce(
            SdkHttpMethod method, String key, Map<String, String> query, Map<String, String> headers, byte[] body)
            throws IOException {
        var request = url.of(key).method(method);
        query.forEach(request::putRawQueryParameter);
        headers.forEach(request::putHeader);
        if (body.length > 0 || method == SdkHttpMethod.PUT) {
            request.putHeader("Content-Length", Integer.toString(body.length));
        }
        var signed = sign(request.build(), body, _ -> {});
        var response = connections
                .prepareRequest(HttpExecuteRequest.builder()
                        .request(signed.request())
                        .contentStreamProvider(signed.payload().orElse(null))
                        .build())
                .call();
        try (var content = response.responseBody().orElse(null)) {
            return new Answer(method, response.httpResponse(), content == null ? new byte[0] : content.readAllBytes());
        }
    }

    private SignedRequest sign(
            SdkHttpRequest request, byte[] body, Consumer<SignRequest.Builder<AwsCredentialsIdentity>> otherwise) {
        var signing = SignRequest.<AwsCredentialsIdentity>builder(credentials.resolveCredentials())
                .request(request)
                .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "s3")
                .putProperty(AwsV4HttpSigner.REGION_NAME, region.id())
                .putProperty(AwsV4HttpSigner.DOUBLE_URL_ENCODE, false)
                .putProperty(AwsV4HttpSigner.NORMALIZE_PATH, false);
        if (body.length > 0) {
            ContentStreamProvider payload = () -> new ByteArrayInputStream(body);
            signing.payload(payload);
        }
        otherwise.accept(signing);
        return signer.sign(signing.build());
    }

    /// Waits a random while, longer each time.
    static void pause(int attempt) {
        var most = SHORTEST_PAUSE.toNanos() << (attempt - 1);
        LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(most));
    }
}
