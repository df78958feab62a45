package dev.slipway.org;

import dev.slipway.access.Decision;
import dev.slipway.access.OrgStanding;
import dev.slipway.access.Permission;
import dev.slipway.access.Refusal;
import dev.slipway.access.Standings;
import dev.slipway.audit.Visit;
import dev.slipway.kernel.Ids;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.kernel.Page;
import dev.slipway.kernel.Position;
import dev.slipway.kernel.Slice;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;

/// Lists the invitations of an organization, to those who may make them. Those that have run out are closed on the way,
/// so that what is shown as open is.
public final class ListInvitations {

    private static final String OPEN = "open ";
    private static final String PAST = "past ";

    private final Invitations invitations;
    private final Standings standings;
    private final ExpireInvitations expiry;

    public ListInvitations(Invitations invitations, Standings standings, Ids ids) {
        this.invitations = invitations;
        this.standings = standings;
        this.expiry = new ExpireInvitations(invitations, ids);
    }

    /// What was found.
    public sealed interface Outcome {

        record Listed(Page<Invitation> page) implements Outcome {}

        record Refused(Refusal why) implements Outcome {}
    }

    /// The open ones, the newest first.
    public Outcome pending(Visit visit, OrgSlug org, Slice slice) {
        return refused(visit, org).<Outcome>map(Outcome.Refused::new).orElseGet(() -> {
            expiry.run(org, visit.at());
            return new Outcome.Listed(invitations
                    .listPending(org, slice)
                    .mapPresent(invitation -> Optional.of(invitation).filter(one -> one.openAt(visit.at()))));
        });
    }

    /// Those that have ended, with their fate, the newest first.
    public Outcome past(Visit visit, OrgSlug org, Slice slice) {
        return refused(visit, org).<Outcome>map(Outcome.Refused::new).orElseGet(() -> {
            expiry.run(org, visit.at());
            return new Outcome.Listed(invitations.listPast(org, slice));
        });
    }

    /// The open ones, and then those that have ended. One that ends while somebody turns the pages may be on two of
    /// them, and is on none too few.
    public Outcome all(Visit visit, OrgSlug org, Slice slice) {
        return refused(visit, org).<Outcome>map(Outcome.Refused::new).orElseGet(() -> {
            expiry.run(org, visit.at());
            return new Outcome.Listed(all(org, slice, visit.at()));
        });
    }

    private Page<Invitation> all(OrgSlug org, Slice slice, Instant now) {
        var after = slice.after().map(Position::value).orElse(OPEN);
        if (!after.startsWith(OPEN)) {
            return past(org, new Slice(Optional.of(new Position(after.substring(PAST.length()))), slice.limit()));
        }
        var from = Optional.of(after.substring(OPEN.length()))
                .filter(id -> !id.isEmpty())
                .map(Position::new);
        var open = invitations.listPending(org, new Slice(from, slice.limit()));
        var items = new ArrayList<>(open.items());
        items.removeIf(invitation -> !invitation.openAt(now));
        if (open.next().isPresent() || items.size() == slice.limit()) {
            var last = open.items().getLast().id().value();
            return new Page<>(items, Optional.of(new Position(OPEN + last)));
        }
        var rest = past(org, Slice.first(slice.limit() - items.size()));
        items.addAll(rest.items());
        return new Page<>(items, rest.next());
    }

    private Page<Invitation> past(OrgSlug org, Slice slice) {
        var page = invitations.listPast(org, slice);
        return new Page<>(page.items(), page.next().map(position -> new Position(PAST + position)));
    }

    /// Those who manage members may, and those who only invite: whoever sends one should see what became of it.
    private Optional<Refusal> refused(Visit visit, OrgSlug org) {
        var standing = standings.findIn(visit.presented(), org);
        var refusal = refused(standing, Permission.MANAGE_MEMBERS, visit.at());
        return refusal.filter(
                _ -> refused(standing, Permission.INVITE_MEMBERS, visit.at()).isPresent());
    }

    private static Optional<Refusal> refused(OrgStanding standing, Permission permission, Instant now) {
        return switch (standing.may(permission, now)) {
            case Decision.Refused(var why) -> Optional.of(why);
            case Decision.AllowedToAnyone _ -> throw new IllegalStateException("nobody is inside an organization");
            case Decision.Allowed _ -> Optional.empty();
        };
    }
}
