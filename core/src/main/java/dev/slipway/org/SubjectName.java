package dev.slipway.org;

import dev.slipway.access.ServiceAccountName;
import dev.slipway.access.TeamName;
import dev.slipway.kernel.Handle;

/// Whom an explanation is asked for, as people write it.
public sealed interface SubjectName {

    /// A person: `ada`.
    record OfPerson(Handle handle) implements SubjectName {}

    /// A service account: `service:build-server`.
    record OfServiceAccount(ServiceAccountName name) implements SubjectName {}

    /// Whoever is of a team: `team:eng`.
    record OfTeam(TeamName name) implements SubjectName {}

    /// @throws dev.slipway.kernel.Malformed if the name has the wrong form
    static SubjectName read(String text) {
        if (text.startsWith("service:")) {
            return new OfServiceAccount(new ServiceAccountName(text.substring("service:".length())));
        }
        if (text.startsWith("team:")) {
            return new OfTeam(new TeamName(text.substring("team:".length())));
        }
        return new OfPerson(new Handle(text));
    }

    /// As it is read.
    default String written() {
        return switch (this) {
            case OfPerson(var handle) -> handle.value();
            case OfServiceAccount(var name) -> "service:" + name;
            case OfTeam(var name) -> "team:" + name;
        };
    }
}
