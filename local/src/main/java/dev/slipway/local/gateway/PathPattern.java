package dev.slipway.local.gateway;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The path of a route in pieces: literals, variables `{x}` for one segment, and at the end perhaps a greedy `{x+}` for
/// one or more.
///
/// The order of patterns is the order in which API Gateway tries them, as far as their paths decide it.
record PathPattern(List<String> segments) implements Comparable<PathPattern> {
    private static final Pattern SEGMENT = Pattern.compile("[^{}]*|\\{[A-Za-z0-9._:-]+\\+?}");

    static PathPattern parse(String path) {
        if (!path.startsWith("/")) {
            throw new IllegalArgumentException("the path " + path + " must begin with a slash");
        }
        var segments = split(path);
        Set<String> names = new HashSet<>();
        for (var segment : segments) {
            if (!SEGMENT.matcher(segment).matches()) {
                throw new IllegalArgumentException("the path " + path + " has a broken variable in " + segment);
            }
            if (isVariable(segment) && !names.add(name(segment))) {
                throw new IllegalArgumentException("the path " + path + " has two variables " + name(segment));
            }
        }
        if (segments.subList(0, segments.size() - 1).stream().anyMatch(PathPattern::isGreedy)) {
            throw new IllegalArgumentException("the path " + path + " goes on after a greedy variable");
        }
        return new PathPattern(segments);
    }

    /// A path in pieces: `/a/` has the pieces `a` and an empty one, so that it differs from `/a`.
    static List<String> split(String path) {
        return List.of(path.substring(1).split("/", -1));
    }

    boolean greedy() {
        return isGreedy(segments.getLast());
    }

    /// The values of the variables in a request's path, or null if it doesn't match. No value is ever empty.
    @Nullable
    Map<String, String> capture(List<String> request) {
        var size = segments.size();
        if (greedy() ? request.size() < size : request.size() != size) {
            return null;
        }
        Map<String, String> captured = new LinkedHashMap<>();
        for (int i = 0; i < size; i++) {
            var segment = segments.get(i);
            var value = isGreedy(segment) ? String.join("/", request.subList(i, request.size())) : request.get(i);
            if (isVariable(segment) ? value.isEmpty() : !segment.equals(value)) {
                return null;
            }
            if (isVariable(segment)) {
                captured.put(name(segment), value);
            }
        }
        return captured;
    }

    /// The pattern without the names of its variables, which make no difference to a request.
    String shape() {
        return String.join(
                "/",
                segments.stream()
                        .map(segment -> isVariable(segment) ? segment.replace(name(segment), "") : segment)
                        .toList());
    }

    @Override
    public int compareTo(PathPattern other) {
        for (int i = 0; i < Math.min(segments.size(), other.segments.size()); i++) {
            var order = Integer.compare(vagueness(segments.get(i)), vagueness(other.segments.get(i)));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(other.segments.size(), segments.size());
    }

    private static int vagueness(String segment) {
        if (isGreedy(segment)) {
            return 2;
        }
        return isVariable(segment) ? 1 : 0;
    }

    private static boolean isVariable(String segment) {
        return segment.startsWith("{");
    }

    private static boolean isGreedy(String segment) {
        return segment.endsWith("+}");
    }

    private static String name(String segment) {
        return segment.substring(1, segment.length() - (isGreedy(segment) ? 2 : 1));
    }
}
