package dev.slipway.access;

/// Why somebody may do something: each by itself would be enough.
public sealed interface Ground {

    /// The package is public.
    record OpenToAll() implements Ground {}

    record ByRole(Role role) implements Ground {}

    /// Members publish, since the organization's settings say so.
    record BySetting() implements Ground {}

    /// By what a team gives in the organization, or on all of its packages.
    record ByTeam(TeamId team, TeamName name) implements Ground {}

    /// By what a team was given on this package.
    record ByTeamOfPackage(TeamId team, TeamName name, PackageRole role) implements Ground {}

    /// By what they themselves are to this package.
    record ByPackage(PackageRole role) implements Ground {}

    /// The package was shared with their account.
    record ByGrant() implements Ground {}

    /// The package is shared in the Pool, and their account has a place there. Which organization gives the place is
    /// not for whoever shares the package to know.
    record ByPool() implements Ground {}

    /// By being a token of the organization itself.
    record ByMachine() implements Ground {}
}
