package dev.slipway.local.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.access.Decision;
import dev.slipway.access.Lifetime;
import dev.slipway.access.Limits;
import dev.slipway.access.Means;
import dev.slipway.access.PackagePattern;
import dev.slipway.access.PackageRole;
import dev.slipway.access.Permission;
import dev.slipway.access.Presented;
import dev.slipway.access.Refusal;
import dev.slipway.access.Role;
import dev.slipway.access.Scope;
import dev.slipway.access.ServiceAccountName;
import dev.slipway.access.TeamId;
import dev.slipway.access.TokenRequest;
import dev.slipway.access.TokenRequest.Objection;
import dev.slipway.identity.IssueToken;
import dev.slipway.kernel.Cidr;
import dev.slipway.kernel.Handle;
import dev.slipway.kernel.Malformed;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.kernel.Page;
import dev.slipway.kernel.Slice;
import dev.slipway.org.IssueMachineToken;
import dev.slipway.org.ListMachineTokens;
import dev.slipway.org.MachineToken;
import dev.slipway.org.RevokeMachineToken;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MachineTokensTest {

    private static final ServiceAccountName BOT = new ServiceAccountName("bot");

    private final Offices offices = new Offices();
    private final People people = offices.people;
    private final Machines machines = new Machines(offices);

    @AfterAll
    void close() {
        offices.close();
    }

    @Test
    void admins_issue_machine_tokens_and_maintainers_and_strangers_do_not() {
        var org = new OrgSlug("automata");
        var owner = people.organization("automata");
        var admin = offices.member(owner, org, "robots-admin", Role.ADMIN);
        var max = offices.member(owner, org, "robots-max", Role.MAINTAINER);
        var otto = offices.everything(people.account("robots-otto"));

        assertThat(machines.issue.toOrganization(People.by(admin), org, Machines.request(Scope.PUBLISH)))
                .isInstanceOf(IssueMachineToken.Outcome.Issued.class);
        var before = offices.stored();
        assertThat(machines.issue.toOrganization(People.by(max), org, Machines.request(Scope.READ)))
                .isEqualTo(new IssueMachineToken.Outcome.Refused(
                        new Refusal.NotPermitted(Permission.ISSUE_MACHINE_TOKENS, org)));
        assertThat(machines.issue.toOrganization(People.by(otto), org, Machines.request(Scope.READ)))
                .isEqualTo(new IssueMachineToken.Outcome.Refused(new Refusal.NotFound()));
        assertThat(offices.stored()).isEqualTo(before);
    }

    @Test
    void it_is_kept_with_who_made_it_and_outlives_them() {
        var org = new OrgSlug("outliving");
        var owner = people.organization("outliving");
        var abe = people.member(owner, org, "outliving-abe", Role.ADMIN);
        var token = machines.token(offices.everything(abe), org, Scope.READ);

        offices.removeMember.run(People.by(owner), org, abe.handle());

        assertThat(machines.may(token, org, Permission.READ_PACKAGES)).isTrue();
        assertThat(machines.tokens(owner, org)).singleElement().satisfies(one -> {
            assertThat(one.credential().maker()).contains(abe);
            assertThat(one.credential().prefix()).isEqualTo(token.prefix()).hasSize(10);
        });
        assertThat(offices.logged(org, "token.issued")).isEqualTo(1);
    }

    @Test
    void a_token_makes_none_beyond_itself() {
        var org = new OrgSlug("bounds");
        var owner = people.organization("bounds");
        var admin = people.member(owner, org, "bounds-admin", Role.ADMIN);
        var reading = people.token(admin, Scope.READ, Scope.MANAGE);
        var end = People.NOW.plus(Duration.ofDays(10));
        var limits = new Limits(Set.of(new Cidr("192.0.2.0/24")), Set.of());
        var wish = new IssueToken.Wish("office", Set.of(Scope.values()), limits, Optional.of(end));
        var office = ((IssueToken.Outcome.Issued) people.issueToken.toPerson(People.nobody(), admin, wish, Means.SETUP))
                .token();
        var before = offices.stored();

        assertThat(machines.issue.toOrganization(People.by(reading), org, Machines.request(Scope.PUBLISH)))
                .isEqualTo(new IssueMachineToken.Outcome.NotGranted(new Objection.BeyondItself(Set.of(Scope.PUBLISH))));
        assertThat(machines.issue.toOrganization(People.by(office), org, Machines.request(Scope.READ)))
                .isEqualTo(new IssueMachineToken.Outcome.NotGranted(new Objection.BeyondItsEnd(end)));
        var elsewhere = new TokenRequest(
                "ci", Set.of(Scope.READ), Optional.of(Set.of()), Optional.empty(), new Lifetime.Until(end));
        assertThat(machines.issue.toOrganization(People.by(office), org, elsewhere))
                .isEqualTo(new IssueMachineToken.Outcome.NotGranted(new Objection.BeyondItsLimits()));
        var over = new TokenRequest("ci", Set.of(Scope.READ), new Lifetime.Until(People.NOW));
        assertThat(machines.issue.toOrganization(People.by(reading), org, over))
                .isEqualTo(new IssueMachineToken.Outcome.NotGranted(new Objection.AlreadyOver(People.NOW)));
        assertThat(offices.stored()).isEqualTo(before);
    }

    @Test
    void a_machine_token_never_manages_and_is_for_packages_of_its_organization_alone() {
        var org = new OrgSlug("tame");
        var owner = people.organization("tame");
        var foreign = new TokenRequest(
                "ci",
                Set.of(Scope.READ),
                Optional.empty(),
                Optional.of(Set.of(new PackagePattern("@tamed/pad"))),
                new Lifetime.Forever());

        assertThatThrownBy(() -> machines.issue.toOrganization(People.by(owner), org, Machines.request(Scope.MANAGE)))
                .isInstanceOfSatisfying(
                        Malformed.class, wrong -> assertThat(wrong.code()).isEqualTo("invalid_scope"));
        assertThatThrownBy(() -> machines.issue.toOrganization(People.by(owner), org, foreign))
                .isInstanceOfSatisfying(
                        Malformed.class, wrong -> assertThat(wrong.code()).isEqualTo("invalid_package_limit"));
        var machine = machines.token(owner, org, Scope.PUBLISH);
        assertThat(machines.issue.toOrganization(People.by(machine), org, Machines.request(Scope.READ)))
                .isEqualTo(new IssueMachineToken.Outcome.Refused(new Refusal.ScopeTooNarrow(Scope.MANAGE)));
    }

    @Test
    void a_browser_that_signed_in_long_ago_signs_in_again_to_make_one_and_not_to_revoke_one() {
        var org = new OrgSlug("old-browser");
        var owner = people.organization("old-browser");
        var person = people.whoIs(owner);
        var session = people.session(person, People.NOW.minus(Duration.ofHours(2)));
        machines.token(owner, org, Scope.READ);

        assertThat(machines.issue.toOrganization(People.by(session), org, Machines.request(Scope.READ)))
                .isEqualTo(new IssueMachineToken.Outcome.Refused(new Refusal.SignInAgain()));
        var id = machines.tokens(owner, org).getFirst().machine().id();
        assertThat(people.revokeMachineToken.run(People.by(session), org, id))
                .isEqualTo(new RevokeMachineToken.Outcome.Revoked());
    }

    @Test
    void who_issues_by_a_team_gives_an_organizations_token_no_more_than_their_role_has() {
        var org = new OrgSlug("teamed");
        var owner = people.organization("teamed");
        var team = machines.team(org, "ci", Optional.of(PackageRole.OWNER), Permission.ISSUE_MACHINE_TOKENS);
        var mia = people.member(owner, org, "teamed-mia", Role.MEMBER);
        var max = people.member(owner, org, "teamed-max", Role.MAINTAINER);
        machines.join(org, mia, team);
        machines.join(org, max, team);

        assertThat(machines.issue.toOrganization(
                        People.by(offices.everything(mia)), org, Machines.request(Scope.PUBLISH)))
                .isEqualTo(new IssueMachineToken.Outcome.BeyondItsMaker());
        assertThat(machines.issue.toOrganization(People.by(offices.everything(mia)), org, Machines.request(Scope.READ)))
                .isInstanceOf(IssueMachineToken.Outcome.Issued.class);
        assertThat(machines.issue.toOrganization(
                        People.by(offices.everything(max)), org, Machines.request(Scope.PUBLISH)))
                .isInstanceOf(IssueMachineToken.Outcome.Issued.class);
    }

    @Test
    void who_issues_by_a_team_gives_a_service_account_a_token_only_from_within_all_of_its_teams() {
        var org = new OrgSlug("within");
        var owner = people.organization("within");
        var ci = machines.team(org, "ci", Optional.empty(), Permission.ISSUE_MACHINE_TOKENS);
        var releases = machines.team(org, "releases", Optional.of(PackageRole.OWNER));
        var mia = people.member(owner, org, "within-mia", Role.MEMBER);
        machines.join(org, mia, ci);
        machines.join(machines.account(owner, org, "bot"), releases);
        var by = People.by(offices.everything(mia));

        assertThat(machines.issue.toServiceAccount(by, org, BOT, Machines.request(Scope.READ)))
                .isEqualTo(new IssueMachineToken.Outcome.BeyondItsMaker());
        machines.join(org, mia, releases);
        assertThat(machines.issue.toServiceAccount(by, org, BOT, Machines.request(Scope.PUBLISH)))
                .isInstanceOf(IssueMachineToken.Outcome.Issued.class);
    }

    @Test
    void an_administrator_by_a_team_issues_as_admins_do() {
        var org = new OrgSlug("deputy");
        var owner = people.organization("deputy");
        var mia = people.member(owner, org, "deputy-mia", Role.MEMBER);
        machines.join(org, mia, machines.team(org, "ci", Optional.empty(), Permission.ISSUE_MACHINE_TOKENS));
        machines.join(org, mia, TeamId.ADMINISTRATORS);

        machines.token(offices.everything(mia), org, Scope.PUBLISH);
    }

    @Test
    void a_service_accounts_token_may_what_its_teams_give_and_nothing_without_one() {
        var org = new OrgSlug("powers");
        var owner = people.organization("powers");
        var bot = machines.account(owner, org, "bot");
        var token = machines.token(owner, org, "bot", Scope.PUBLISH);

        assertThat(machines.may(token, org, Permission.READ_PACKAGES)).isFalse();
        machines.join(bot, machines.team(org, "readers", Optional.of(PackageRole.READER)));
        assertThat(machines.may(token, org, Permission.READ_PACKAGES)).isTrue();
        assertThat(machines.may(token, org, Permission.PUBLISH_PACKAGES)).isFalse();
        assertThat(machines.issue.toServiceAccount(
                        People.by(owner), org, new ServiceAccountName("nobody"), Machines.request(Scope.READ)))
                .isEqualTo(new IssueMachineToken.Outcome.NoSuchServiceAccount(new ServiceAccountName("nobody")));
    }

    @Test
    void two_hundred_work_at_once_and_what_is_over_or_revoked_makes_room() {
        var org = new OrgSlug("full");
        var owner = people.organization("full");
        var soon = new TokenRequest("soon over", Set.of(Scope.READ), new Lifetime.For(Duration.ofHours(1)));
        machines.issue.toOrganization(People.by(owner), org, soon);
        for (int i = 1; i < MachineToken.MOST; i++) {
            machines.token(owner, org, Scope.READ);
        }
        var before = offices.stored();

        assertThat(machines.issue.toOrganization(People.by(owner), org, Machines.request(Scope.READ)))
                .isEqualTo(new IssueMachineToken.Outcome.TooMany(MachineToken.MOST));
        assertThat(offices.stored()).isEqualTo(before);

        var later = People.at(new Presented.ByHash(owner.hash()), People.NOW.plus(Duration.ofHours(2)));
        assertThat(machines.issue.toOrganization(later, org, Machines.request(Scope.READ)))
                .isInstanceOf(IssueMachineToken.Outcome.Issued.class);
        assertThat(machines.issue.toOrganization(later, org, Machines.request(Scope.READ)))
                .isEqualTo(new IssueMachineToken.Outcome.TooMany(MachineToken.MOST));
        var one = machines.tokens(owner, org).getFirst();
        people.revokeMachineToken.run(later, org, one.machine().id());
        assertThat(machines.issue.toOrganization(later, org, Machines.request(Scope.READ)))
                .isInstanceOf(IssueMachineToken.Outcome.Issued.class);
    }

    @Test
    void it_is_revoked_at_once_by_whoever_manages_them_whoever_made_it() {
        var org = new OrgSlug("revokers");
        var owner = people.organization("revokers");
        var abe = offices.member(owner, org, "revokers-abe", Role.ADMIN);
        var mia = offices.member(owner, org, "revokers-mia", Role.MEMBER);
        var token = machines.token(owner, org, Scope.READ);
        var id = machines.tokens(owner, org).getFirst().machine().id();

        assertThat(people.revokeMachineToken.run(People.by(mia), org, id))
                .isEqualTo(new RevokeMachineToken.Outcome.Refused(
                        new Refusal.NotPermitted(Permission.MANAGE_MACHINE_TOKENS, org)));
        assertThat(machines.may(token, org, Permission.READ_PACKAGES)).isTrue();
        assertThat(people.revokeMachineToken.run(People.by(abe), org, id))
                .isEqualTo(new RevokeMachineToken.Outcome.Revoked());
        assertThat(machines.standing(token, org, People.NOW).may(Permission.READ_PACKAGES, People.NOW))
                .isEqualTo(new Decision.Refused(new Refusal.TokenRevoked()));
        assertThat(people.revokeMachineToken.run(People.by(abe), org, id))
                .isEqualTo(new RevokeMachineToken.Outcome.NoSuchToken());
        assertThat(people.revokeMachineToken.run(People.by(abe), token.hash()))
                .isEqualTo(new RevokeMachineToken.Outcome.AlreadyRevoked());
        assertThat(machines.tokens(owner, org)).isEmpty();
        assertThat(offices.logged(org, "token.revoked")).isEqualTo(1);
    }

    @Test
    void nobody_revokes_a_token_of_another_organization_by_its_id() {
        var org = new OrgSlug("our-own");
        var owner = people.organization("our-own");
        machines.token(owner, org, Scope.READ);
        var id = machines.tokens(owner, org).getFirst().machine().id();
        var stranger = people.organization("theirs");

        assertThat(people.revokeMachineToken.run(People.by(stranger), new OrgSlug("theirs"), id))
                .isEqualTo(new RevokeMachineToken.Outcome.NoSuchToken());
        assertThat(people.revokeMachineToken.run(People.by(stranger), org, id))
                .isEqualTo(new RevokeMachineToken.Outcome.Refused(new Refusal.NotFound()));
    }

    @Test
    void what_somebody_made_is_listed_before_they_are_removed_and_counted_when_they_are() {
        var org = new OrgSlug("maker");
        var owner = people.organization("maker");
        var abe = people.member(owner, org, "maker-abe", Role.ADMIN);
        var token = offices.everything(abe);
        for (int i = 0; i < 3; i++) {
            machines.token(token, org, Scope.READ);
        }
        machines.token(owner, org, Scope.READ);
        var gone = machines.tokens(owner, org).stream()
                .filter(one -> one.credential().maker().equals(Optional.of(abe)))
                .findFirst()
                .orElseThrow();
        people.revokeMachineToken.run(People.by(owner), org, gone.machine().id());

        var first = listed(machines.listTokens.madeBy(People.by(owner), org, abe.handle(), Slice.first(1)));
        var rest = listed(machines.listTokens.madeBy(People.by(owner), org, abe.handle(), new Slice(first.next(), 10)));
        assertThat(first.items()).hasSize(1);
        assertThat(rest.items()).hasSize(1).doesNotContainAnyElementsOf(first.items());
        assertThat(rest.next()).isEmpty();
        assertThat(machines.listTokens.madeBy(People.by(owner), org, new Handle("nobody"), Slice.first(1)))
                .isEqualTo(new ListMachineTokens.Outcome.NoSuchMember(new Handle("nobody")));

        offices.removeMember.run(People.by(owner), org, abe.handle());
        assertThat(offices.entries(org, "member.removed"))
                .singleElement()
                .satisfies(entry -> assertThat(
                                entry.get("details").m().get("machineTokens").s())
                        .isEqualTo("2"));
    }

    @Test
    void whoever_manages_members_sees_what_others_made_and_a_member_what_they_made_themselves() {
        var org = new OrgSlug("lookers");
        var owner = people.organization("lookers");
        var mia = people.member(owner, org, "lookers-mia", Role.MEMBER);
        var by = People.by(offices.everything(mia));

        assertThat(machines.listTokens.madeBy(by, org, new Handle("lookers-owner"), Slice.first(1)))
                .isEqualTo(new ListMachineTokens.Outcome.Refused(
                        new Refusal.NotPermitted(Permission.MANAGE_MEMBERS, org)));
        assertThat(machines.listTokens.run(by, org, Slice.first(1)))
                .isEqualTo(new ListMachineTokens.Outcome.Refused(
                        new Refusal.NotPermitted(Permission.MANAGE_MACHINE_TOKENS, org)));
        assertThat(listed(machines.listTokens.madeBy(by, org, mia.handle(), Slice.first(1)))
                        .items())
                .isEmpty();
    }

    private static Page<MachineToken> listed(ListMachineTokens.Outcome outcome) {
        return ((ListMachineTokens.Outcome.Listed) outcome).page();
    }
}
