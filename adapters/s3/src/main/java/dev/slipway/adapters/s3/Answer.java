package dev.slipway.adapters.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpResponse;

/// What S3 answered.
final class Answer {

    private static final String CODE = "<Code>";

    private final SdkHttpMethod method;
    private final SdkHttpResponse response;
    private final byte[] body;

    Answer(SdkHttpMethod method, SdkHttpResponse response, byte[] body) {
        this.method = method;
        this.response = response;
        this.body = body;
    }

    int status() {
        return response.statusCode();
    }

    byte[] body() {
        return body;
    }

    /// S3's word for what is wrong, such as `NoSuchKey`; empty if it doesn't say.
    String code() {
        var text = new String(body, UTF_8);
        int from = text.indexOf(CODE);
        int to = text.indexOf("</Code>");
        return from < 0 || to < from ? "" : text.substring(from + CODE.length(), to);
    }

    /// Whether the same request may succeed a little later.
    boolean isPassing() {
        return status() >= 500 || status() == 429 || (status() == 400 && code().equals("RequestTimeout"));
    }

    /// @throws IllegalStateException if it is no success
    void requireSuccess() {
        if (!response.isSuccessful()) {
            throw new IllegalStateException("S3 answered %d %s to a %s, its request id %s"
                    .formatted(
                            status(),
                            code(),
                            method,
                            response.firstMatchingHeader("x-amz-request-id").orElse("unknown")));
        }
    }
}
