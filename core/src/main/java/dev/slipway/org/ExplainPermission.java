package dev.slipway.org;

import dev.slipway.access.Caller;
import dev.slipway.access.Decision;
import dev.slipway.access.Explanation;
import dev.slipway.access.Gatekeeper;
import dev.slipway.access.Means;
import dev.slipway.access.OrgPolicy;
import dev.slipway.access.OrgStanding;
import dev.slipway.access.PackageAccess;
import dev.slipway.access.Permission;
import dev.slipway.access.Place;
import dev.slipway.access.Principal;
import dev.slipway.access.Refusal;
import dev.slipway.access.Resource;
import dev.slipway.access.Standings;
import dev.slipway.access.Subject;
import dev.slipway.access.TeamId;
import dev.slipway.access.TeamName;
import dev.slipway.audit.Visit;
import dev.slipway.kernel.Handle;
import dev.slipway.kernel.OrgSlug;
import java.util.Optional;
import java.util.stream.Stream;

/// Says why somebody may do something in an organization or with one of its packages, or why not.
///
/// Everybody may ask about themselves, and whoever manages members or teams about all. What is answered is the
/// [Gatekeeper]'s own reasoning. Nobody learns of a package by it that they may not read.
public final class ExplainPermission {

    private final Subjects subjects;
    private final Memberships memberships;
    private final Doors doors;
    private final Standings standings;

    public ExplainPermission(Subjects subjects, Memberships memberships, Doors doors, Standings standings) {
        this.subjects = subjects;
        this.memberships = memberships;
        this.doors = doors;
        this.standings = standings;
    }

    /// @param subject empty for whoever asks
    /// @param pkg the package's whole name; empty for the organization itself
    /// @param address where they would come from. Who asks about themselves comes from where they are.
    public record Question(
            Optional<SubjectName> subject, Permission permission, Optional<String> pkg, Optional<String> address) {}

    /// What was found.
    public sealed interface Outcome {

        /// @param subject as it is asked for; of a machine token its shown name
        /// @param address what the allow-list was asked about; empty if it wasn't
        /// @param means what the sign-in rule was asked about; empty if it wasn't
        record Explained(String subject, Explanation explanation, Optional<String> address, Optional<Means> means)
                implements Outcome {}

        record NoSuchSubject(SubjectName name) implements Outcome {}

        record NoSuchPackage(String pkg) implements Outcome {}

        record Refused(Refusal why) implements Outcome {}
    }

    public Outcome run(Visit visit, OrgSlug org, Question question) {
        var resource = resource(org, question);
        var standing = withPool(standings.findIn(visit.presented(), org), resource);
        return question.subject()
                .filter(name -> !oneself(standing, name))
                .map(name -> ofAnother(visit, standing, question, resource, name))
                .orElseGet(() -> ofOneself(visit, standing, question, resource));
    }

    private Outcome ofOneself(Visit visit, OrgStanding standing, Question question, Resource resource) {
        var inside = standing.may(Permission.SEE_ORGANIZATION, visit.at());
        var reads = reads(visit, standing, resource);
        if (inside instanceof Decision.Refused(var why) && !(reads instanceof Decision.Allowed)) {
            return new Outcome.Refused(why);
        }
        if (unheardOf(visit, standing, question, resource)) {
            return new Outcome.NoSuchPackage(resource.pkg().orElseThrow());
        }
        var holder = (Caller.Holder) standing.caller();
        var explanation = Gatekeeper.explain(holder, question.permission(), resource, standing.policy(), visit.at());
        return new Outcome.Explained(
                holder.credential().principal().shownName(),
                explanation,
                holder.address(),
                Optional.of(holder.credential().means()));
    }

