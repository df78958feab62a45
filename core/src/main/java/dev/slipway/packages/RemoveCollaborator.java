package dev.slipway.packages;

import dev.slipway.access.PackageAccess;
import dev.slipway.access.PackageRole;
import dev.slipway.access.Permission;
import dev.slipway.access.Refusal;
import dev.slipway.access.TeamName;
import dev.slipway.audit.AuditAction.CollaboratorChanged;
import dev.slipway.audit.Visit;
import dev.slipway.kernel.Handle;
import dev.slipway.kernel.Ids;
import dev.slipway.packages.ChangeHead.Plan;
import dev.slipway.packages.ChangeHead.Refusals;
import java.util.Optional;

/// Takes the role in a package from a person or a team.
///
/// The last owner's too: the organization's admins manage every package, so that none is left without somebody who
/// does.
public final class RemoveCollaborator {

    private final ChangeHead<Outcome> round;

    public RemoveCollaborator(Packages packages, Editions editions, Printer printer, Ids ids) {
        this.round = new ChangeHead<>(packages, new Press(printer, editions, ids), ids);
    }

    /// What became of it.
    public sealed interface Outcome {

        /// @param ownerless whether no person and no team owns it any more
        record Removed(PackageName name, boolean ownerless) implements Outcome {}

        /// Nobody of this handle has a role in the package.
        record NoSuchPerson(Handle handle) implements Outcome {}

        /// There is no such team, or it has no role in the package.
        record NoSuchTeam(TeamName team) implements Outcome {}

        record NotFound() implements Outcome {}

        record Busy(PackageName name) implements Outcome {}

        record Refused(Refusal why) implements Outcome {}
    }

    public Outcome person(Visit visit, PackageName name, Handle handle) {
        return run(visit, name, (_, head, _) -> {
            var access = head.access();
            return access.findPerson(handle)
                    .map(person -> remove(
                            head,
                            access.without(person),
                            handle.value(),
                            Optional.ofNullable(access.people().get(person)).map(PackageAccess.Collaborator::role)))
                    .orElseGet(() -> new Plan.Answer<>(new Outcome.NoSuchPerson(handle)));
        });
    }

    public Outcome team(Visit visit, PackageName name, TeamName team) {
        return run(visit, name, (situation, head, _) -> {
            var access = head.access();
            return situation
                    .policy()
                    .flatMap(policy -> policy.teams().named(team))
                    .filter(access.teams()::containsKey)
                    .map(id -> remove(
                            head,
                            access.without(id),
                            "team:" + team,
                            Optional.ofNullable(access.teams().get(id))))
                    .orElseGet(() -> new Plan.Answer<>(new Outcome.NoSuchTeam(team)));
        });
    }

    private static Plan<Outcome> remove(
            PackageHead head, PackageAccess access, String collaborator, Optional<PackageRole> role) {
        var ownerless = access.owners().isEmpty() && !access.teams().containsValue(PackageRole.OWNER);
        return new Plan.Govern<>(
                access,
                new AccessChange.OfHead(),
                new CollaboratorChanged(head.name().toString(), collaborator, role, Optional.empty()),
                new Outcome.Removed(head.name(), ownerless));
    }

    private Outcome run(Visit visit, PackageName name, ChangeHead.Planner<Outcome> planner) {
        var refusals = new Refusals<Outcome>(
                refused -> new Outcome.Refused(refused.why()), new Outcome.NotFound(), new Outcome.Busy(name));
        return round.run(visit, name, Permission.MANAGE_PACKAGE, refusals, planner);
    }
}
