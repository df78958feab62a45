package dev.slipway.packages;

import dev.slipway.access.Decision;
import dev.slipway.access.PackageRole;
import dev.slipway.access.Permission;
import dev.slipway.access.Refusal;
import dev.slipway.audit.Visit;
import dev.slipway.kernel.Handle;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/// Names an owner of a package, or takes one away, as `npm owner` wants it: it sends all owners that there are to be,
/// of which one is new or one is missing.
public final class ReviseOwners {

    private final Packages packages;
    private final NameCollaborator name;
    private final RemoveCollaborator remove;

    public ReviseOwners(Packages packages, NameCollaborator name, RemoveCollaborator remove) {
        this.packages = packages;
        this.name = name;
        this.remove = remove;
    }

    /// What became of it.
    public sealed interface Outcome {

        /// The owners are as they were asked to be, perhaps before.
        ///
        /// @param ownerless whether the last one was taken away: admins manage it now
        record Revised(PackageName name, boolean ownerless) implements Outcome {}

        /// Somebody changed the package since the client read it.
        record Stale(PackageName name) implements Outcome {}

        /// @param asked how many owners were to come or go
        record OneAtATime(PackageName name, int asked) implements Outcome {}

        record NoSuchMember(Handle handle) implements Outcome {}

        record BillingOnly(Handle handle) implements Outcome {}

        record TooMany(PackageName name, int most) implements Outcome {}

        record NotFound() implements Outcome {}

        record Busy(PackageName name) implements Outcome {}

        record Refused(Refusal why) implements Outcome {}
    }

    /// @param revision the `_rev` that the client read
    /// @param owners all that there are to be
    public Outcome run(Visit visit, PackageName pkg, long revision, Set<Handle> owners) {
        var situation = packages.situation(visit.presented(), pkg, Optional.empty());
        return switch (situation.may(Permission.MANAGE_PACKAGE, visit.at())) {
            case Decision.Refused(var why) -> new Outcome.Refused(why);
            case Decision.AllowedToAnyone _ -> throw new IllegalStateException("nobody manages anonymously");
            case Decision.Allowed _ ->
                situation
                        .live()
                        .map(head -> head.revision() == revision ? revise(visit, head, owners) : new Outcome.Stale(pkg))
                        .orElseGet(Outcome.NotFound::new);
        };
    }

    /// What is written is this one wish, and it is judged anew where it is written: whatever else is changed at the
    /// same moment stays.
    private Outcome revise(Visit visit, PackageHead head, Set<Handle> owners) {
        var added = new HashSet<>(owners);
        head.access().owners().forEach(added::remove);
        var removed = new HashSet<>(head.access().owners());
        removed.removeAll(owners);
        var asked = added.size() + removed.size();
        if (asked > 1) {
            return new Outcome.OneAtATime(head.name(), asked);
        }
        if (!added.isEmpty()) {
            return name(visit, head.name(), added.iterator().next());
        }
        return removed.isEmpty()
                ? new Outcome.Revised(head.name(), false)
                : remove(visit, head.name(), removed.iterator().next());
    }

    private Outcome name(Visit visit, PackageName pkg, Handle handle) {
        return switch (name.person(visit, pkg, handle, PackageRole.OWNER)) {
            case NameCollaborator.Outcome.PersonNamed _ -> new Outcome.Revised(pkg, false);
            case NameCollaborator.Outcome.NoSuchMember _ -> new Outcome.NoSuchMember(handle);
            case NameCollaborator.Outcome.BillingOnly _ -> new Outcome.BillingOnly(handle);
            case NameCollaborator.Outcome.TooMany(var _, var most) -> new Outcome.TooMany(pkg, most);
            case NameCollaborator.Outcome.NotFound _ -> new Outcome.NotFound();
            case NameCollaborator.Outcome.Busy _ -> new Outcome.Busy(pkg);
            case NameCollaborator.Outcome.Refused(var why) -> new Outcome.Refused(why);
            case NameCollaborator.Outcome.TeamNamed _,
                    NameCollaborator.Outcome.NoSuchTeam _,
                    NameCollaborator.Outcome.ReaderIsForTeams _ ->
                throw new IllegalStateException("an owner is a person here");
        };
    }

    /// Who is gone already is gone as was wished.
    private Outcome remove(Visit visit, PackageName pkg, Handle handle) {
        return switch (remove.person(visit, pkg, handle)) {
            case RemoveCollaborator.Outcome.Removed(var _, var ownerless) -> new Outcome.Revised(pkg, ownerless);
            case RemoveCollaborator.Outcome.NoSuchPerson _ -> new Outcome.Revised(pkg, false);
            case RemoveCollaborator.Outcome.NotFound _ -> new Outcome.NotFound();
            case RemoveCollaborator.Outcome.Busy _ -> new Outcome.Busy(pkg);
            case RemoveCollaborator.Outcome.Refused(var why) -> new Outcome.Refused(why);
            case RemoveCollaborator.Outcome.NoSuchTeam _ ->
                throw new IllegalStateException("an owner is a person here");
        };
    }
}
