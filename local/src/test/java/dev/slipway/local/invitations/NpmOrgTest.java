package dev.slipway.local.invitations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.access.Permission;
import dev.slipway.access.Role;
import dev.slipway.access.Scope;
import dev.slipway.adapters.lambda.Answer;
import dev.slipway.org.Organization;
import dev.slipway.org.SeatKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `npm org`, `/-/org/{org}/user`
class NpmOrgTest {

    private Counter counter;
    private Stage stage;
    private Stage.Org org;

    @BeforeEach
    void open() {
        counter = new Counter();
        stage = counter.stage;
        org = stage.organization(5);
    }

    @AfterEach
    void close() {
        stage.assertTrue(org);
        counter.close();
    }

    private static String path(Stage.Org org) {
        return "/-/org/" + org.slug() + "/user";
    }

    private Answer set(Stage.Somebody by, String user, String role) {
        return counter.call(
                "PUT", path(org), Optional.of(by), "{\"user\":\"%s\",\"role\":\"%s\"}".formatted(user, role));
    }

    private Answer remove(Stage.Somebody by, String user) {
        return counter.call("DELETE", path(org), Optional.of(by), "{\"user\":\"%s\"}".formatted(user));
    }

    private Map<String, Object> roster() {
        return counter.get(path(org), org.owner()).json();
    }

