package dev.slipway.adapters.lambda;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/// What every function reads from its environment.
///
/// @param service the function's one word, such as `install`: `service` in its log lines, `Service` in its metrics
/// @param functionName as deployed, which has the stack's name in it
/// @param registryUrl where clients reach the registry, without a slash at the end; empty for the gateway's own address
/// @param billed whether organizations pay for what they use
/// @param webhooks whether organizations can be told of what happens in them
/// @param onDemand whether a request waits for this start, and no snapshot will be taken of it
public record Settings(
        String service,
        String functionName,
        String functionVersion,
        Optional<String> registryUrl,
        boolean billed,
        boolean webhooks,
        boolean onDemand) {

    static final String INITIALIZATION = "AWS_LAMBDA_INITIALIZATION_TYPE";
    static final String ON_DEMAND = "on-demand";

    /// @throws IllegalStateException if `REGISTRY_URL` is no http(s) URL, or a switch is neither `on` nor `off`
    public static Settings from(Environment environment, String service) {
        return new Settings(
                service,
                environment.find("AWS_LAMBDA_FUNCTION_NAME").orElse(service),
                environment.find("AWS_LAMBDA_FUNCTION_VERSION").orElse("$LATEST"),
                environment.find("REGISTRY_URL").map(Settings::url),
                environment.find("BILLING").map(text -> on("BILLING", text)).orElse(false),
                environment.find("WEBHOOKS").map(text -> on("WEBHOOKS", text)).orElse(false),
                environment.find(INITIALIZATION).orElse("").equals(ON_DEMAND));
    }

    private static boolean on(String name, String text) {
        return switch (text) {
            case "on" -> true;
            case "off" -> false;
            default -> throw new IllegalStateException(name + " is \"" + text + "\": it must be on or off");
        };
    }

    private static String url(String text) {
        var scheme = text.substring(0, Math.max(0, text.indexOf(':'))).toLowerCase(Locale.ROOT);
        if (!(scheme.equals("https") || scheme.equals("http")) || hostOf(text).isEmpty()) {
            throw new IllegalStateException(
                    "REGISTRY_URL is \"" + text + "\": it must be a URL such as https://npm.acme.dev");
        }
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }

    private static String hostOf(String url) {
        try {
            return Optional.ofNullable(URI.create(url).getHost()).orElse("");
        } catch (IllegalArgumentException _) {
            return "";
        }
    }
}
