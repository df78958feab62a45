package dev.slipway.packages;

import dev.slipway.access.OrgPolicy;
import dev.slipway.access.PackageAccess;
import dev.slipway.access.PackageAccess.Collaborator;
import dev.slipway.access.PackageRole;
import dev.slipway.access.Permission;
import dev.slipway.access.Place;
import dev.slipway.access.Principal;
import dev.slipway.access.Refusal;
import dev.slipway.access.TeamId;
import dev.slipway.access.TeamName;
import dev.slipway.audit.AuditAction.CollaboratorChanged;
import dev.slipway.audit.Visit;
import dev.slipway.kernel.Handle;
import dev.slipway.kernel.Ids;
import dev.slipway.packages.ChangeHead.Plan;
import dev.slipway.packages.ChangeHead.Refusals;
import java.util.Optional;

/// Gives a member or a team a role in a package.
///
/// A member's holds for their present membership: whoever leaves and comes back has to be named anew.
public final class NameCollaborator {

    private final ChangeHead<Outcome> round;
    private final People people;

    public NameCollaborator(Packages packages, People people, Editions editions, Printer printer, Ids ids) {
        this.round = new ChangeHead<>(packages, new Press(printer, editions, ids), ids);
        this.people = people;
    }

    /// What became of it.
    public sealed interface Outcome {

        /// Also if it was their role before.
        record PersonNamed(PackageName name, Principal.Person person, PackageRole role) implements Outcome {}

        /// Also if it was the team's role before.
        record TeamNamed(PackageName name, TeamId id, TeamName team, PackageRole role) implements Outcome {}

        /// Nobody of this handle belongs to the organization: an outsider is given a grant.
        record NoSuchMember(Handle handle) implements Outcome {}

        /// Billing managers take no seat, and so have no part in packages.
        record BillingOnly(Handle handle) implements Outcome {}

        /// Every member reads, so that a person is a maintainer or an owner.
        record ReaderIsForTeams() implements Outcome {}

        record NoSuchTeam(TeamName team) implements Outcome {}

        record TooMany(PackageName name, int most) implements Outcome {}

        record NotFound() implements Outcome {}

        record Busy(PackageName name) implements Outcome {}

        record Refused(Refusal why) implements Outcome {}
    }

    public Outcome person(Visit visit, PackageName name, Handle handle, PackageRole role) {
        return run(
                visit,
                name,
                (_, head) -> role == PackageRole.READER
                        ? new Plan.Answer<>(new Outcome.ReaderIsForTeams())
                        : people.find(handle)
                                .<Plan<Outcome>>flatMap(person -> people.findPlace(name.scope(), person.id())
                                        .map(place -> name(head, person, place, role)))
                                .orElseGet(() -> new Plan.Answer<>(new Outcome.NoSuchMember(handle))));
    }

    public Outcome team(Visit visit, PackageName name, TeamName team, PackageRole role) {
        return team(visit, name, team, role, false);
    }

    /// Gives a team so much at the least. What npm calls read and write is no more than a maintainer, and an owner
    /// whom it is given to stays one.
    public Outcome teamAtLeast(Visit visit, PackageName name, TeamName team, PackageRole role) {
        return team(visit, name, team, role, true);
    }

    /// @param keepsMore whether a team that is more already stays what it is
    private Outcome team(Visit visit, PackageName name, TeamName team, PackageRole role, boolean keepsMore) {
        return run(
                visit,
                name,
                (policy, head) -> policy.teams()
                        .named(team)
                        .map(id -> {
                            var had = head.access().teams().getOrDefault(id, role);
                            return name(policy, head, id, keepsMore && had.compareTo(role) > 0 ? had : role);
                        })
                        .orElseGet(() -> new Plan.Answer<>(new Outcome.NoSuchTeam(team))));
    }

    private static Plan<Outcome> name(PackageHead head, Principal.Person person, Place.Member place, PackageRole role) {
        var before = Optional.ofNullable(head.access().people().get(person.id()));
        if (!place.role().takesSeat()) {
            return new Plan.Answer<>(new Outcome.BillingOnly(person.handle()));
        }
        var outcome = new Outcome.PersonNamed(head.name(), person, role);
        if (before.filter(had -> had.role() == role && had.is(place.since())).isPresent()) {
            return new Plan.Answer<>(outcome);
        }
        if (before.isEmpty() && head.access().people().size() >= PackageAccess.MOST) {
            return new Plan.Answer<>(new Outcome.TooMany(head.name(), PackageAccess.MOST));
        }
        return new Plan.Govern<>(
                head.access().with(person.id(), new Collaborator(person.handle(), role, Optional.of(place.since()))),
                new AccessChange.PersonNamed(person.id(), place.since()),
                new CollaboratorChanged(
                        head.name().toString(),
                        person.handle().value(),
                        before.filter(had -> had.is(place.since())).map(Collaborator::role),
                        Optional.of(role)),
                outcome);
    }

    /// What teams that were deleted since were given is cleared away with it: it means nothing any more.
    private static Plan<Outcome> name(OrgPolicy policy, PackageHead head, TeamId id, PackageRole role) {
        var team = policy.teams().find(id).orElseThrow().name();
        var outcome = new Outcome.TeamNamed(head.name(), id, team, role);
        var before = Optional.ofNullable(head.access().teams().get(id));
        if (before.equals(Optional.of(role))) {
            return new Plan.Answer<>(outcome);
        }
        var access = head.access();
        for (var known : head.access().teams().keySet()) {
            access = policy.teams().find(known).isEmpty() ? access.without(known) : access;
        }
        if (before.isEmpty() && access.teams().size() >= PackageAccess.MOST) {
            return new Plan.Answer<>(new Outcome.TooMany(head.name(), PackageAccess.MOST));
        }
        return new Plan.Govern<>(
                access.with(id, role),
                new AccessChange.TeamNamed(id),
                new CollaboratorChanged(head.name().toString(), "team:" + team, before, Optional.of(role)),
                outcome);
    }

    private interface Step {
        Plan<Outcome> plan(OrgPolicy policy, PackageHead head);
    }

    private Outcome run(Visit visit, PackageName name, Step step) {
        var refusals = new Refusals<Outcome>(
                refused -> new Outcome.Refused(refused.why()), new Outcome.NotFound(), new Outcome.Busy(name));
        return round.run(
                visit,
                name,
                Permission.MANAGE_PACKAGE,
                refusals,
                (situation, head, _) -> step.plan(situation.policy().orElseThrow(), head));
    }
}
