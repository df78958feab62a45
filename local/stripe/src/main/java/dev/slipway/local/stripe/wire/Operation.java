package dev.slipway.local.stripe.wire;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// One operation of Stripe's, which of its parameters are built here, and which it can't do without.
///
/// A parameter that Stripe has and the stand-in hasn't is refused by its name: what is ignored in silence here would
/// happen in earnest there.
public final class Operation {

    private static final List<String> ON_LISTS = List.of("limit", "starting_after", "ending_before");

    private final String method;
    private final List<String> path;
    private final Class<?> params;
    private final Set<String> taken;
    private final List<String> required;
    private final Handler handler;

    /// What an operation does.
    public interface Handler {
        /// @return the JSON of the answer, or an object of stripe-java's
        Object answer(Call call);
    }

    private Operation(
            String method,
            List<String> path,
            Class<?> params,
            Set<String> taken,
            List<String> required,
            Handler handler) {
        this.method = method;
        this.path = path;
        this.params = params;
        this.taken = taken;
        this.required = required;
        this.handler = handler;
    }

    /// @param pattern such as `/v1/customers/{id}`
    /// @param takes dotted names; one that ends with `!` must be there. What is below a name is taken with it, unless a
    ///     name goes on from it
    public static Operation of(String method, String pattern, Class<?> params, Handler handler, String... takes) {
        Set<String> taken = new LinkedHashSet<>(Set.of("expand"));
        List<String> required = new ArrayList<>();
        for (var name : takes) {
            var plain = name.endsWith("!") ? name.substring(0, name.length() - 1) : name;
            taken.add(plain);
            if (!plain.equals(name)) {
                required.add(plain);
            }
        }
        return new Operation(method, List.of(pattern.split("/")), params, taken, List.copyOf(required), handler);
    }

    /// A list, newest first and by pages.
    public static Operation list(String pattern, Class<?> params, Handler handler, String... takes) {
        var all = new ArrayList<>(List.of(takes));
        all.addAll(ON_LISTS);
        return of("GET", pattern, params, handler, all.toArray(String[]::new));
    }

    /// What the path has in the places of names in braces, if the request is for this operation.
    public Optional<Map<String, String>> matches(String verb, String requested) {
        var parts = List.of(requested.split("/", -1));
        if (!verb.equals(method) || parts.size() != path.size()) {
            return Optional.empty();
        }
        Map<String, String> names = new LinkedHashMap<>();
        for (int i = 0; i < path.size(); i++) {
            var pattern = path.get(i);
            if (pattern.startsWith("{")) {
                names.put(pattern.substring(1, pattern.length() - 1), parts.get(i));
            } else if (!pattern.equals(parts.get(i))) {
                return Optional.empty();
            }
        }
        return Optional.of(names);
    }

    /// @throws Refusal if a parameter is unknown, wrong, missing, or not built here
    public void check(Form form) {
        Shape.check(params, form);
        checkTaken(form.tree(), "", "");
        required.forEach(name -> checkThere(form, List.of(name.split("\\.")), ""));
    }

    public Object answer(Call call) {
        return handler.answer(call);
    }

    private void checkTaken(Map<?, ?> tree, String dotted, String path) {
        tree.forEach((key, value) -> {
            var number = String.valueOf(key).matches("[0-9]+") && !dotted.isEmpty();
            var name = number ? dotted : dotted.isEmpty() ? String.valueOf(key) : dotted + "." + key;
            var at = path.isEmpty() ? String.valueOf(key) : path + "[" + key + "]";
            var goesOn = taken.stream().anyMatch(each -> each.startsWith(name + "."));
            if (!goesOn && !taken.contains(name)) {
                throw Refusal.parameter(
                        "parameter_unknown",
                        "The stand-in for Stripe doesn't know the parameter %s, which Stripe does".formatted(at),
                        at);
            }
            if (goesOn && value instanceof Map<?, ?> inner) {
                checkTaken(inner, name, at);
            }
        });
    }

    private static void checkThere(Form form, List<String> steps, String path) {
        var name = steps.getFirst();
        var at = path.isEmpty() ? name : path + "[" + name + "]";
        if (!form.has(name)) {
            if (steps.size() == 1) {
                throw Refusal.parameter("parameter_missing", "Missing required param: %s.".formatted(at), at);
            }
            return;
        }
        if (steps.size() > 1) {
            var inner = form.at(name);
            var list = inner.tree().keySet().stream().allMatch(key -> key.matches("[0-9]+"));
            if (list) {
                inner.tree()
                        .keySet()
                        .forEach(
                                key -> checkThere(inner.at(key), steps.subList(1, steps.size()), at + "[" + key + "]"));
            } else {
                checkThere(inner, steps.subList(1, steps.size()), at);
            }
        }
    }
}
