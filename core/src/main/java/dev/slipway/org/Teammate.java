package dev.slipway.org;

import dev.slipway.access.Role;
import dev.slipway.access.TeamId;
import dev.slipway.kernel.OrgSlug;
import java.util.Set;

/// Somebody who can be of teams: a member, or a service account.
public sealed interface Teammate {

    record Person(Member member) implements Teammate {
        @Override
        public OrgSlug org() {
            return member.org();
        }

        @Override
        public TeammateName name() {
            return new TeammateName.OfPerson(member.person().handle());
        }

        @Override
        public Set<TeamId> teams() {
            return member.teams();
        }

        @Override
        public boolean administers() {
            return member.role().atLeast(Role.ADMIN);
        }
    }

    record Machine(ServiceAccount account) implements Teammate {
        @Override
        public OrgSlug org() {
            return account.org();
        }

        @Override
        public TeammateName name() {
            return new TeammateName.OfServiceAccount(account.who().name());
        }

        @Override
        public Set<TeamId> teams() {
            return account.teams();
        }

        @Override
        public boolean administers() {
            return false;
        }
    }

    OrgSlug org();

    TeammateName name();

    /// Those that they were added to, deleted ones among them.
    Set<TeamId> teams();

    /// Whether they are of the team [TeamId#ADMINISTRATORS] by their role.
    boolean administers();
}
