package dev.slipway.packages;

import dev.slipway.access.PackageAccess;
import dev.slipway.access.Permission;
import dev.slipway.access.Principal;
import dev.slipway.access.Refusal;
import dev.slipway.access.Visibility;
import dev.slipway.audit.AuditAction.GrantGiven;
import dev.slipway.audit.Visit;
import dev.slipway.kernel.Handle;
import dev.slipway.kernel.Ids;
import dev.slipway.packages.ChangeHead.Plan;
import dev.slipway.packages.ChangeHead.Refusals;

/// Shares a package with an account outside the organization, which may read it as long as its visibility is
/// [Visibility#ORG].
public final class GrantAccess {

    private final ChangeHead<Outcome> round;
    private final People people;

    public GrantAccess(Packages packages, People people, Editions editions, Printer printer, Ids ids) {
        this.round = new ChangeHead<>(packages, new Press(printer, editions, ids), ids);
        this.people = people;
    }

    /// What became of it.
    public sealed interface Outcome {

        /// Also if it was shared with them before.
        ///
        /// @param visibility what the package is; with another than [Visibility#ORG] the grant waits
        record Granted(PackageName name, Principal.Person guest, Visibility visibility) implements Outcome {}

        record NoSuchAccount(Handle handle) implements Outcome {}

        /// They belong to the organization, and are given a role instead.
        record AlreadyMember(Handle handle) implements Outcome {}

        record TooMany(PackageName name, int most) implements Outcome {}

        record NotFound() implements Outcome {}

        record Busy(PackageName name) implements Outcome {}

        record Refused(Refusal why) implements Outcome {}
    }

    public Outcome run(Visit visit, PackageName name, Handle handle) {
        var refusals = new Refusals<Outcome>(
                refused -> new Outcome.Refused(refused.why()), new Outcome.NotFound(), new Outcome.Busy(name));
        return round.run(
                visit,
                name,
                Permission.MANAGE_PACKAGE,
                refusals,
                (_, head, _) -> people.find(handle)
                        .map(guest -> grant(head, guest))
                        .orElseGet(() -> new Plan.Answer<>(new Outcome.NoSuchAccount(handle))));
    }

    private Plan<Outcome> grant(PackageHead head, Principal.Person guest) {
        var access = head.access();
        if (people.findPlace(head.name().scope(), guest.id()).isPresent()) {
            return new Plan.Answer<>(new Outcome.AlreadyMember(guest.handle()));
        }
        var outcome = new Outcome.Granted(head.name(), guest, access.visibility());
        if (access.grants().containsKey(guest.id())) {
            return new Plan.Answer<>(outcome);
        }
        if (access.grants().size() >= PackageAccess.MOST) {
            return new Plan.Answer<>(new Outcome.TooMany(head.name(), PackageAccess.MOST));
        }
        return new Plan.Govern<>(
                access.granted(guest.id(), guest.handle()),
                new AccessChange.Granted(guest.id()),
                new GrantGiven(
                        head.name().toString(), guest.id(), guest.handle().value()),
                outcome);
    }
}
