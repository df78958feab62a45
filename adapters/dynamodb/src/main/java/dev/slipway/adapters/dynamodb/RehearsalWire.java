package dev.slipway.adapters.dynamodb;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;

/// The other side of the wire for a [RehearsalTable]: DynamoDB as far as a rehearsal without rivals needs it.
///
/// It keeps items whole under their keys, as the JSON that they came in. Conditions always hold and updates change
/// nothing, since nobody races and nobody counts. What else it is asked for it refuses, and the rehearsal fails.
final class RehearsalWire implements SdkHttpClient {

    private final Map<String, String> items = new HashMap<>();

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
        items.clear();
    }

    private HttpExecuteResponse answer(HttpExecuteRequest request) throws IOException {
        var target = request.httpRequest().firstMatchingHeader("X-Amz-Target").orElse("");
        try (var body = request.contentStreamProvider().orElseThrow().newStream()) {
            var json = answer(
                    target.substring(target.indexOf('.') + 1), JsonNode.parser().parse(body));
            return HttpExecuteResponse.builder()
                    .response(SdkHttpResponse.builder()
                            .statusCode(200)
                            .putHeader("Content-Type", "application/x-amz-json-1.0")
                            .build())
                    .responseBody(AbortableInputStream.create(new ByteArrayInputStream(json.getBytes(UTF_8))))
                    .build();
        }
    }

    private String answer(String operation, JsonNode request) {
        return switch (operation) {
            case "GetItem" -> {
                var item = items.get(key(field(request, "Key")));
                yield item == null ? "{}" : "{\"Item\":" + item + "}";
            }
            case "BatchGetItem" -> {
                var asked = field(request, "RequestItems")
                        .asObject()
                        .entrySet()
                        .iterator()
                        .next();
                var found = field(asked.getValue(), "Keys").asArray().stream()
                        .map(RehearsalWire::key)
                        .filter(items::containsKey)
                        .map(items::get)
                        .collect(Collectors.joining(","));
                yield "{\"Responses\":{\"" + asked.getKey() + "\":[" + found + "]},\"UnprocessedKeys\":{}}";
            }
            case "PutItem" -> {
                keep(field(request, "Item"));
                yield "{}";
            }
            case "TransactWriteItems" -> {
                for (var write : field(request, "TransactItems").asArray()) {
                    write.field("Put").ifPresent(put -> keep(field(put, "Item")));
                }
                yield "{}";
            }
            case "UpdateItem" -> "{}";
            default -> throw new IllegalStateException("no rehearsal needs " + operation);
        };
    }

    private void keep(JsonNode item) {
        items.put(key(item), item.toString());
    }

    private static String key(JsonNode item) {
        return field(field(item, "pk"), "S").text() + " "
                + field(field(item, "sk"), "S").text();
    }

    private static JsonNode field(JsonNode node, String name) {
        return node.field(name).orElseThrow(() -> new IllegalStateException("a rehearsal's request lacks " + name));
    }
}
