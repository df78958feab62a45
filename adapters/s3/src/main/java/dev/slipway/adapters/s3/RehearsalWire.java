package dev.slipway.adapters.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;

/// The other side of the wire for a bucket that a handler rehearses on: S3 as far as a rehearsal needs it. It keeps
/// what was put under the path that it was put to, and takes deletions for done.
final class RehearsalWire implements SdkHttpClient {

    private static final byte[] NOTHING = new byte[0];
    private static final byte[] MISSING = "<Error><Code>NoSuchKey</Code></Error>".getBytes(UTF_8);

    private final Map<String, byte[]> objects = new HashMap<>();

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() throws IOException {
                return answer(request);
            }

            @Override
            public void abort() {
                // It answers at once.
            }
        };
    }

    @Override
    public void close() {
        objects.clear();
    }

    private HttpExecuteResponse answer(HttpExecuteRequest request) throws IOException {
        var path = request.httpRequest().encodedPath();
        return switch (request.httpRequest().method()) {
            case GET -> {
                if (request.httpRequest().rawQueryParameters().containsKey("list-type")) {
                    yield response(200, NOTHING);
                }
                yield objects.containsKey(path) ? response(200, objects.get(path)) : response(404, MISSING);
            }
            case PUT -> {
                try (var body = request.contentStreamProvider().orElseThrow().newStream()) {
                    objects.put(path, body.readAllBytes());
                }
                yield response(200, NOTHING);
            }
            default -> response(200, NOTHING);
        };
    }

    private static HttpExecuteResponse response(int status, byte[] body) {
        return HttpExecuteResponse.builder()
                .response(SdkHttpResponse.builder().statusCode(status).build())
                .responseBody(AbortableInputStream.create(new ByteArrayInputStream(body)))
                .build();
    }
}
