package dev.slipway.local.gateway;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A node together with its place in the template, so that a complaint can say where.
record Entry(String place, Node node) {

    MalformedTemplate malformed(String what) {
        return new MalformedTemplate(place, what);
    }

    String text() {
        if (node instanceof Node.Text(String value)) {
            return value;
        }
        throw malformed("must be plain text, but is " + node);
    }

    int number(int least, int most) {
        try {
            var value = Integer.parseInt(text());
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException _) {
            // answered below, like a number out of range
        }
        throw malformed("must be a whole number from " + least + " to " + most + ", but is " + node);
    }

    Node.Fields fields() {
        if (node instanceof Node.Fields fields) {
            return fields;
        }
        throw malformed("must be a map, but is " + node);
    }

    Map<String, Entry> entries() {
        Map<String, Entry> entries = new LinkedHashMap<>();
        fields().values().forEach((key, value) -> entries.put(key, new Entry(place + "." + key, value)));
        return entries;
    }

    List<Node> list() {
        return node instanceof Node.Items(var values) ? values : List.of(node);
    }

    @Nullable
    Entry find(String key) {
        var value = fields().find(key);
        return value == null ? null : new Entry(place + "." + key, value);
    }

    Entry at(String key) {
        var found = find(key);
        if (found == null) {
            throw malformed("has no " + key);
        }
        return found;
    }

    String text(String key, String otherwise) {
        var found = find(key);
        return found == null ? otherwise : found.text();
    }
}
