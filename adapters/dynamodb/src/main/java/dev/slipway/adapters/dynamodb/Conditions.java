package dev.slipway.adapters.dynamodb;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// What must hold of items that a transaction doesn't change. An item stands in a transaction once, so what several
/// rules ask of the same one is asked together, under the step of the first.
///
/// @param <S> the steps of the transaction
final class Conditions<S extends Enum<S>> {

    private final Map<Key, Joined<S>> joined = new LinkedHashMap<>();

    private record Joined<S>(
            S step, List<String> conditions, Map<String, String> names, Map<String, AttributeValue> values) {}

    /// @param names,values stand-ins; whoever asks something else of the same item uses others, or means the same
    Conditions<S> require(
            S step, Key key, String condition, Map<String, String> names, Map<String, AttributeValue> values) {
        var all = joined.computeIfAbsent(
                key, _ -> new Joined<>(step, new ArrayList<>(), new HashMap<>(), new HashMap<>()));
        all.conditions().add(condition);
        all.names().putAll(names);
        all.values().putAll(values);
        return this;
    }

    /// In the order in which they were asked first.
    List<Write<S>> writes() {
        return joined.entrySet().stream()
                .map(entry -> Write.check(
                        entry.getValue().step(),
                        entry.getKey(),
                        String.join(" AND ", entry.getValue().conditions()),
                        entry.getValue().names(),
                        entry.getValue().values()))
                .toList();
    }
}
