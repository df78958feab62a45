package dev.slipway.local.invitations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.access.Role;
import dev.slipway.access.Token;
import dev.slipway.adapters.lambda.Answer;
import dev.slipway.org.Invitation;
import dev.slipway.org.Organization;
import dev.slipway.org.SeatKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `/api/v1/orgs/{org}/invitations`, `/api/v1/me/invitations` and `/api/v1/invitations`
class InvitationApiTest {

    private Counter counter;
    private Stage stage;
    private Stage.Org org;
    private String path;

    @BeforeEach
    void open() {
        counter = new Counter();
        stage = counter.stage;
        org = stage.organization(10);
        path = "/api/v1/orgs/" + org.slug() + "/invitations";
    }

    @AfterEach
    void close() {
        counter.close();
    }

    private Answer invite(String emails, String role, String... headers) {
        return counter.post(path, org.owner(), body(emails, role), headers);
    }

    private static String body(String emails, String role) {
        var list = List.of(emails.split(" ", -1)).stream()
                .map(email -> "\"" + email + "\"")
                .collect(Collectors.joining(", "));
        return "{\"emails\": [" + list + "], \"role\": \"" + role + "\"}";
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> items(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isBetween(200, 201);
        return (List<Map<String, Object>>) answer.json().get("items");
    }

    private static void refused(Answer answer, int status, String code) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.json()).containsEntry("code", code);
    }

    @Test
    void one_who_is_invited_joins_by_the_token_of_their_link() {
        var invited = invite("ada@example.org", "maintainer");
        assertThat(invited.status()).isEqualTo(201);
        assertThat(items(invited).getFirst())
                .containsEntry("email", "ada@example.org")
                .containsEntry("result", "invited")
                .containsEntry("mail", "sent")
                .containsEntry("expiresAt", "2026-03-03T12:00:00.250Z");
        var ada = stage.somebody("ada");

        var joined = counter.post("/api/v1/invitations/accept", ada, token("ada@example.org"));

        assertThat(joined.status()).as(joined.text()).isEqualTo(200);
        assertThat(joined.json())
                .containsEntry("organization", org.slug().value())
                .containsEntry("role", "maintainer");
        refused(counter.post("/api/v1/invitations/accept", ada, token("ada@example.org")), 410, "invitation_gone");
        assertThat(items(counter.get(path + "?state=past", org.owner())).getFirst())
                .containsEntry("state", "accepted");
    }

    @Test
    void each_of_many_has_a_result() {
        var answer = invite("ada@example.org nonsense ADA@example.org", "member");

        assertThat(answer.status()).isEqualTo(201);
        assertThat(items(answer))
                .extracting(item -> item.get("result"))
                .containsExactly("invited", "malformed", "duplicate");
        var none = invite("ada@example.org nonsense", "member");
        assertThat(none.status()).isEqualTo(200);
        assertThat(items(none)).extracting(item -> item.get("result")).containsExactly("already_invited", "malformed");
    }

    @Test
    void one_that_cannot_be_invited_is_a_refusal() {
        invite("ada@example.org", "member");
        refused(invite("ada@example.org", "member"), 409, "already_invited");
        refused(invite(org.owner().address(), "member"), 409, "own_address");
        refused(invite(stage.member(org, Role.MEMBER).address(), "member"), 409, "already_member");
        refused(invite("nonsense", "member"), 400, "invalid_email");
        stage.seats.run(org.slug(), SeatKind.SEAT, 3, stage.now());
        refused(invite("late@example.org", "member"), 409, "no_seat_left");
        assertThat(invite("late@example.org", "billing").status()).isEqualTo(201);
    }

    @Test
    void the_same_request_is_answered_the_same_with_its_key_and_another_is_refused() {
        var first = invite("ada@example.org", "member", "idempotency-key", "k1");

        var again = invite("ada@example.org", "member", "idempotency-key", "k1");

        assertThat(again.status()).isEqualTo(201);
        assertThat(again.text()).isEqualTo(first.text());
        assertThat(again.header("idempotent-replayed")).isEqualTo("true");
        assertThat(stage.mails.to("ada@example.org")).hasSize(1);
        refused(invite("ada@example.org", "admin", "idempotency-key", "k1"), 422, "idempotency_key_reused");
        refused(invite("ada@example.org", "admin", "idempotency-key", "k 1"), 400, "invalid_idempotency_key");
    }

    @Test
    void a_second_call_while_the_first_runs_is_told_when_to_ask_again() {
        var during = new java.util.concurrent.atomic.AtomicReference<Answer>();
        stage.mails.before(() -> during.set(invite("ada@example.org", "member", "idempotency-key", "k1")));

        invite("ada@example.org", "member", "idempotency-key", "k1");

        refused(during.get(), 409, "request_still_running");
        assertThat(during.get().header("retry-after")).isEqualTo("2");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {"emails": ["a@example.org"]}                                              | missing_field
                    {"role": "member"}                                                         | missing_field
                    {"emails": [], "role": "member"}                                           | invalid_addresses
                    {"emails": "a@example.org", "role": "member"}                              | invalid_field
                    {"emails": [7], "role": "member"}                                          | invalid_field
                    {"emails": ["a@example.org"], "role": "king"}                              | invalid_role
                    {"emails": ["a@example.org"], "role": "MEMBER"}                            | invalid_role
                    {"emails": ["a@example.org"], "role": "member", "teams": ["everyone"]}     | invalid_teams
                    {"emails": ["a@example.org"], "role": "billing", "teams": ["eng"]}         | invalid_teams
                    {"emails": ["a@example.org"], "role": "member", "teams": ["Eng"]}          | invalid_team
                    {"emails": ["a@example.org"], "role": "member", "pool": "yes"}             | invalid_field
                    {"emails": ["a@example.org"], "role": "billing", "pool": true}             | invalid_pool
                    {"emails": ["a@example.org"], "role": "member", "email": "b"}              | unknown_field
                    ["a@example.org"]                                                          | invalid_json
                    """)
    void what_cannot_be_used_is_said(String body, String code) {
        refused(counter.post(path, org.owner(), body), 400, code);
        assertThat(stage.taken(org)).isEqualTo(1);
    }

    @Test
    void fifty_one_addresses_are_too_many_and_fifty_are_not() {
        var fifty =
                IntStream.range(0, 50).mapToObj(i -> "a" + i + "@example.org").collect(Collectors.joining(" "));

        refused(invite(fifty + " one@example.org", "billing"), 400, "invalid_addresses");
        assertThat(items(invite(fifty, "billing"))).hasSize(50);
    }

    @Test
    void empty_teams_and_no_pool_are_what_they_are() {
        var answer = counter.post(
                path,
                org.owner(),
                "{\"emails\": [\"a@example.org\"], \"role\": \"member\", \"teams\": [], \"pool\": false}");

        assertThat(answer.status()).isEqualTo(201);
    }

    @Test
    void teams_are_shown_wherever_the_invitation_is() {
        var crew = new Crew(stage);
        crew.team(org, "eng");
        var gone = crew.team(org, "ops");
        var body = "{\"emails\": [\"ada@example.com\"], \"role\": \"member\", \"teams\": [\"ops\", \"eng\"]}";
        var invited = counter.post(path, org.owner(), body);
        assertThat(items(invited).getFirst()).containsEntry("teams", List.of("eng", "ops"));
        var ada = stage.somebody("ada");

        assertThat(items(counter.get(path, org.owner())).getFirst()).containsEntry("teams", List.of("eng", "ops"));
        crew.delete(org, gone);
        assertThat(items(counter.get(path, org.owner())).getFirst()).containsEntry("teams", List.of("eng"));
        assertThat(items(counter.get("/api/v1/me/invitations", ada)).getFirst()).containsEntry("teams", List.of("eng"));
        var resent = counter.post(path + "/" + Stage.id(stage, org, "ada@example.com") + "/resend", org.owner(), "");
        assertThat(resent.json()).containsEntry("teams", List.of("eng"));
        var joined = counter.post("/api/v1/invitations/accept", ada, token("ada@example.com"));
        assertThat(joined.json()).containsEntry("teams", List.of("eng"));
        assertThat(items(counter.get(path + "?state=past", org.owner())).getFirst())
                .containsEntry("teams", List.of("eng"));
    }

    @Test
    void teams_that_cannot_be_named_are_a_refusal() {
        var crew = new Crew(stage);
        crew.team(org, "eng");
        var desk = crew.team(
                org, "desk", dev.slipway.access.Permission.INVITE_MEMBERS, dev.slipway.access.Permission.MANAGE_TEAMS);
        var manager = crew.member(org, Role.MAINTAINER, desk);
        var body = "{\"emails\": [\"ada@example.org\"], \"role\": \"member\", \"teams\": [\"%s\"]}";

        var unknown = counter.post(path, org.owner(), body.formatted("qa"));
        refused(unknown, 404, "team_not_found");
        assertThat(unknown.json()).containsEntry("detail", "There is no team qa in @" + org.slug() + ".");
        refused(counter.post(path, manager, body.formatted("eng")), 403, "teams_by_admins");
        counter.post(path, org.owner(), body.formatted("eng"));
        var id = Stage.id(stage, org, "ada@example.org");
        refused(counter.post(path + "/" + id + "/resend", manager, ""), 403, "teams_by_admins");
        assertThat(stage.mails.to("ada@example.org")).hasSize(1);
    }

    @Test
    void who_may_not_is_refused_everywhere() {
        var id = stage.invited(org, "ada@example.org", Role.OWNER);
        var member = stage.member(org, Role.MEMBER);
        var admin = stage.member(org, Role.ADMIN);
        var outsider = stage.somebody("outsider");
        var one = path + "/" + id;

        refusedEverywhere(member, one, 403, "not_permitted");
        refusedEverywhere(outsider, one, 404, "not_found");
        refused(counter.post(path, admin, body("b@example.org", "owner")), 403, "role_above_own");
        refused(counter.post(one + "/resend", admin, ""), 403, "role_above_own");
        refused(counter.call("DELETE", one, Optional.of(admin), ""), 403, "role_above_own");
        refused(counter.call("GET", path, Optional.empty(), ""), 401, "authentication_required");
        refused(counter.get("/api/v1/orgs/nobodys/invitations", org.owner()), 404, "not_found");
        assertThat(stage.taken(org)).isEqualTo(4);
    }

    private void refusedEverywhere(Stage.Somebody somebody, String one, int status, String code) {
        refused(counter.get(path, somebody), status, code);
        refused(counter.post(path, somebody, body("b@example.org", "member")), status, code);
        refused(counter.post(one + "/resend", somebody, ""), status, code);
        refused(counter.call("DELETE", one, Optional.of(somebody), ""), status, code);
    }

    @Test
    void a_personal_organization_invites_nobody() {
        var own = stage.organization(1, Organization.Kind.PERSONAL);

        refused(
                counter.post(
                        "/api/v1/orgs/" + own.slug() + "/invitations", own.owner(), body("a@example.org", "member")),
                409,
                "personal_organization");
    }

    @Test
    void an_invitation_is_resent_and_revoked_by_its_id() {
        var id = items(invite("ada@example.org", "member")).getFirst().get("id");
        var old = token("ada@example.org");

        var resent = counter.post(path + "/" + id + "/resend", org.owner(), "");

        assertThat(resent.json()).containsEntry("state", "pending").containsEntry("mail", "sent");
        refused(counter.post("/api/v1/invitations/accept", stage.somebody("ada"), old), 410, "invitation_gone");
        var one = path + "/" + id;
        assertThat(counter.call("DELETE", one, Optional.of(org.owner()), "").status())
                .isEqualTo(204);
        refused(counter.call("DELETE", one, Optional.of(org.owner()), ""), 409, "invitation_ended");
        refused(counter.post(one + "/resend", org.owner(), ""), 409, "invitation_ended");
        var unknown = path + "/01KAKJ3V6Q8ZQ0W3Y2M7N5T4RB";
        refused(counter.call("DELETE", unknown, Optional.of(org.owner()), ""), 404, "invitation_not_found");
        refused(counter.post(unknown + "/resend", org.owner(), ""), 404, "invitation_not_found");
        refused(counter.call("DELETE", path + "/x", Optional.of(org.owner()), ""), 400, "invalid_id");
    }

    @Test
    void lists_come_in_parts() {
        invite("a@example.org b@example.org c@example.org", "member");

        var first = counter.get(path + "?limit=2", org.owner());
        var rest = counter.get(path + "?limit=2&cursor=" + first.json().get("next"), org.owner());

        assertThat(items(first)).hasSize(2);
        assertThat(items(rest)).hasSize(1);
        assertThat(rest.json()).doesNotContainKey("next");
        refused(
                counter.get(path + "?state=all&cursor=" + first.json().get("next"), org.owner()),
                400,
                "invalid_cursor");
        refused(counter.get(path + "?state=old", org.owner()), 400, "invalid_state");
        refused(counter.get(path + "?limit=201", org.owner()), 400, "invalid_limit");
    }

    @Test
    void somebody_sees_what_waits_for_them_and_answers_it() {
        var ada = stage.somebody("ada");
        invite(ada.address(), "member");
        var other = stage.organization(3);
        counter.post("/api/v1/orgs/" + other.slug() + "/invitations", other.owner(), body(ada.address(), "admin"));

        var mine = items(counter.get("/api/v1/me/invitations", ada));

        assertThat(mine).hasSize(2);
        for (var one : mine) {
            var answer = one.get("role").equals("admin") ? "/decline" : "/accept";
            assertThat(counter.post("/api/v1/me/invitations/" + one.get("id") + answer, ada, "")
                            .status())
                    .isBetween(200, 204);
            refused(counter.post("/api/v1/me/invitations/" + one.get("id") + answer, ada, ""), 410, "invitation_gone");
        }
        assertThat(stage.members(org)).contains("ada");
        assertThat(stage.members(other)).doesNotContain("ada");
        assertThat(items(counter.get("/api/v1/me/invitations", ada))).isEmpty();
        refused(counter.call("GET", "/api/v1/me/invitations", Optional.empty(), ""), 401, "authentication_required");
    }

    @Test
    void why_an_invitation_is_not_accepted_is_said() {
        var mia = stage.somebody("mia");
        invite(mia.address(), "member");
        refused(
                counter.post("/api/v1/invitations/accept", stage.somebody("eve"), token(mia.address())),
                409,
                "address_taken");
        invite("second@example.org", "member");
        refused(
                counter.post("/api/v1/invitations/accept", stage.member(org, Role.MEMBER), token("second@example.org")),
                409,
                "already_member");
        var admin = stage.member(org, Role.ADMIN);
        stage.invited(org, admin, "third@example.org", Role.MEMBER);
        stage.remove.run(stage.by(org.owner()), org.slug(), admin.handle());
        refused(
                counter.post("/api/v1/invitations/accept", stage.somebody("ted"), token("third@example.org")),
                409,
                "nobody_stands_behind");
    }

    @Test
    void whoever_holds_a_link_declines_without_signing_in() {
        invite("ada@example.org", "member");
        var link = token("ada@example.org");

        assertThat(counter.call("POST", "/api/v1/invitations/decline", Optional.empty(), link)
                        .status())
                .isEqualTo(204);
        refused(counter.call("POST", "/api/v1/invitations/decline", Optional.empty(), link), 410, "invitation_gone");
        refused(
                counter.call("POST", "/api/v1/invitations/accept", Optional.empty(), link),
                401,
                "authentication_required");
    }

    @Test
    void forged_truncated_and_foreign_tokens_are_gone_alike() {
        invite("ada@example.org", "member");
        var real = Postbag.token(stage.mails.last("ada@example.org")).secret();
        var ada = stage.somebody("ada");
        for (var text : List.of(
                "",
                "slp_i",
                real.substring(0, real.length() - 1),
                real + "x",
                Token.draw(Token.Kind.INVITATION).secret(),
                ada.token().secret())) {
            refused(
                    counter.post("/api/v1/invitations/accept", ada, "{\"token\": \"" + text + "\"}"),
                    410,
                    "invitation_gone");
        }
    }

    @Test
    void guesses_at_speed_have_to_wait() {
        var ada = stage.somebody("ada");
        for (int i = 0; i < 30; i++) {
            counter.post("/api/v1/invitations/accept", ada, "{\"token\": \"guess-" + i + "\"}");
        }

        var answer = counter.post("/api/v1/invitations/accept", ada, "{\"token\": \"one more\"}");

        refused(answer, 429, "too_fast");
        assertThat(Integer.parseInt(answer.header("retry-after"))).isBetween(1, 600);
    }

    @Test
    void an_expired_invitation_is_told_as_such_to_those_who_sent_it() {
        var id = items(invite("ada@example.org", "member")).getFirst().get("id");
        stage.moveTo(Stage.START.plus(Invitation.LIFE));

        refused(counter.post(path + "/" + id + "/resend", org.owner(), ""), 409, "invitation_ended");
        assertThat(items(counter.get(path, org.owner()))).isEmpty();
        assertThat(items(counter.get(path + "?state=all", org.owner())).getFirst())
                .containsEntry("state", "expired")
                .containsEntry("endedAt", "2026-03-03T12:00:00.250Z");
    }

    @Test
    void the_wrong_method_is_told_the_right_ones() {
        assertThat(counter.send(path, counter.event("PUT", path)).header("allow"))
                .isEqualTo("GET, POST");
        var mine = "/api/v1/me/invitations";
        assertThat(counter.send(mine, counter.event("POST", mine)).header("allow"))
                .isEqualTo("GET");
    }

    @Test
    void a_bounce_and_a_complaint_show_in_the_list() {
        invite("ada@example.org", "member");
        counter.notice("bounce-transient", stage.mails.id("ada@example.org"));
        assertThat(items(counter.get(path, org.owner())).getFirst()).containsEntry("mail", "sent");
        counter.notice("bounce", stage.mails.id("ada@example.org"));
        assertThat(items(counter.get(path, org.owner())).getFirst()).containsEntry("mail", "bounced");
        counter.notice("bounce-complaint", stage.mails.id("ada@example.org"));
        assertThat(items(counter.get(path, org.owner())).getFirst()).containsEntry("mail", "complained");
        counter.notice("bounce", "of-another-mail");
        assertThat(counter.log()).contains("\"action\":\"invitation.bounce\"", "\"action\":\"mail.bounce\"");
    }

    private String token(String address) {
        return "{\"token\": \"" + Postbag.token(stage.mails.last(address)).secret() + "\"}";
    }
}
