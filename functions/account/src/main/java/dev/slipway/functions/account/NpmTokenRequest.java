package dev.slipway.functions.account;

import dev.slipway.access.Lifetime;
import dev.slipway.access.PackagePattern;
import dev.slipway.access.Scope;
import dev.slipway.access.TokenRequest;
import dev.slipway.adapters.lambda.JsonBody;
import dev.slipway.adapters.lambda.TokenText;
import dev.slipway.kernel.Malformed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What `npm token create` asks for, of npm 11 and of older ones.
///
/// `password` is not read: nobody has one here. `--orgs` is refused and not passed over, since nothing here is as
/// narrow as what it asks for.
final class NpmTokenRequest {

    private static final int LONGEST_DAYS = 3650;

    private NpmTokenRequest() {}

    static TokenRequest read(JsonBody body) {
        return new TokenRequest(
                name(body),
                scopes(body),
                body.findTexts("cidr_whitelist").filter(list -> !list.isEmpty()).map(TokenText::networks),
                packages(body),
                body.findNumber("expires").map(NpmTokenRequest::days).orElseGet(Lifetime.LikeItsMaker::new));
    }

    private static String name(JsonBody body) {
        return body.findText("name")
                .or(() -> body.findText("description"))
                .filter(text -> !text.isBlank())
                .orElse("npm token create");
    }

    /// What isn't said is what `npm token create` has always made: a token that publishes. `--read-only` of older npms
    /// narrows it, and so does `--packages-and-scopes-permission`.
    private static Set<Scope> scopes(JsonBody body) {
        if (!body.findText("orgs_permission").orElse("no-access").equals("no-access")
                || body.findTexts("orgs").filter(list -> !list.isEmpty()).isPresent()) {
            throw new Malformed(
                    "unsupported_token",
                    "Tokens for organizations are not made by npm here: make one with the scope \"manage\" in the console.");
        }
        if (body.findFlag("readonly").orElse(false)) {
            return Set.of(Scope.READ);
        }
        return switch (body.findText("packages_and_scopes_permission").orElse("read-write")) {
            case "read-write" -> Set.of(Scope.READ, Scope.PUBLISH);
            case "read-only" -> Set.of(Scope.READ);
            case "no-access" -> Set.of();
            default ->
                throw new Malformed(
                        "unsupported_token",
                        "\"packages_and_scopes_permission\" must be read-only, read-write or no-access.");
        };
    }

    /// A scope, `@acme`, is all of its packages.
    private static Optional<Set<PackagePattern>> packages(JsonBody body) {
        if (body.findFlag("packages_all").orElse(false)) {
            return Optional.empty();
        }
        var patterns = new ArrayList<>(body.findTexts("packages").orElseGet(List::of));
        body.findTexts("scopes")
                .orElseGet(List::of)
                .forEach(scope -> patterns.add((scope.startsWith("@") ? scope : "@" + scope) + "/*"));
        return patterns.isEmpty() ? Optional.empty() : Optional.of(TokenText.packages(patterns));
    }

    private static Lifetime days(long days) {
        if (days < 1 || days > LONGEST_DAYS) {
            throw new Malformed("invalid_expiry", "A token expires after 1 to " + LONGEST_DAYS + " days.");
        }
        return new Lifetime.For(Duration.ofDays(days));
    }
}
