package dev.slipway.org;

import dev.slipway.access.Caller;
import dev.slipway.access.OrgStanding;
import dev.slipway.access.Permission;
import dev.slipway.access.Place;
import dev.slipway.access.Refusal;
import dev.slipway.access.Standings;
import dev.slipway.audit.Visit;
import dev.slipway.kernel.OrgSlug;
import java.util.Optional;

/// Lets those in who manage teams.
///
/// What they may give depends on the settings too, so it is judged by the very settings whose revision the write then
/// holds to, and not by those that were read a moment before with the caller.
final class TeamOffice {

    private final Organizations organizations;
    private final Standings standings;

    TeamOffice(Organizations organizations, Standings standings) {
        this.organizations = organizations;
        this.standings = standings;
    }

    sealed interface Entry {

        record Open(Organization organization, Steward steward) implements Entry {}

        record Closed(Refusal why) implements Entry {}
    }

    Entry enter(Visit visit, OrgSlug org) {
        var before = standings.findIn(visit.presented(), org);
        if (Admission.to(before, Permission.MANAGE_TEAMS, visit.at()) instanceof Admission.Refused(var why)) {
            return new Entry.Closed(why);
        }
        return organizations
                .find(org)
                .filter(found -> found.deletedAt().isEmpty())
                .map(found -> enter(visit, found, before.caller()))
                .orElseGet(() -> new Entry.Closed(new Refusal.NotFound()));
    }

    private static Entry enter(Visit visit, Organization found, Caller caller) {
        var standing = new OrgStanding(found.slug(), caller, Optional.of(found.policy()));
        return switch (Admission.to(standing, Permission.MANAGE_TEAMS, visit.at())) {
            case Admission.Refused(var why) -> new Entry.Closed(why);
            case Admission.Admitted(var by) -> new Entry.Open(found, new Steward(by, place(caller)));
        };
    }

    private static Place.Member place(Caller caller) {
        if (caller instanceof Caller.Holder holder && holder.place() instanceof Place.Member member) {
            return member;
        }
        throw new IllegalStateException("only members are admitted");
    }
}
