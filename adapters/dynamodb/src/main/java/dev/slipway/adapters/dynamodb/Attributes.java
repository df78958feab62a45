package dev.slipway.adapters.dynamodb;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Builds an item, and reads one. Every item carries its type and the version of its form.
final class Attributes {

    private final Map<String, AttributeValue> values;

    private Attributes(Map<String, AttributeValue> values) {
        this.values = values;
    }

    static Attributes item(Key key, String type, int form) {
        var values = new HashMap<>(key.attributes());
        values.put("type", AttributeValue.fromS(type));
        values.put("form", AttributeValue.fromN(Integer.toString(form)));
        return new Attributes(values);
    }

    Attributes text(String name, String value) {
        values.put(name, AttributeValue.fromS(value));
        return this;
    }

    Attributes text(String name, Optional<String> value) {
        value.ifPresent(present -> text(name, present));
        return this;
    }

    Attributes number(String name, long value) {
        values.put(name, AttributeValue.fromN(Long.toString(value)));
        return this;
    }

    Attributes flag(String name, boolean value) {
        values.put(name, AttributeValue.fromBool(value));
        return this;
    }

    /// A flag that is not there while it is not so.
    Attributes flagged(String name, boolean value) {
        return value ? flag(name, true) : this;
    }

    Attributes instant(String name, Instant value) {
        return text(name, value.toString());
    }

    Attributes instant(String name, Optional<Instant> value) {
        value.ifPresent(present -> instant(name, present));
        return this;
    }

    /// In seconds, where a condition compares it with another time: as texts, a time with a fraction stands before the
    /// same one without.
    Attributes seconds(String name, Optional<Instant> value) {
        value.ifPresent(present -> number(name, present.getEpochSecond()));
        return this;
    }

    /// When DynamoDB may delete the item by itself. It does so hours or days later: nothing but tidiness relies on it.
    Attributes forgetAt(Instant when) {
        return number("forgetAt", when.getEpochSecond());
    }

    Attributes forgetAt(Optional<Instant> when) {
        when.ifPresent(this::forgetAt);
        return this;
    }

    Attributes list(String name, Collection<String> value) {
        values.put(
                name,
                AttributeValue.fromL(value.stream().map(AttributeValue::fromS).toList()));
        return this;
    }

    /// DynamoDB keeps no empty sets: none is left out.
    Attributes set(String name, Collection<String> value) {
        if (!value.isEmpty()) {
            values.put(name, AttributeValue.fromSs(List.copyOf(value)));
        }
        return this;
    }

    /// Small maps under names of their own, such as the teams of an organization under their ids.
    Attributes maps(String name, Map<String, Map<String, AttributeValue>> value) {
        var maps = new HashMap<String, AttributeValue>();
        value.forEach((key, map) -> maps.put(key, AttributeValue.fromM(map)));
        values.put(name, AttributeValue.fromM(maps));
        return this;
    }

    Attributes map(String name, Map<String, String> value) {
        var texts = new HashMap<String, AttributeValue>();
        value.forEach((key, text) -> texts.put(key, AttributeValue.fromS(text)));
        values.put(name, AttributeValue.fromM(texts));
        return this;
    }

    Attributes map(String name, Optional<Map<String, String>> value) {
        value.ifPresent(present -> map(name, present));
        return this;
    }

    Map<String, AttributeValue> build() {
        return Map.copyOf(values);
    }

    static String text(Map<String, AttributeValue> item, String name) {
        return present(item, name).s();
    }

    static Optional<String> findText(Map<String, AttributeValue> item, String name) {
        return Optional.ofNullable(item.get(name)).map(AttributeValue::s);
    }

    static long number(Map<String, AttributeValue> item, String name) {
        return Long.parseLong(present(item, name).n());
    }

    static boolean flag(Map<String, AttributeValue> item, String name) {
        return present(item, name).bool();
    }

    /// Whether it was written, and is so.
    static boolean findFlag(Map<String, AttributeValue> item, String name) {
        return Optional.ofNullable(item.get(name)).map(AttributeValue::bool).orElse(false);
    }

    static Instant instant(Map<String, AttributeValue> item, String name) {
        return Instant.parse(text(item, name));
    }

    static Optional<Instant> findInstant(Map<String, AttributeValue> item, String name) {
        return findText(item, name).map(Instant::parse);
    }

    /// As [#seconds(String, Optional)] wrote it.
    static Optional<Instant> findSeconds(Map<String, AttributeValue> item, String name) {
        return Optional.ofNullable(item.get(name)).map(value -> Instant.ofEpochSecond(Long.parseLong(value.n())));
    }

    static List<String> list(Map<String, AttributeValue> item, String name) {
        return present(item, name).l().stream().map(AttributeValue::s).toList();
    }

    /// As [#list(String, Collection)] wrote it; empty if it wasn't written.
    static List<String> findList(Map<String, AttributeValue> item, String name) {
        return item.containsKey(name) ? list(item, name) : List.of();
    }

    static Set<String> set(Map<String, AttributeValue> item, String name) {
        return Set.copyOf(list(item, name));
    }

    /// As [#set(String, Collection)] wrote it.
    static Set<String> findSet(Map<String, AttributeValue> item, String name) {
        return Optional.ofNullable(item.get(name))
                .map(value -> Set.copyOf(value.ss()))
                .orElseGet(Set::of);
    }

    static Map<String, String> map(Map<String, AttributeValue> item, String name) {
        var texts = new HashMap<String, String>();
        present(item, name).m().forEach((key, value) -> texts.put(key, value.s()));
        return texts;
    }

    /// As [#maps(String, Map)] wrote it; empty if it wasn't written.
    static Map<String, Map<String, AttributeValue>> findMaps(Map<String, AttributeValue> item, String name) {
        var maps = new HashMap<String, Map<String, AttributeValue>>();
        Optional.ofNullable(item.get(name)).ifPresent(value -> value.m().forEach((key, map) -> maps.put(key, map.m())));
        return maps;
    }

    /// As [#map(String, Map)] wrote it; empty if it wasn't written.
    static Map<String, String> findMap(Map<String, AttributeValue> item, String name) {
        return item.containsKey(name) ? map(item, name) : Map.of();
    }

    private static AttributeValue present(Map<String, AttributeValue> item, String name) {
        var value = item.get(name);
        if (value == null) {
            throw new IllegalStateException("an item of type " + item.get("type") + " lacks " + name);
        }
        return value;
    }
}
