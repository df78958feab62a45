package dev.slipway.adapters.lambda;

import dev.slipway.access.Credential;
import dev.slipway.access.Lifetime;
import dev.slipway.access.PackagePattern;
import dev.slipway.access.Scope;
import dev.slipway.access.Sighting;
import dev.slipway.access.TokenId;
import dev.slipway.access.TokenRequest;
import dev.slipway.kernel.Cidr;
import dev.slipway.kernel.Malformed;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Tokens and sessions as our own API has them.
public final class TokenText {

    private static final Pattern DAYS = Pattern.compile("([1-9][0-9]{0,3})d");

    private TokenText() {}

    public static void write(JsonText json, Credential credential) {
        json.text("id", credential.id().value())
                .text("name", credential.name())
                .text("prefix", credential.prefix())
                .texts("scopes", scopes(credential.scopes()))
                .texts("networks", sorted(credential.limits().networks()))
                .texts("packages", sorted(credential.limits().packages()))
                .instant("createdAt", credential.createdAt())
                .instant("expiresAt", credential.expiresAt())
                .instant("lastUsedAt", credential.lastSeen().map(Sighting::at))
                .text("lastUsedFrom", credential.lastSeen().map(Sighting::address));
    }

    /// @param current what asks
    public static void writeSession(JsonText json, Credential credential, TokenId current) {
        json.text("id", credential.id().value())
                .text("device", credential.name())
                .text("means", credential.means().value())
                .flag("current", credential.id().equals(current))
                .instant("createdAt", credential.createdAt())
                .instant("expiresAt", credential.expiresAt())
                .instant("lastUsedAt", credential.lastSeen().map(Sighting::at))
                .text("lastUsedFrom", credential.lastSeen().map(Sighting::address));
    }

    /// @throws Malformed for whatever can't be used
    public static TokenRequest read(JsonBody body) {
        return new TokenRequest(
                body.text("name"),
                readScopes(body.findTexts("scopes")
                        .orElseThrow(() -> new Malformed("missing_field", "The field \"scopes\" is missing."))),
                body.findTexts("networks").map(TokenText::networks),
                body.findTexts("packages").map(TokenText::packages),
                body.findText("expires").map(TokenText::lifetime).orElseGet(Lifetime.LikeItsMaker::new));
    }

    public static Set<Cidr> networks(Collection<String> texts) {
        return texts.stream().map(Cidr::new).collect(Collectors.toUnmodifiableSet());
    }

    public static Set<PackagePattern> packages(Collection<String> texts) {
        return texts.stream().map(PackagePattern::new).collect(Collectors.toUnmodifiableSet());
    }

    private static Set<Scope> readScopes(List<String> texts) {
        return texts.stream().map(TokenText::scope).collect(Collectors.toUnmodifiableSet());
    }

    private static Scope scope(String text) {
        return switch (text) {
            case "read" -> Scope.READ;
            case "publish" -> Scope.PUBLISH;
            case "manage" -> Scope.MANAGE;
            default ->
                throw new Malformed(
                        "invalid_scope", "\"" + Malformed.shown(text) + "\" is no scope: use read, publish, manage.");
        };
    }

    /// `30d`, `never`, or a time.
    private static Lifetime lifetime(String text) {
        if (text.equals("never")) {
            return new Lifetime.Forever();
        }
        var days = DAYS.matcher(text);
        if (days.matches()) {
            return new Lifetime.For(Duration.ofDays(Integer.parseInt(days.group(1))));
        }
        try {
            return new Lifetime.Until(Instant.parse(text));
        } catch (DateTimeParseException _) {
            throw new Malformed(
                    "invalid_expiry",
                    "\"" + Malformed.shown(text)
                            + "\" is no end of a token: use a number of days such as 30d, a time such as"
                            + " 2027-01-31T00:00:00Z, or never.");
        }
    }

    public static List<String> scopes(Set<Scope> scopes) {
        return scopes.stream()
                .sorted()
                .map(scope -> scope.name().toLowerCase(Locale.ROOT))
                .toList();
    }

    public static List<String> sorted(Collection<?> values) {
        return values.stream().map(Object::toString).sorted().toList();
    }

    /// Empty if there is none.
    public static Optional<List<String>> found(Collection<?> values) {
        return values.isEmpty() ? Optional.empty() : Optional.of(sorted(values));
    }
}
