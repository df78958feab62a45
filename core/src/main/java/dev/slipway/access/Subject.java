package dev.slipway.access;

import java.util.Optional;

/// Whom an explanation is about, if it isn't whoever asks.
public sealed interface Subject {

    /// @param place what they are in the organization; outside for somebody who has an account and is no member
    /// @param address where they would come from; empty if the allow-list isn't asked about
    /// @param means how they proved who they are the last time; empty if nothing is known of that
    record OfPerson(Principal.Person person, Place place, Optional<String> address, Optional<Means> means)
            implements Subject {}

    /// @param address where its tokens would be used from; empty if the allow-list isn't asked about
    record OfServiceAccount(Principal.ServiceAccount account, Place.ServiceAccount place, Optional<String> address)
            implements Subject {}

    /// Whoever is of a team, as far as the team goes.
    record OfTeam(TeamId team, TeamName name) implements Subject {}
}
