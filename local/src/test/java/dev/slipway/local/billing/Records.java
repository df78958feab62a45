package dev.slipway.local.billing;

import dev.slipway.local.backends.Cloud;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// What is stored, looked at past all rules.
final class Records {

    private final Cloud cloud;

    Records(Cloud cloud) {
        this.cloud = cloud;
    }

    /// The audit log of an organization as far as money goes, the oldest first: `action by actor {details}`.
    List<String> log(Stage.Org org) {
        var lines = new TreeMap<String, String>();
        for (var item : scan()) {
            if (item.get("pk").s().equals("AUDIT#org:" + org.slug())
                    && item.get("action").s().startsWith("billing.")) {
                lines.put(
                        item.get("sk").s(),
                        item.get("action").s() + " by " + actor(item) + " "
                                + new TreeMap<>(texts(item.get("details").m())));
            }
        }
        return List.copyOf(lines.values());
    }

    private static Map<String, String> texts(Map<String, AttributeValue> details) {
        var texts = new TreeMap<String, String>();
        details.forEach((name, value) -> texts.put(name, value.s()));
        return texts;
    }

    private static String actor(Map<String, AttributeValue> item) {
        var actor = item.get("actor").m();
        return actor.containsKey("handle")
                ? actor.get("handle").s()
                : actor.get("system").s();
    }

    /// All that is stored of an organization but its log: what a refusal must leave alone.
    List<String> dump(Stage.Org org) {
        var lines = new ArrayList<String>();
        for (var item : scan()) {
            if (item.toString().contains(org.slug().value())) {
                lines.add(new TreeMap<>(item).toString());
            }
        }
        lines.sort(null);
        return lines;
    }

    private List<Map<String, AttributeValue>> scan() {
        return cloud
                .dynamoDb()
                .scanPaginator(request -> request.tableName(cloud.name()).consistentRead(true))
                .items()
                .stream()
                .toList();
    }

    /// Who holds a seat, and who of them a place in the Pool: members and open invitations.
    record Held(long seats, long places) {}

    Held held(Stage.Org org) {
        long seats = 0;
        long places = 0;
        for (var item : partition("MEMBERS#" + org.slug(), "")) {
            seats += item.get("role").s().equals("BILLING") ? 0 : 1;
            places += item.containsKey("inPool") ? 1 : 0;
        }
        for (var item : partition("INVITATIONS#" + org.slug(), "OPEN#")) {
            seats += item.get("role").s().equals("BILLING") ? 0 : 1;
            places += item.containsKey("inPool") ? 1 : 0;
        }
        return new Held(seats, places);
    }

    private List<Map<String, AttributeValue>> partition(String pk, String start) {
        return cloud
                .dynamoDb()
                .queryPaginator(request -> request.tableName(cloud.name())
                        .consistentRead(true)
                        .keyConditionExpression("pk = :pk")
                        .expressionAttributeValues(Map.of(":pk", AttributeValue.fromS(pk))))
                .items()
                .stream()
                .filter(item -> item.get("sk").s().startsWith(start))
                .toList();
    }

    /// Changes what is stored, past all rules.
    void set(String pk, String sk, String name, AttributeValue value) {
        cloud.dynamoDb()
                .updateItem(request -> request.tableName(cloud.name())
                        .key(Map.of("pk", AttributeValue.fromS(pk), "sk", AttributeValue.fromS(sk)))
                        .updateExpression("SET #name = :value")
                        .expressionAttributeNames(Map.of("#name", name))
                        .expressionAttributeValues(Map.of(":value", value)));
    }
}
