package dev.slipway.local.stripe.wire;

import dev.slipway.local.loopback.WebRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Parameters as Stripe writes them, `items[0][price]=…`, as a tree: texts, and what has names or numbers for children.
///
/// @param tree a text, or a tree of the same kind, for each name
public record Form(Map<String, Object> tree) {

    public static final Form EMPTY = new Form(Map.of());

    private static final Pattern NAME = Pattern.compile("([^\\[\\]]+)((?:\\[[^\\[\\]]*])*)");
    private static final int DEEPEST = 12;

    /// The parameters of a request: those of its query, and those of its body after them.
    ///
    /// @throws Refusal if they are no such form
    public static Form of(WebRequest request) {
        return parse(request.query() + "&" + request.body());
    }

    /// @throws Refusal if it is no such form
    public static Form parse(String encoded) {
        Map<String, Object> tree = new LinkedHashMap<>();
        for (var pair : encoded.split("&", -1)) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                var name = decoded(equals < 0 ? pair : pair.substring(0, equals));
                put(tree, name, equals < 0 ? "" : decoded(pair.substring(equals + 1)));
            }
        }
        return new Form(tree);
    }

    private static void put(Map<String, Object> tree, String name, String value) {
        var matched = NAME.matcher(name);
        if (!matched.matches()) {
            throw Refusal.parameter("parameter_unknown", "Received unknown parameter: " + name, name);
        }
        List<String> steps = new ArrayList<>(List.of(matched.group(1)));
        var brackets = matched.group(2);
        if (!brackets.isEmpty()) {
            steps.addAll(List.of(brackets.substring(1, brackets.length() - 1).split("]\\[", -1)));
        }
        if (steps.size() > DEEPEST) {
            throw Refusal.parameter("", "Invalid request: parameters are nested too deeply", steps.getFirst());
        }
        var at = tree;
        for (var step : steps.subList(0, steps.size() - 1)) {
            at = inner(at, step, steps.getFirst());
        }
        var last = steps.getLast();
        var key = last.isEmpty() && steps.size() > 1 ? String.valueOf(at.size()) : last;
        if (at.get(key) instanceof Map<?, ?>) {
            throw clash(steps.getFirst());
        }
        at.put(key, value);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> inner(Map<String, Object> at, String step, String param) {
        var key = step.isEmpty() ? String.valueOf(at.size()) : step;
        var next = at.computeIfAbsent(key, _ -> new LinkedHashMap<String, Object>());
        if (next instanceof Map<?, ?>) {
            return (Map<String, Object>) next;
        }
        throw clash(param);
    }

    private static Refusal clash(String param) {
        return Refusal.parameter("", "Invalid request: '%s' is both a value and an object".formatted(param), param);
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            throw Refusal.parameter("", "Invalid request: a parameter is badly encoded", "");
        }
    }

    public boolean has(String name) {
        return tree.containsKey(name);
    }

    /// The text of this name, which may be empty: that is how something is unset.
    public Optional<String> text(String name) {
        return tree.get(name) instanceof String text ? Optional.of(text) : Optional.empty();
    }

    public Optional<Long> number(String name) {
        return text(name).filter(text -> !text.isEmpty()).map(Long::valueOf);
    }

    public boolean flag(String name) {
        return text(name).filter("true"::equals).isPresent();
    }

    /// What is below this name; nothing if there is nothing.
    @SuppressWarnings("unchecked")
    public Form at(String name) {
        return tree.get(name) instanceof Map<?, ?> inner ? new Form((Map<String, Object>) inner) : EMPTY;
    }

    /// The objects in the list of this name.
    public List<Form> list(String name) {
        var inner = at(name);
        return inner.tree.keySet().stream().map(inner::at).toList();
    }

    /// The texts in the list of this name.
    public List<String> texts(String name) {
        var inner = at(name);
        return inner.tree.keySet().stream()
                .flatMap(key -> inner.text(key).stream())
                .toList();
    }

    /// The texts below this name, by their names.
    public Map<String, String> map(String name) {
        Map<String, String> map = new LinkedHashMap<>();
        var inner = at(name);
        inner.tree.keySet().forEach(key -> inner.text(key).ifPresent(text -> map.put(key, text)));
        return map;
    }
}
