package dev.slipway.org;

import dev.slipway.access.TeamId;
import dev.slipway.access.TeamPower;
import dev.slipway.access.Teams;
import dev.slipway.audit.AuditEntry;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.kernel.Page;
import dev.slipway.kernel.Slice;
import java.util.List;
import java.util.Set;

/// Teams in the table, and who is of them.
///
/// What each gives stands with the organization's settings: making, changing and deleting one puts changed settings in
/// the place of those that were read, and so of two who do it at once, one has to look again.
public interface Rosters {

    /// All teams, built-in ones included, by name.
    List<Team> list(OrgSlug org, Teams teams);

    Team find(OrgSlug org, TeamId id, TeamPower power);

    /// @param next the organization with the team; its revision is one more than that of what was read
    Changed create(Organization next, Team team, Steward by, AuditEntry audit);

    /// @param next the organization with the team as it is to be
    Changed change(Organization next, Team team, Steward by, AuditEntry audit);

    /// Takes the team away, and with it what it gave. Its id stays on those who were of it, where it means nothing.
    ///
    /// @param next the organization without the team
    Changed delete(Organization next, TeamId team, Steward by, AuditEntry audit);

    /// Those who were added to a team, in no order that means anything.
    Page<Teammate> members(OrgSlug org, TeamId team, Slice slice);

    /// Changes the teams that somebody is of, and the lists of those who are of these teams.
    ///
    /// @param mate as they were read
    /// @param after the teams that they are to be of
    /// @param seen the organization as it was when it was decided
    Changed regroup(Teammate mate, Set<TeamId> after, Organization seen, Steward by, AuditEntry audit);

    /// What became of it.
    enum Changed {
        COMMITTED,
        /// The organization, whoever does it, or whom it is done to is not as it was read: read again.
        MOVED_MEANWHILE
    }
}
