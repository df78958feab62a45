package dev.slipway.local.ledger;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What npm reads of a package before it changes it, and puts back changed.
record SlimDocument(String name, String json) {

    private static final Pattern REVISION = Pattern.compile("\"_rev\":\"(\\d+)\"");

    long revision() {
        Matcher found = REVISION.matcher(json);
        if (!found.find()) {
            throw new AssertionError("a document without a revision: " + json);
        }
        return Long.parseLong(found.group(1));
    }

    SlimDocument deprecating(String version) {
        var stated = "\"version\":\"" + version + "\"";
        return new SlimDocument(name, json.replace(stated, stated + ",\"deprecated\":\"use 2.0.0\""));
    }

    SlimDocument without(String... versions) {
        var rest = json;
        for (var version : versions) {
            rest = rest.replaceFirst(",?\"" + Pattern.quote(version) + "\":\\{[^{]*\\{[^}]*}}", "");
        }
        return new SlimDocument(name, rest.replace("\"versions\":{,", "\"versions\":{"));
    }
}
