package dev.slipway.local.ledger.functions;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// A form of a page.
///
/// @param action the path that it is sent to
/// @param acts what its buttons do; the empty text if it has one button that needs no name
/// @param hidden what it sends besides what is typed
record Form(String action, Set<String> acts, Map<String, String> hidden) {

    private static final Pattern FORM =
            Pattern.compile("<form\\b[^>]*\\baction=\"([^\"]*)\"[^>]*>(.*?)</form>", Pattern.DOTALL);
    private static final Pattern HIDDEN =
            Pattern.compile("<input type=\"hidden\" name=\"([^\"]*)\" value=\"([^\"]*)\"");
    private static final Pattern BUTTON = Pattern.compile("<button\\b[^>]*\\bname=\"act\" value=\"([^\"]*)\"");

    static List<Form> of(String page) {
        return FORM.matcher(page)
                .results()
                .map(found -> of(found.group(1), found.group(2)))
                .toList();
    }

    private static Form of(String action, String content) {
        var hidden = new LinkedHashMap<String, String>();
        HIDDEN.matcher(content).results().forEach(input -> hidden.put(input.group(1), plain(input.group(2))));
        var acts = new LinkedHashSet<String>();
        BUTTON.matcher(content).results().forEach(button -> acts.add(button.group(1)));
        if (acts.isEmpty()) {
            acts.add(hidden.getOrDefault("act", ""));
        }
        return new Form(plain(action), acts, hidden);
    }

    /// Whether this is the form for it: what it hides, such as whom it is about, must not be something else.
    boolean fits(String path, String act, Map<String, String> fields) {
        return action.equals(path)
                && acts.contains(act)
                && fields.entrySet().stream()
                        .allMatch(field -> hidden.getOrDefault(field.getKey(), field.getValue())
                                .equals(field.getValue()));
    }

    /// @param route the path of the route that it is sent to
    static String key(String route, String act) {
        return act.isEmpty() ? route : route + " " + act;
    }

    private static String plain(String html) {
        return html.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&#34;", "\"")
                .replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replace("&amp;", "&");
    }
}
