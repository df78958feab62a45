package dev.slipway.adapters.oidc;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpFullRequest;
import software.amazon.awssdk.http.SdkHttpMethod;

/// Asks a provider over the connections that AWS is asked over too, which are warm already: a second HTTP client would
/// cost a cold start more than all else that signing in does.
///
/// An answer is given five seconds and a quarter of a megabyte. Redirects are not followed.
final class Wire {

    static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final int LARGEST = 256 * 1024;

    private final SdkHttpClient connections;
    private final Duration patience;

    Wire(SdkHttpClient connections, Duration patience) {
        this.connections = connections;
        this.patience = patience;
    }

    /// @param body all of it
    record Reply(int status, String body) {

        /// Whether somebody should try again later.
        boolean isOutage() {
            return status >= 500 || status == 429;
        }
    }

    /// @throws Outage if there is no answer
    Reply get(Endpoint endpoint, Map<String, String> headers) {
        return exchange(request(endpoint, SdkHttpMethod.GET, headers), new byte[0]);
    }

    /// @throws Outage if there is no answer
    Reply post(Endpoint endpoint, Map<String, String> headers, Form form) {
        var body = form.toString().getBytes(StandardCharsets.US_ASCII);
        var request = request(endpoint, SdkHttpMethod.POST, headers)
                .putHeader("Content-Type", "application/x-www-form-urlencoded")
                .putHeader("Content-Length", Integer.toString(body.length));
        return exchange(request, body);
    }

    private static SdkHttpFullRequest.Builder request(
            Endpoint endpoint, SdkHttpMethod method, Map<String, String> headers) {
        var request = SdkHttpFullRequest.builder()
                .uri(endpoint.uri())
                .method(method)
                // The client would leave the port out.
                .putHeader("Host", endpoint.uri().getRawAuthority())
                .putHeader("User-Agent", "slipway")
                .putHeader("Accept", "application/json");
        headers.forEach(request::putHeader);
        return request;
    }

    private Reply exchange(SdkHttpFullRequest.Builder request, byte[] body) {
        request.contentStreamProvider(() -> new ByteArrayInputStream(body));
        var built = request.build();
        var call = connections.prepareRequest(HttpExecuteRequest.builder()
                .request(built)
                .contentStreamProvider(built.contentStreamProvider().orElseThrow())
                .build());
        var running = new FutureTask<>(() -> read(call));
        var thread = Thread.ofVirtual().name("provider").start(running);
        var host = built.host();
        try {
            return running.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException _) {
            call.abort();
            thread.interrupt();
            throw new Outage(host + " gave no answer within " + patience.toMillis() / 1_000.0 + " seconds");
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Outage outage ? outage : new Outage(host + " could not be asked");
        } catch (InterruptedException _) {
            call.abort();
            Thread.currentThread().interrupt();
            throw new Outage("asking " + host + " was interrupted");
        }
    }

    private static Reply read(ExecutableHttpRequest call) throws IOException {
        var response = call.call();
        var status = response.httpResponse().statusCode();
        return new Reply(status, body(response));
    }

    private static String body(HttpExecuteResponse response) throws IOException {
        var stream = response.responseBody().orElse(null);
        if (stream == null) {
            return "";
        }
        var bytes = stream.readNBytes(LARGEST + 1);
        if (bytes.length > LARGEST) {
            stream.abort();
            throw new Outage("the answer is longer than " + LARGEST + " bytes");
        }
        stream.close();
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
