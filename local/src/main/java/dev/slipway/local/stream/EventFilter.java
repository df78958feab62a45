package dev.slipway.local.stream;

import dev.slipway.local.loopback.BadRequest;
import dev.slipway.local.loopback.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Which records a function wants: `FilterCriteria` as Lambda reads it
/// ([rule syntax](https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventfiltering.html)).
///
/// A record passes if any pattern fits it. Of what a pattern can say, exact texts, prefixes and whether something is
/// there are known; everything else is refused, so that no rule is taken here for one that holds always, or never.
///
/// @param patterns none to let everything pass
record EventFilter(List<Fields> patterns) {

    static final EventFilter NONE = new EventFilter(List.of());

    EventFilter {
        patterns = List.copyOf(patterns);
    }

    private sealed interface Rule {
        boolean fits(Object value);
    }

    /// What stands under names, one inside the other.
    record Fields(Map<String, Object> rules) {

        boolean fits(Map<String, Object> event) {
            return rules.entrySet().stream().allMatch(each -> switch (each.getValue()) {
                case Fields inner -> inner.fits(Json.at(event, each.getKey()));
                case AnyOf any -> any.fits(event.get(each.getKey()));
                default -> throw new IllegalStateException("no rule: " + each);
            });
        }
    }

    private record AnyOf(List<Rule> rules) {

        boolean fits(@Nullable Object value) {
            return rules.stream().anyMatch(rule -> rule.fits(value == null ? Missing.MISSING : value));
        }
    }

    private enum Missing {
        MISSING
    }

    private record Exactly(String text) implements Rule {
        @Override
        public boolean fits(Object value) {
            return text.equals(value);
        }
    }

    private record Prefix(String text) implements Rule {
        @Override
        public boolean fits(Object value) {
            return value instanceof String found && found.startsWith(text);
        }
    }

    /// Lambda asks this of leaves alone.
    private record Exists(boolean wanted) implements Rule {
        @Override
        public boolean fits(Object value) {
            return wanted == (value != Missing.MISSING && !(value instanceof Map<?, ?>));
        }
    }

    /// @param texts each a pattern, as JSON
    /// @throws IllegalArgumentException if one isn't understood here
    static EventFilter of(List<String> texts) {
        var patterns = new ArrayList<Fields>();
        for (var text : texts) {
            try {
                patterns.add(fields(Json.object(text)));
            } catch (BadRequest e) {
                throw new IllegalArgumentException("the pattern " + text + " can't be read", e);
            }
        }
        return new EventFilter(patterns);
    }

    private static Fields fields(Map<?, ?> pattern) {
        if (pattern.isEmpty()) {
            throw new IllegalArgumentException("a pattern without a rule in it");
        }
        var rules = new LinkedHashMap<String, Object>();
        pattern.forEach((name, rule) -> rules.put(String.valueOf(name), rule(String.valueOf(name), rule)));
        return new Fields(rules);
    }

    private static Object rule(String name, Object rule) {
        if (name.startsWith("$")) {
            throw new IllegalArgumentException("the operator " + name + " of a pattern");
        }
        return switch (rule) {
            case Map<?, ?> inner -> fields(inner);
            case List<?> any
            when !any.isEmpty() -> new AnyOf(any.stream().map(EventFilter::leaf).toList());
            default -> throw new IllegalArgumentException("the rule " + rule + " for " + name);
        };
    }

    private static Rule leaf(Object rule) {
        if (rule instanceof String text) {
            return new Exactly(text);
        }
        if (rule instanceof Map<?, ?> operator && operator.size() == 1) {
            var only = operator.entrySet().iterator().next();
            if ("prefix".equals(only.getKey()) && only.getValue() instanceof String text) {
                return new Prefix(text);
            }
            if ("exists".equals(only.getKey()) && only.getValue() instanceof Boolean wanted) {
                return new Exists(wanted);
            }
        }
        throw new IllegalArgumentException("the rule " + rule + " of a pattern");
    }

    /// @param event one record, in the form that the function gets
    boolean passes(Map<String, Object> event) {
        return patterns.isEmpty() || patterns.stream().anyMatch(pattern -> pattern.fits(event));
    }
}