    private static void refused(Answer answer, int status, String code) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.json()).containsEntry("code", code).containsKey("error");
    }

    @Test
    void the_members_are_listed_with_npms_word_for_a_member_and_ours_for_the_rest() {
        var mia = stage.member(org, Role.MEMBER);
        var max = stage.member(org, Role.MAINTAINER);
        var bill = stage.member(org, Role.BILLING);

        assertThat(counter.get(path(org), mia).json())
                .isEqualTo(Map.of(
                        org.owner().handle().value(), "owner",
                        mia.handle().value(), "developer",
                        max.handle().value(), "maintainer",
                        bill.handle().value(), "billing"));
    }

    @ParameterizedTest
    @CsvSource({
        "developer, developer",
        "member, developer",
        "maintainer, maintainer",
        "admin, admin",
        "owner, owner",
        "billing, billing"
    })
    void a_member_gets_the_role_at_once(String role, String answered) {
        var mia = stage.member(org, Role.MAINTAINER);

        var answer = set(org.owner(), mia.handle().value(), role);

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.json())
                .isEqualTo(Map.of(
                        "org", Map.of("name", org.slug().value(), "size", 2),
                        "user", mia.handle().value(),
                        "role", answered));
        assertThat(answer.header("npm-notice")).isEmpty();
        assertThat(roster()).containsEntry(mia.handle().value(), answered);
        if (!role.equals("maintainer")) {
            assertThat(stage.log(org))
                    .contains("member.role_changed " + mia.handle() + " by "
                            + org.owner().handle());
        }
    }

    @Test
    void somebody_with_an_account_is_invited_and_is_a_member_once_they_accept() {
        var grace = stage.somebody("grace");

        var answer = set(org.owner(), "grace", "admin");

        assertThat(answer.status()).as(answer.text()).isEqualTo(202);
        assertThat(answer.json())
                .isEqualTo(
                        Map.of("org", Map.of("name", org.slug().value(), "size", 1), "user", "grace", "role", "admin"));
        assertThat(answer.header("npm-notice"))
                .isEqualTo("grace was invited to @" + org.slug() + " by mail, and is a member once they accept.");
        assertThat(roster()).doesNotContainKey("grace");
        assertThat(stage.mails.to(grace.address())).hasSize(1);

        counter.post("/api/v1/me/invitations/" + Stage.id(stage, org, grace.address()) + "/accept", grace, "");

        assertThat(roster()).containsEntry("grace", "admin");
    }

    @Test
    void whoever_invites_by_a_handle_learns_no_address() {
        var grace = stage.somebody("grace");
        set(org.owner(), "grace", "developer");
        var list = "/api/v1/orgs/" + org.slug() + "/invitations";
        var resend = list + "/" + Stage.id(stage, org, grace.address()) + "/resend";

        var told = List.of(
                set(org.owner(), "grace", "developer"),
                counter.get(list, org.owner()),
                counter.browser(org.owner()).open("/console/organizations/" + org.slug() + "/invitations"),
                counter.post(resend, org.owner(), ""));
        counter.browser()
                .press(
                        "/invitations/accept?token="
                                + Postbag.token(stage.mails.last(grace.address()))
                                        .secret(),
                        "/invitations/accept",
                        "act",
                        "decline",
                        "token",
                        Postbag.token(stage.mails.last(grace.address())).secret());

        assertThat(told).extracting(Answer::text).allMatch(text -> text.contains("grace"));
        assertThat(told).extracting(Answer::text).noneMatch(text -> text.contains(grace.address()));
        assertThat(counter.get(list + "?state=past", org.owner()).text())
                .contains("\"handle\":\"grace\"", "declined")
                .doesNotContain(grace.address());
        assertThat(stage.log(org))
                .contains("invitation.created grace by " + org.owner().handle(), "invitation.declined grace by grace")
                .noneMatch(line -> line.contains(grace.address()));
    }

    @Test
    void somebody_who_has_not_answered_is_not_invited_again() {
        var grace = stage.somebody("grace");
        stage.invited(org, grace.address(), Role.MAINTAINER);

        var answer = set(org.owner(), "grace", "admin");

        assertThat(answer.status()).as(answer.text()).isEqualTo(202);
        assertThat(answer.json()).containsEntry("role", "maintainer");
        assertThat(answer.header("npm-notice"))
                .isEqualTo("grace was invited to @" + org.slug()
                        + " before, as maintainer, and has not answered yet: nothing was changed.");
        assertThat(stage.mails.to(grace.address())).hasSize(1);
    }

    @Test
    void an_invitation_that_has_run_out_is_made_anew() {
        var grace = stage.somebody("grace");
        stage.invited(org, grace.address(), Role.MEMBER);
        stage.moveTo(stage.now().plus(dev.slipway.org.Invitation.LIFE));

        assertThat(set(org.owner(), "grace", "admin").header("npm-notice")).contains("was invited");
        assertThat(stage.mails.to(grace.address())).hasSize(2);
    }

    @Test
    void a_mail_that_is_not_taken_is_said() {
        stage.somebody("grace");
        stage.mails.refuse(true);

        assertThat(set(org.owner(), "grace", "developer").header("npm-notice"))
                .isEqualTo("grace is invited to @" + org.slug()
                        + ", but the mail could not be sent: send the invitation again in a while.");
    }

    @Test
    void a_member_is_removed_and_whoever_wants_leaves() {
        var mia = stage.member(org, Role.MEMBER);
        var max = stage.member(org, Role.MAINTAINER);

        assertThat(remove(org.owner(), mia.handle().value()).status()).isEqualTo(204);
        assertThat(remove(max, max.handle().value()).status()).isEqualTo(204);

        assertThat(roster()).isEqualTo(Map.of(org.owner().handle().value(), "owner"));
        assertThat(stage.log(org))
                .contains(
                        "member.removed " + mia.handle() + " by " + org.owner().handle(),
                        "member.left " + max.handle() + " by " + max.handle());
        refused(remove(org.owner(), mia.handle().value()), 404, "member_not_found");
    }

    @Test
    void what_stands_against_it_is_said_as_by_the_api_and_nothing_is_done() {
        var admin = stage.member(org, Role.ADMIN);
        var mia = stage.member(org, Role.MEMBER);
        stage.somebody("grace");
        var owner = org.owner().handle().value();
        stage.seats.run(org.slug(), SeatKind.SEAT, 3, stage.now());
        var before = stage.members(org);

        refused(set(admin, mia.handle().value(), "owner"), 403, "role_above_own");
        refused(set(admin, owner, "developer"), 403, "role_above_own");
        refused(set(org.owner(), owner, "admin"), 409, "last_owner");
        refused(set(org.owner(), "grace", "developer"), 409, "no_seat_left");
        refused(set(admin, "grace", "owner"), 403, "role_above_own");
        refused(set(org.owner(), "nobody-here", "developer"), 404, "account_not_found");
        refused(set(org.owner(), org.slug().value(), "developer"), 404, "account_not_found");
        refused(set(org.owner(), mia.handle().value(), "king"), 400, "invalid_role");
        refused(set(mia, "grace", "developer"), 403, "not_permitted");
        refused(remove(admin, owner), 403, "role_above_own");
        refused(remove(org.owner(), owner), 409, "last_owner");
        refused(remove(mia, admin.handle().value()), 403, "not_permitted");

        assertThat(stage.members(org)).isEqualTo(before);
        assertThat(stage.mails.asked()).isZero();
        assertThat(roster()).containsEntry(mia.handle().value(), "developer").containsEntry(owner, "owner");
    }

    @Test
    void a_personal_organization_takes_nobody() {
        var own = stage.organization(3, Organization.Kind.PERSONAL);
        stage.somebody("grace");

        refused(
                counter.call("PUT", path(own), Optional.of(own.owner()), "{\"user\":\"grace\",\"role\":\"developer\"}"),
                409,
                "personal_organization");
        assertThat(stage.mails.asked()).isZero();
    }

    @Test
    void outsiders_and_the_anonymous_learn_nothing_and_narrow_tokens_do_nothing() {
        var outsider = stage.somebody("outsider");
        var reading =
                new Stage.Somebody(org.owner().person(), stage.token(org.owner().person(), Scope.READ), "");
        var nowhere = "/-/org/never-founded/user";

        refused(counter.get(path(org), outsider), 404, "not_found");
        refused(counter.get(nowhere, outsider), 404, "not_found");
        refused(set(outsider, "outsider", "owner"), 404, "not_found");
        refused(remove(outsider, "outsider"), 404, "not_found");
        refused(counter.call("GET", path(org), Optional.empty(), ""), 401, "authentication_required");
        refused(
                counter.call("PUT", path(org), Optional.empty(), "{\"user\":\"a\",\"role\":\"admin\"}"),
                401,
                "authentication_required");
        refused(
                counter.call("DELETE", path(org), Optional.empty(), "{\"user\":\"a\"}"),
                401,
                "authentication_required");
        assertThat(counter.get(path(org), reading).status()).isEqualTo(200);
        refused(set(reading, "outsider", "developer"), 403, "token_scope");
        refused(remove(reading, "outsider"), 403, "token_scope");
    }

    @Test
    void a_team_that_manages_members_and_invites_them_is_enough() {
        var crew = new Crew(stage);
        var desk = crew.team(org, "desk", Permission.MANAGE_MEMBERS, Permission.INVITE_MEMBERS);
        var door = crew.team(org, "door", Permission.INVITE_MEMBERS);
        var manager = crew.member(org, Role.MAINTAINER, desk);
        var inviter = crew.member(org, Role.MAINTAINER, door);
        stage.somebody("grace");

        refused(set(inviter, "grace", "developer"), 403, "not_permitted");
        refused(set(manager, "grace", "admin"), 403, "role_above_own");
        assertThat(set(manager, "grace", "developer").status()).isEqualTo(202);
    }
}
