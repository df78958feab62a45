package dev.slipway.adapters.web;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Reads our own HTML, and is stricter than a browser: what isn't closed, quoted or escaped is an error.
final class Html {

    private static final Set<String> VOID = Set.of("meta", "link", "input", "br", "path", "rect", "circle");
    private static final Pattern OPENING =
            Pattern.compile("<([a-z][a-z0-9]*)((?:\\s+[^<>\"=\\s]+(?:=\"[^\"]*\")?)*)\\s*(/?)>");
    private static final Pattern ATTRIBUTE = Pattern.compile("([^<>\"=\\s]+)(?:=\"([^\"]*)\")?");
    private static final Pattern CLOSING = Pattern.compile("</([a-z][a-z0-9]*)>");

    private Html() {}

    /// @param content elements, and texts with their references resolved
    record Element(String name, Map<String, String> attributes, List<Object> content) {

        String attribute(String key) {
            return attributes.getOrDefault(key, "");
        }

        boolean has(String key) {
            return attributes.containsKey(key);
        }

        Stream<Element> children() {
            return content.stream().filter(Element.class::isInstance).map(Element.class::cast);
        }

        /// Itself and all that is in it.
        Stream<Element> all() {
            return Stream.concat(Stream.of(this), children().flatMap(Element::all));
        }

        List<Element> all(String wanted) {
            return all(element -> element.name.equals(wanted));
        }

        List<Element> all(Predicate<Element> wanted) {
            return all().filter(wanted).toList();
        }

        Element only(String wanted) {
            var found = all(wanted);
            if (found.size() != 1) {
                throw new AssertionError(found.size() + " times <" + wanted + ">");
            }
            return found.getFirst();
        }

        /// All text in it, its white space as a browser shows it.
        String text() {
            var text = new StringBuilder();
            collect(text);
            return text.toString().replaceAll("\\s+", " ").strip();
        }

        private void collect(StringBuilder text) {
            for (var part : content) {
                if (part instanceof Element element) {
                    element.collect(text);
                } else {
                    text.append(part);
                }
            }
        }

        /// Its elements and their attributes' names, without any text: what must not depend on what people write.
        String skeleton() {
            var inside = children().map(Element::skeleton).toList();
            return name + attributes.keySet() + inside;
        }
    }

    static Element parse(String html) {
        var doctype = "<!doctype html>";
        if (!html.startsWith(doctype)) {
            throw new AssertionError("no doctype");
        }
        var root = new Element("document", Map.of(), new ArrayList<>());
        var open = new ArrayDeque<Element>(List.of(root));
        int at = doctype.length();
        while (at < html.length()) {
            int next = html.indexOf('<', at);
            int end = next < 0 ? html.length() : next;
            if (end > at) {
                open.element().content.add(text(html.substring(at, end)));
            }
            at = end == html.length() ? end : tag(html, end, open);
        }
        if (open.size() != 1) {
            throw new AssertionError("<" + open.element().name + "> is never closed");
        }
        return root.children().findFirst().orElseThrow();
    }

    private static int tag(String html, int at, ArrayDeque<Element> open) {
        var closing = CLOSING.matcher(html).region(at, html.length());
        if (closing.lookingAt()) {
            var element = open.pop();
            if (!element.name.equals(closing.group(1))) {
                throw new AssertionError("<" + element.name + "> is closed by " + closing.group());
            }
            return closing.end();
        }
        var opening = OPENING.matcher(html).region(at, html.length());
        if (!opening.lookingAt()) {
            throw new AssertionError("no tag: " + html.substring(at, Math.min(at + 80, html.length())));
        }
        var element = new Element(opening.group(1), attributes(opening.group(2)), new ArrayList<>());
        open.element().content.add(element);
        if (opening.group(3).isEmpty() && !VOID.contains(element.name)) {
            open.push(element);
        }
        return opening.end();
    }

    private static Map<String, String> attributes(String text) {
        var attributes = new LinkedHashMap<String, String>();
        var matcher = ATTRIBUTE.matcher(text);
        while (matcher.find()) {
            var value = matcher.group(2);
            if (attributes.put(matcher.group(1), value == null ? "" : unescaped(value)) != null) {
                throw new AssertionError("twice: " + matcher.group(1));
            }
        }
        return attributes;
    }

    private static String text(String escaped) {
        if (escaped.indexOf('>') >= 0) {
            throw new AssertionError("a bare > in: " + escaped);
        }
        return unescaped(escaped);
    }

    private static String unescaped(String escaped) {
        return Pattern.compile("&(?:(lt|gt|amp|quot)|#(\\d+));|&")
                .matcher(escaped)
                .replaceAll(match -> Matcher.quoteReplacement(character(match)));
    }

    private static String character(MatchResult match) {
        if (match.group(2) != null) {
            return Character.toString(Integer.parseInt(match.group(2)));
        }
        return switch (String.valueOf(match.group(1))) {
            case "lt" -> "<";
            case "gt" -> ">";
            case "amp" -> "&";
            case "quot" -> "\"";
            default -> throw new AssertionError("a bare &");
        };
    }
}
