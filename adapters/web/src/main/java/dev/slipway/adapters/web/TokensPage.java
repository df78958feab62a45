package dev.slipway.adapters.web;

import dev.slipway.access.Limits;
import dev.slipway.access.Scope;
import dev.slipway.access.Sighting;
import dev.slipway.access.Token;
import dev.slipway.access.TokenId;
import dev.slipway.kernel.OrgSlug;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// `GET /console/tokens`: the viewer's access tokens.
///
/// Forms: `POST /console/tokens` with `act` `create` (`name`; `read`, `publish`, `manage`, each `on` or absent;
/// `expiry` = `30`, `90`, `date` or `never`; `date` = `2027-01-31`; `networks` and `packages`, apart by line ends,
/// commas or spaces), `revoke` (`token`, its id).
///
/// @param fresh the token that was just made, which is shown this once
public record TokensPage(Chrome frame, Draft draft, Optional<Fresh> fresh, List<Row> tokens, Optional<String> next)
        implements Page {

    public TokensPage {
        tokens = List.copyOf(tokens);
    }

    /// What stands in the form.
    ///
    /// @param scopesProblem what is wrong with the scopes
    public record Draft(
            Field name,
            Set<Scope> scopes,
            Optional<String> scopesProblem,
            Expiry expiry,
            Field date,
            Field networks,
            Field packages) {

        /// The form before anything was typed into it.
        public static final Draft EMPTY = new Draft(
                Field.EMPTY,
                Set.of(Scope.READ),
                Optional.empty(),
                Expiry.NINETY_DAYS,
                Field.EMPTY,
                Field.EMPTY,
                Field.EMPTY);

        public Draft {
            scopes = Set.copyOf(scopes);
        }
    }

    /// Until when a token is to work.
    public enum Expiry {
        THIRTY_DAYS("30"),
        NINETY_DAYS("90"),
        DATE("date"),
        NEVER("never");

        private final String value;

        Expiry(String value) {
            this.value = value;
        }

        /// What the form sends.
        public String value() {
            return value;
        }
    }

    /// @param registry the registry's URL
    /// @param scope of packages that the viewer may read, for the example; if they belong to an organization
    public record Fresh(Token token, String name, String registry, Optional<OrgSlug> scope) {}

    /// @param prefix the first characters of the token
    /// @param expired whether it is over
    public record Row(
            TokenId id,
            String name,
            String prefix,
            Set<Scope> scopes,
            Limits limits,
            Instant createdAt,
            Optional<Instant> expiresAt,
            Optional<Sighting> lastSeen,
            boolean expired) {

        public Row {
            scopes = Set.copyOf(scopes);
        }
    }
}
