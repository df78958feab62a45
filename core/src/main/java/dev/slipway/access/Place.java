package dev.slipway.access;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What a caller is in the organization that a request is about.
public sealed interface Place {

    /// Nothing; or nothing depends on it.
    ///
    /// @param pool the places in the Pool that a person has by other organizations, as far as anything depends on them
    record Outside(List<PoolPlace> pool) implements Place {

        /// An account gets a place from one organization, or two. Of more than so many no more are looked at.
        public static final int MOST_PLACES = 50;

        public Outside {
            pool = List.copyOf(pool);
        }

        /// Without a place in the Pool.
        public Outside() {
            this(List.of());
        }
    }

    /// @param since when they joined; what a package says of a member holds for this membership and not for a later one
    /// @param teams those that they were added to; that all but billing managers are of the team
    ///     [TeamId#EVERYONE] needs no saying
    record Member(Role role, Instant since, Set<TeamId> teams) implements Place {

        public Member {
            teams = Set.copyOf(teams);
        }
    }

    /// A service account, which has no role: it may do what its teams give.
    ///
    /// @param teams those that it was added to
    record ServiceAccount(ServiceAccountId id, Set<TeamId> teams) implements Place {

        public ServiceAccount {
            teams = Set.copyOf(teams);
        }
    }

    /// A token that the organization holds itself. It reads and uploads releases, as a maintainer does.
    record Machine() implements Place {}

    /// The role, if a person is a member.
    default Optional<Role> memberRole() {
        return this instanceof Member member ? Optional.of(member.role()) : Optional.empty();
    }
}
