package dev.slipway.local.ledger.functions;

import dev.slipway.adapters.lambda.Answer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Somebody's browser: it keeps cookies, and sends the forms of the page that it showed last.
final class Browser {

    private final Till till;
    private final String who;
    private final Map<String, String> cookies = new LinkedHashMap<>();
    private List<Form> forms = List.of();

    /// @param who sits at it, as rows name them
    Browser(Till till, String who) {
        this.till = till;
        this.who = who;
    }

    /// @param url a path of the registry, with its query
    Call opens(String url) {
        return call("GET", url).header("sec-fetch-site", "none");
    }

    /// Presses the button of a form of the page that was shown last.
    ///
    /// @param path where the form goes
    /// @param act what the button does; empty if the form has but one
    /// @param typed names and values of its fields; of several such forms it is the one whose hidden fields agree
    Call presses(String path, String act, String... typed) {
        var fields = new LinkedHashMap<String, String>();
        for (int i = 0; i < typed.length; i += 2) {
            fields.put(typed[i], typed[i + 1]);
        }
        var form = forms.stream()
                .filter(one -> one.fits(path, act, fields))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no form to " + path + " " + act + " " + fields.keySet()
                        + " among "
                        + forms.stream().map(one -> one.action() + one.acts()).toList()));
        var sent = new LinkedHashMap<>(form.hidden());
        if (!act.isEmpty()) {
            sent.put("act", act);
        }
        sent.putAll(fields);
        return call("POST", path)
                .header("origin", Till.URL)
                .header("sec-fetch-site", "same-origin")
                .sendingForm(
                        act,
                        sent.entrySet().stream()
                                .map(field -> field.getKey() + "=" + encoded(field.getValue()))
                                .collect(Collectors.joining("&")));
    }

    private Call call(String method, String url) {
        var call = till.call(who, method, url)
                .header("accept", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8")
                .header("accept-encoding", "gzip, deflate, br, zstd")
                .header("accept-language", "en-US,en;q=0.9")
                .header("sec-fetch-dest", "document")
                .header("sec-fetch-mode", "navigate")
                .header("sec-fetch-user", "?1")
                .header("upgrade-insecure-requests", "1")
                .header("user-agent", "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0")
                .then(this::keep);
        cookies.forEach(call::cookie);
        return call;
    }

    private void keep(Answer answer) {
        for (var cookie : answer.cookies()) {
            var name = cookie.substring(0, cookie.indexOf('='));
            if (cookie.contains("; Max-Age=0;")) {
                cookies.remove(name);
            } else {
                cookies.put(name, cookie.substring(name.length() + 1, cookie.indexOf(';')));
            }
        }
        if (answer.header("content-type").startsWith("text/html")) {
            forms = Form.of(answer.text());
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
