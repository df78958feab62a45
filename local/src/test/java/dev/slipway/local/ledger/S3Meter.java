package dev.slipway.local.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpRequest;

/// Notes every request that goes to S3, also one that is tried again. A link is made without asking S3 and isn't one.
final class S3Meter implements SdkHttpClient {

    private final SdkHttpClient connections;
    private final List<Kind> requests = new ArrayList<>();

    S3Meter(SdkHttpClient connections) {
        this.connections = connections;
    }

    /// The kinds of requests, as the price list tells them apart.
    enum Kind {
        PUT,
        GET,
        DELETE,
        LIST
    }

    /// The requests since this was last asked.
    List<Kind> take() {
        var taken = List.copyOf(requests);
        requests.clear();
        return taken;
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        requests.add(kind(request.httpRequest()));
        return connections.prepareRequest(request);
    }

    @Override
    public void close() {
        connections.close();
    }

    private static Kind kind(SdkHttpRequest request) {
        return switch (request.method()) {
            case PUT -> Kind.PUT;
            case GET ->
                request.rawQueryParameters().containsKey("list-type")
                                || request.rawQueryParameters().containsKey("versions")
                        ? Kind.LIST
                        : Kind.GET;
            case POST -> {
                assertThat(request.rawQueryParameters()).containsOnlyKeys("delete");
                yield Kind.DELETE;
            }
            default -> throw new AssertionError("nobody has said yet what this costs: " + request.method());
        };
    }
}
