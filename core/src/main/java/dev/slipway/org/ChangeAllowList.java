package dev.slipway.org;

import dev.slipway.access.Door;
import dev.slipway.access.OrgStanding;
import dev.slipway.access.Permission;
import dev.slipway.access.Refusal;
import dev.slipway.access.Standings;
import dev.slipway.audit.AuditAction.AllowListChanged;
import dev.slipway.audit.Book;
import dev.slipway.audit.Visit;
import dev.slipway.kernel.Ids;
import dev.slipway.kernel.OrgSlug;
import java.util.List;
import java.util.Optional;

/// Says from which addresses an organization lets requests in. An empty list is for anywhere.
///
/// It holds from the next request on, for everybody and for machines. Whoever saves it must be let in by it.
public final class ChangeAllowList {

    private final Organizations organizations;
    private final Doors doors;
    private final Standings standings;
    private final Ids ids;

    public ChangeAllowList(Organizations organizations, Doors doors, Standings standings, Ids ids) {
        this.organizations = organizations;
        this.doors = doors;
        this.standings = standings;
        this.ids = ids;
    }

    /// What became of it.
    public sealed interface Outcome {

        /// Also if it was so before.
        record Changed(AllowList list) implements Outcome {}

        /// What would become of it. Nothing has.
        ///
        /// @param address of whoever asks; empty inside the deployment
        /// @param letsYouIn whether it could be saved from there
        /// @param shutOut whoever was seen last from an address that it doesn't let in
        record Previewed(AllowList list, Optional<String> address, boolean letsYouIn, List<Seen> shutOut)
                implements Outcome {}

        /// It would lock out whoever saves it.
        record LocksYouOut(AllowList list, String address) implements Outcome {}

        record Busy(OrgSlug org) implements Outcome {}

        record Refused(Refusal why) implements Outcome {}
    }

    public Outcome run(Visit visit, OrgSlug org, AllowList list) {
        return Attempts.until(() -> attempt(visit, org, list), new Outcome.Busy(org));
    }

    /// Says whom it would shut out, and changes nothing.
    public Outcome preview(Visit visit, OrgSlug org, AllowList list) {
        var standing = standings.findIn(visit.presented(), org);
        return switch (Admission.to(standing, Permission.CHANGE_SETTINGS, visit.at())) {
            case Admission.Refused(var why) -> new Outcome.Refused(why);
            case Admission.Admitted _ -> {
                var door = with(standing, list);
                var address = ReadDoor.You.of(standing.caller()).address();
                var shutOut = doors.listSeen(org, visit.at()).stream()
                        .filter(seen -> !door.lets(seen.last().address()))
                        .toList();
                yield new Outcome.Previewed(
                        list, address, address.filter(from -> !door.lets(from)).isEmpty(), shutOut);
            }
        };
    }

    private Optional<Outcome> attempt(Visit visit, OrgSlug org, AllowList list) {
        var standing = standings.findIn(visit.presented(), org);
        return switch (Admission.toSensitive(standing, Permission.CHANGE_SETTINGS, visit.at())) {
            case Admission.Refused(var why) -> Optional.of(new Outcome.Refused(why));
            case Admission.Admitted(var by) -> {
                var door = with(standing, list);
                var stranger = ReadDoor.You.of(standing.caller()).address().filter(from -> !door.lets(from));
                yield stranger.isPresent()
                        ? Optional.of(new Outcome.LocksYouOut(list, stranger.get()))
                        : organizations.find(org).flatMap(before -> change(visit, before, list, by));
            }
        };
    }

    private Optional<Outcome> change(Visit visit, Organization before, AllowList list, Authority by) {
        var policy = before.policy();
        var after = new Door(list.networks(), policy.door().signIn());
        if (after.equals(policy.door())) {
            return Optional.of(new Outcome.Changed(list));
        }
        var slug = before.slug();
        var audit = visit.entry(
                ids.next(visit.at()),
                new Book.OfOrganization(slug),
                by.person(),
                new AllowListChanged(slug.value(), policy.door().networks(), after.networks()));
        return switch (organizations.change(before.with(before.profile(), policy.with(after)), by, audit)) {
            case COMMITTED -> Optional.of(new Outcome.Changed(list));
            case MOVED_MEANWHILE -> Optional.empty();
        };
    }

    private static Door with(OrgStanding standing, AllowList list) {
        return new Door(list.networks(), standing.policy().orElseThrow().door().signIn());
    }
}
