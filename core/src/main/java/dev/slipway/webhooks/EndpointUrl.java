package dev.slipway.webhooks;

import dev.slipway.kernel.Malformed;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where a webhook sends to, `https://hooks.example.com/slipway?key=1`, in the one form in which everybody reads the
/// same host out of it: a name with a dot, `localhost`, four decimal numbers, or an address of IPv6 in brackets.
///
/// Whether it may be sent to is another question: [Destinations] answers it, now and at each sending.
public record EndpointUrl(String value) {

    /// How long one may be.
    public static final int LONGEST = 2_048;

    private static final Pattern SHAPE = Pattern.compile(
            "(?<scheme>https?)://(?<host>\\[[0-9a-f:.]{2,45}]|[a-z0-9.-]{1,253})"
                    + "(?::(?<port>[1-9][0-9]{0,4}))?(?<rest>(?:[/?].*)?)",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern LABEL = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?");
    private static final Pattern TOP = Pattern.compile("[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?");
    private static final Pattern V4 = Pattern.compile("(?:(?:0|[1-9][0-9]{0,2})\\.){3}(?:0|[1-9][0-9]{0,2})");
    private static final int HIGHEST_PORT = 65_535;

    /// Scheme and host in lower case.
    ///
    /// @throws Malformed `invalid_url`
    public EndpointUrl {
        value = value.length() > LONGEST ? value : normalized(value);
        if (value.length() > LONGEST) {
            throw invalid(value, "it is longer than " + LONGEST + " characters.");
        }
    }

    private static String normalized(String text) {
        if (text.chars().anyMatch(c -> c <= ' ' || c >= 0x7f)) {
            throw invalid(
                    text,
                    "it has spaces, control characters or letters beyond ASCII: write a host as xn--… and "
                            + "the rest with percent signs.");
        }
        var parts = SHAPE.matcher(text);
        if (!parts.matches()) {
            throw invalid(
                    text,
                    "a webhook's URL is like https://hooks.example.com/slipway, without a name or a "
                            + "password in front of the host.");
        }
        if (text.indexOf('#') >= 0) {
            throw invalid(text, "leave out what begins with #: it is never sent.");
        }
        var host = parts.group("host").toLowerCase(Locale.ROOT);
        if (!isHost(host)) {
            throw invalid(text, "its host is no name such as hooks.example.com, and no address in its usual form.");
        }
        if (parts.group("port") != null && Integer.parseInt(parts.group("port")) > HIGHEST_PORT) {
            throw invalid(text, "there are ports from 1 to 65535.");
        }
        var normal = parts.group("scheme").toLowerCase(Locale.ROOT) + "://" + host + port(parts) + parts.group("rest");
        // What this refuses besides, such as a backslash or half a percent sign, no client would send.
        try {
            new URI(normal);
        } catch (URISyntaxException _) {
            throw invalid(text, "it has characters that a URL must have with percent signs.");
        }
        return normal;
    }

    private static String port(Matcher parts) {
        var port = parts.group("port");
        return port == null ? "" : ":" + port;
    }

    /// As the [URL standard](https://url.spec.whatwg.org/#host-parsing) has it, a host whose last part begins as a
    /// number is an address: `127.1`, `0x7f.1` and `2130706433` are all this machine, and none of them is taken.
    private static boolean isHost(String host) {
        if (host.startsWith("[")) {
            return isV6(host.substring(1, host.length() - 1));
        }
        if (V4.matcher(host).matches()) {
            return Pattern.compile("\\.").splitAsStream(host).allMatch(number -> Integer.parseInt(number) <= 255);
        }
        var labels = host.split("\\.", -1);
        for (var label : labels) {
            if (!LABEL.matcher(label).matches()) {
                return false;
            }
        }
        return TOP.matcher(labels[labels.length - 1]).matches() && (labels.length > 1 || host.equals("localhost"));
    }

    private static boolean isV6(String literal) {
        try {
            return literal.indexOf(':') >= 0 && InetAddress.ofLiteral(literal) != null;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    public boolean encrypted() {
        return value.startsWith("https:");
    }

    /// The name or address, an address of IPv6 without its brackets.
    public String host() {
        var host = parts().group("host");
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    public int port() {
        var port = parts().group("port");
        return port != null ? Integer.parseInt(port) : encrypted() ? 443 : 80;
    }

    public URI uri() {
        return URI.create(value);
    }

    /// As others than those who manage webhooks may see it: what stands behind the host is often a secret.
    public String shown() {
        var rest = parts().group("rest");
        var origin = value.substring(0, value.length() - rest.length());
        return rest.isEmpty() || rest.equals("/") ? origin : origin + "/…";
    }

    private Matcher parts() {
        var parts = SHAPE.matcher(value);
        if (!parts.matches()) {
            throw new IllegalStateException("checked when it was made");
        }
        return parts;
    }

    private static Malformed invalid(String text, String why) {
        return new Malformed("invalid_url", "\"" + Malformed.shown(text) + "\" is no URL for a webhook: " + why);
    }

    /// What stands behind the host stays out of logs.
    @Override
    public String toString() {
        return shown();
    }
}
