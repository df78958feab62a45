package dev.slipway.adapters.web;

import dev.slipway.access.Role;
import dev.slipway.access.TeamName;
import dev.slipway.kernel.Handle;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// `GET /console/organizations/{org}/invitations`.
///  Forms: `POST /console/organizations/{org}/invitations` with `act` `send` (`addresses`, apart by line ends, commas
/// or spaces; `role`; `team:` and its name for each team; `pool` = `on` or absent), `resend` (`invitation`), `revoke`
/// (`invitation`).
///
/// @param pool the places in the Pool; empty for an organization that has none
/// @param draft what stands in the form; empty if there is none, as for a personal organization,
///     or for somebody who may not invite
/// @param results what became of each address that was just sent to
/// @param next the cursor of the next page of past ones
public record InvitationsPage(
        Chrome frame,
        OrganizationHead organization,
        Optional<Seats> seats,
        Optional<Seats> pool,
        Optional<Draft> draft,
        List<Result> results,
        List<Open> open,
        List<Past> past,
        Optional<String> next)
        implements Page {

    public InvitationsPage {
        results = List.copyOf(results);
        open = List.copyOf(open);
        past = List.copyOf(past);
    }

    /// @param mayGive the roles that the viewer may give
    /// @param teams those that the viewer may name
    /// @param pool whether a place in the Pool is to come with it
    public record Draft(Field addresses, Role role, List<Role> mayGive, List<Team> teams, boolean pool) {

        public Draft {
            mayGive = List.copyOf(mayGive);
            teams = List.copyOf(teams);
        }
    }

    /// @param ticked whether it is to come with the invitation
    public record Team(TeamName name, boolean ticked) {}

    /// @param address as it was typed
    /// @param invited whether there is an invitation now
    /// @param sentence what became of it
    public record Result(String address, boolean invited, String sentence) {}

    /// @param id the invitation's
    /// @param addressee an address, or a handle
    public record Open(
            String id,
            String addressee,
            Role role,
            List<TeamName> teams,
            boolean pool,
            Handle invitedBy,
            Instant sentAt,
            Instant until,
            Mail mail) {

        public Open {
            teams = List.copyOf(teams);
        }
    }

    /// What became of the mail.
    public enum Mail {
        SENT,
        /// The mail service didn't take it.
        FAILED,
        /// It could not be delivered.
        BOUNCED,
        /// The recipient called it spam.
        COMPLAINED
    }

    public record Past(
            String addressee, Role role, List<TeamName> teams, boolean pool, Handle invitedBy, Fate fate, Instant at) {

        public Past {
            teams = List.copyOf(teams);
        }
    }

    /// What became of an invitation.
    public enum Fate {
        ACCEPTED,
        DECLINED,
        REVOKED,
        EXPIRED
    }
}
