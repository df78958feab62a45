package dev.slipway.adapters.dynamodb;

import dev.slipway.access.Ground;
import dev.slipway.access.PackageRole;
import dev.slipway.access.Place;
import dev.slipway.access.Role;
import dev.slipway.access.TeamId;
import dev.slipway.kernel.AccountId;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.packages.AccessChange;
import dev.slipway.packages.Mandate;
import java.time.Instant;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// What must hold when something is written of who may touch a package: that whoever does it still may, and that who or
/// what is named is there.
///
/// What the package itself says is not asked here: its head is replaced under its revision.
final class PackageAuthority {

    private static final String SEATED = "#role <> :billing";
    private static final Map<String, String> ROLE = Map.of("#role", "role");

    private PackageAuthority() {}

    /// The steps that are asked under.
    record Steps<S extends Enum<S>>(S organization, S authority, S named) {}

    static <S extends Enum<S>> Conditions<S> of(Steps<S> steps, Mandate by, AccessChange change) {
        var conditions = new Conditions<S>()
                .require(
                        steps.organization(),
                        Keys.organization(by.org()),
                        "attribute_exists(pk) AND attribute_not_exists(deletedAt)",
                        Map.of(),
                        Map.of());
        authority(conditions, steps, by);
        named(conditions, steps, by.org(), change);
        return conditions;
    }

    private static <S extends Enum<S>> void authority(Conditions<S> conditions, Steps<S> steps, Mandate by) {
        switch (by.ground()) {
            case Ground.ByRole(var role) ->
                conditions.require(
                        steps.authority(), holder(by), "#role = :role", ROLE, Map.of(":role", text(role.name())));
            case Ground.ByPackage _ -> belongs(conditions, steps, by);
            case Ground.ByTeam(var team, var _) -> {
                ofTeam(conditions, steps, by, team);
                if (!team.equals(TeamId.ADMINISTRATORS)) {
                    conditions.require(
                            steps.organization(),
                            Keys.organization(by.org()),
                            "teams.#by.everywhere = :everywhere",
                            Map.of("#by", team.value()),
                            Map.of(":everywhere", text(PackageRole.OWNER.name())));
                }
            }
            case Ground.ByTeamOfPackage(var team, var _, var _) -> {
                ofTeam(conditions, steps, by, team);
                there(conditions, steps, by.org(), "#by", team);
            }
            case Ground.OpenToAll _, Ground.BySetting _, Ground.ByGrant _, Ground.ByPool _, Ground.ByMachine _ ->
                throw new IllegalStateException("nobody manages a package by " + by.ground());
        }
    }

    /// Nobody is added to the team of all members, and nobody taken out of it.
    private static <S extends Enum<S>> void ofTeam(Conditions<S> conditions, Steps<S> steps, Mandate by, TeamId team) {
        if (by.place() instanceof Place.Member) {
            belongs(conditions, steps, by);
        }
        if (!team.equals(TeamId.EVERYONE)) {
            conditions.require(
                    steps.authority(),
                    holder(by),
                    "contains(teams, :team)",
                    Map.of(),
                    Map.of(":team", text(team.value())));
        }
    }

    private static <S extends Enum<S>> void belongs(Conditions<S> conditions, Steps<S> steps, Mandate by) {
        if (!(by.place() instanceof Place.Member member)) {
            throw new IllegalStateException("only members have a role in a package");
        }
        conditions.require(
                steps.authority(),
                holder(by),
                "joinedAt = :bySince AND " + SEATED,
                ROLE,
                Map.of(":bySince", text(member.since().toString()), ":billing", text(Role.BILLING.name())));
    }

    private static <S extends Enum<S>> void named(
            Conditions<S> conditions, Steps<S> steps, OrgSlug org, AccessChange change) {
        switch (change) {
            case AccessChange.PersonNamed(var person, var since) ->
                conditions.require(
                        steps.named(),
                        Keys.member(org, person),
                        "joinedAt = :since AND " + SEATED,
                        ROLE,
                        member(since));
            case AccessChange.TeamNamed(var team) -> there(conditions, steps, org, "#named", team);
            case AccessChange.Granted(var account) -> outside(conditions, steps, org, account);
            case AccessChange.OfHead _, AccessChange.Withdrawn _ -> {}
        }
    }

    private static Map<String, AttributeValue> member(Instant since) {
        return Map.of(":since", text(since.toString()), ":billing", text(Role.BILLING.name()));
    }

    private static <S extends Enum<S>> void outside(
            Conditions<S> conditions, Steps<S> steps, OrgSlug org, AccountId account) {
        conditions
                .require(steps.named(), Keys.account(account), "attribute_exists(pk)", Map.of(), Map.of())
                .require(steps.named(), Keys.member(org, account), "attribute_not_exists(pk)", Map.of(), Map.of());
    }

    /// The built-in teams are always there.
    private static <S extends Enum<S>> void there(
            Conditions<S> conditions, Steps<S> steps, OrgSlug org, String name, TeamId team) {
        if (!team.builtIn()) {
            conditions.require(
                    steps.organization(),
                    Keys.organization(org),
                    "attribute_exists(teams." + name + ")",
                    Map.of(name, team.value()),
                    Map.of());
        }
    }

    /// Where it stands what whoever acts is in the organization.
    private static Key holder(Mandate by) {
        return switch (by.place()) {
            case Place.Member _ -> Keys.member(by.org(), by.person());
            case Place.ServiceAccount(var id, var _) -> Keys.serviceAccount(by.org(), id);
            case Place.Machine _, Place.Outside _ ->
                throw new IllegalStateException("nobody manages a package as " + by.place());
        };
    }

    private static AttributeValue text(String value) {
        return AttributeValue.fromS(value);
    }
}
