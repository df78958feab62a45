package dev.slipway.packages;

import dev.slipway.access.Decision;
import dev.slipway.access.OrgPolicy;
import dev.slipway.access.PackageRole;
import dev.slipway.access.Permission;
import dev.slipway.access.Refusal;
import dev.slipway.access.TeamId;
import dev.slipway.access.TeamName;
import dev.slipway.audit.Visit;
import dev.slipway.kernel.AccountId;
import dev.slipway.kernel.Handle;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Shows how a package is set, to those who read it and see its organization; whom it was shared with, to those who
/// manage it.
public final class ShowPackage {

    private final Packages packages;
    private final People people;

    public ShowPackage(Packages packages, People people) {
        this.packages = packages;
        this.people = people;
    }

    /// What was found.
    public sealed interface Outcome {

        /// @param people by handle
        /// @param teams by name; those of the package alone, and none that was deleted
        /// @param otherTeams the names of the organization's other teams, but for the administrators, who own it anyway
        /// @param guests whom it was shared with, by handle; empty for whoever doesn't manage it
        /// @param may what the caller may do to it
        record Shown(
                PackageHead head,
                List<Person> people,
                List<Team> teams,
                List<TeamName> otherTeams,
                Optional<List<Guest>> guests,
                Set<Permission> may)
                implements Outcome {

            public Shown {
                people = List.copyOf(people);
                teams = List.copyOf(teams);
                otherTeams = List.copyOf(otherTeams);
                may = Set.copyOf(may);
            }
        }

        record Refused(Refusal why) implements Outcome {}
    }

    /// @param member whether the role is worth anything: whether they are still a member, without a break and other
    ///     than for billing
    public record Person(AccountId account, Handle handle, PackageRole role, boolean member) {}

    public record Team(TeamId id, TeamName name, PackageRole role) {}

    public record Guest(AccountId account, Handle handle) {}

    public Outcome run(Visit visit, PackageName name) {
        var situation = packages.situation(visit.presented(), name, Optional.empty());
        for (var decision :
                List.of(situation.mayRead(visit.at()), situation.may(Permission.SEE_ORGANIZATION, visit.at()))) {
            if (decision instanceof Decision.Refused(var why)) {
                return new Outcome.Refused(why);
            }
        }
        return shown(visit, situation, situation.live().orElseThrow());
    }

    private Outcome shown(Visit visit, Situation situation, PackageHead head) {
        var may = EnumSet.noneOf(Permission.class);
        for (var permission :
                List.of(Permission.READ_PACKAGES, Permission.PUBLISH_PACKAGES, Permission.MANAGE_PACKAGE)) {
            if (!(situation.may(permission, visit.at()) instanceof Decision.Refused)) {
                may.add(permission);
            }
        }
        var policy = situation.policy().orElseThrow();
        return new Outcome.Shown(
                head,
                people(head),
                teams(head, policy),
                policy.teams().all().entrySet().stream()
                        .filter(team -> !team.getKey().equals(TeamId.ADMINISTRATORS)
                                && !head.access().teams().containsKey(team.getKey()))
                        .map(team -> team.getValue().name())
                        .sorted(Comparator.comparing(TeamName::value))
                        .toList(),
                may.contains(Permission.MANAGE_PACKAGE) ? Optional.of(guests(head)) : Optional.empty(),
                may);
    }

    private List<Person> people(PackageHead head) {
        var named = head.access().people();
        var places = people.findPlaces(head.name().scope(), named.keySet());
        return named.entrySet().stream()
                .map(entry -> {
                    var collaborator = entry.getValue();
                    var member = Optional.ofNullable(places.get(entry.getKey()))
                            .filter(place -> place.role().takesSeat() && collaborator.is(place.since()))
                            .isPresent();
                    return new Person(entry.getKey(), collaborator.handle(), collaborator.role(), member);
                })
                .sorted(Comparator.comparing(person -> person.handle().value()))
                .toList();
    }

    private static List<Team> teams(PackageHead head, OrgPolicy policy) {
        return head.access().teams().entrySet().stream()
                .flatMap(entry -> policy.teams().find(entry.getKey()).stream()
                        .map(power -> new Team(entry.getKey(), power.name(), entry.getValue())))
                .sorted(Comparator.comparing(team -> team.name().value()))
                .toList();
    }

    static List<Guest> guests(PackageHead head) {
        return head.access().grants().entrySet().stream()
                .map(entry -> new Guest(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparing(guest -> guest.handle().value()))
                .toList();
    }
}
