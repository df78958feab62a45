package dev.slipway.adapters.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpResponse;

/// What S3 answered.
final class Answer {

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
        var codes = texts("Code");
        return codes.isEmpty() ? "" : codes.getFirst();
    }

    /// What stands in the XML elements of this name, in which S3 nests none of the same.
    List<String> texts(String element) {
        var text = new String(body, UTF_8);
        var open = "<" + element + ">";
        var close = "</" + element + ">";
        var texts = new ArrayList<String>();
        for (int at = text.indexOf(open); at >= 0; at = text.indexOf(open, at)) {
            int from = at + open.length();
            int to = text.indexOf(close, from);
            if (to < 0) {
                break;
            }
            texts.add(text.substring(from, to)
                    .replace("&lt;", "<")
                    .replace("&gt;", ">")
                    .replace("&quot;", "\"")
                    .replace("&amp;", "&"));
            at = to;
        }
        return texts;
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
