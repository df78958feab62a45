package dev.slipway.org;

import dev.slipway.kernel.OrgSlug;
import java.util.Optional;

/// Finds whoever is to be of a team, or no longer, by what they are called.
final class Teammates {

    private final Memberships memberships;
    private final ServiceAccounts accounts;

    Teammates(Memberships memberships, ServiceAccounts accounts) {
        this.memberships = memberships;
        this.accounts = accounts;
    }

    Optional<Teammate> find(OrgSlug org, TeammateName name) {
        return switch (name) {
            case TeammateName.OfPerson(var handle) ->
                memberships.find(org, handle).map(Teammate.Person::new);
            case TeammateName.OfServiceAccount(var account) ->
                accounts.find(org, account).map(Teammate.Machine::new);
        };
    }
}