    private Outcome ofAnother(
            Visit visit, OrgStanding standing, Question question, Resource resource, SubjectName name) {
        var members = standing.may(Permission.MANAGE_MEMBERS, visit.at());
        var teams = standing.may(Permission.MANAGE_TEAMS, visit.at());
        if (members instanceof Decision.Refused(var why) && teams instanceof Decision.Refused) {
            return new Outcome.Refused(why);
        }
        if (unheardOf(visit, standing, question, resource)) {
            return new Outcome.NoSuchPackage(resource.pkg().orElseThrow());
        }
        var creates = question.permission() == Permission.CREATE_PACKAGES;
        if (resource.pkg().isPresent()
                && !creates
                && reads(visit, standing, resource) instanceof Decision.Refused(var why)) {
            return new Outcome.Refused(why);
        }
        var policy = standing.policy().orElseThrow();
        return find(standing.org(), policy, question, resource, name)
                .<Outcome>map(subject -> new Outcome.Explained(
                        name.written(),
                        Gatekeeper.explain(subject, question.permission(), resource, policy, visit.at()),
                        question.address(),
                        subject instanceof Subject.OfPerson(var _, var _, var _, var means) ? means : Optional.empty()))
                .orElseGet(() -> new Outcome.NoSuchSubject(name));
    }

    private Optional<Subject> find(
            OrgSlug org, OrgPolicy policy, Question question, Resource resource, SubjectName name) {
        return switch (name) {
            case SubjectName.OfPerson(var handle) -> person(org, handle, question, resource);
            case SubjectName.OfServiceAccount(var service) ->
                subjects.findService(org, service)
                        .map(found -> new Subject.OfServiceAccount(found.account(), found.place(), question.address()));
            case SubjectName.OfTeam(var team) -> team(policy, team).map(id -> new Subject.OfTeam(id, team));
        };
    }

    private Optional<Subject> person(OrgSlug org, Handle handle, Question question, Resource resource) {
        return subjects.findPerson(handle).map(person -> {
            var member = memberships.find(org, person.id());
            return new Subject.OfPerson(
                    person,
                    member.<Place>map(Member::place).orElseGet(() -> outside(person, resource)),
                    question.address(),
                    member.flatMap(_ -> doors.findLastMeans(person)));
        });
    }

    /// A place in the Pool matters to whoever is outside, and for what is shared there.
    private OrgStanding withPool(OrgStanding standing, Resource resource) {
        return standing.caller() instanceof Caller.Holder(var credential, Place.Outside _, var address)
                        && credential.principal() instanceof Principal.Person person
                ? new OrgStanding(
                        standing.org(),
                        new Caller.Holder(credential, outside(person, resource), address),
                        standing.policy())
                : standing;
    }

    private Place outside(Principal.Person person, Resource resource) {
        return resource.found().filter(PackageAccess::inPool).isPresent()
                ? new Place.Outside(subjects.findPoolPlaces(person.id()))
                : new Place.Outside();
    }

    private static Optional<TeamId> team(OrgPolicy policy, TeamName name) {
        return Stream.concat(
                        Stream.of(TeamId.EVERYONE, TeamId.ADMINISTRATORS), policy.teams().powers().keySet().stream())
                .filter(id -> policy.teams()
                        .find(id)
                        .filter(power -> power.name().equals(name))
                        .isPresent())
                .findFirst();
    }

    private Resource resource(OrgSlug org, Question question) {
        return question.pkg()
                .map(pkg -> Resource.of(org, pkg, subjects.findAccess(pkg)))
                .orElseGet(() -> Resource.of(org));
    }

    /// Whether there is no such package, and whoever asks may know: they would be let read it if there were, with the
    /// token that they ask with.
    private static boolean unheardOf(Visit visit, OrgStanding standing, Question question, Resource resource) {
        return resource.pkg().isPresent()
                && question.permission() != Permission.CREATE_PACKAGES
                && reads(visit, standing, resource) instanceof Decision.Refused(Refusal.NotFound _);
    }

    private static Decision reads(Visit visit, OrgStanding standing, Resource resource) {
        return Gatekeeper.decide(standing.caller(), Permission.READ_PACKAGES, resource, standing.policy(), visit.at());
    }

    private static boolean oneself(OrgStanding standing, SubjectName name) {
        return standing.caller() instanceof Caller.Holder holder
                && holder.credential().principal() instanceof Principal.Person person
                && name.equals(new SubjectName.OfPerson(person.handle()));
    }
}
