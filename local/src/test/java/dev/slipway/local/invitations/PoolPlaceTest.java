package dev.slipway.local.invitations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.access.Role;
import dev.slipway.access.Scope;
import dev.slipway.adapters.lambda.Answer;
import dev.slipway.org.AcceptInvitation;
import dev.slipway.org.Invitation;
import dev.slipway.org.Organization;
import dev.slipway.org.SeatKind;
import dev.slipway.org.SetSeats;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// A place in the Pool: given to members and taken away, by API and by page, and by an invitation.
class PoolPlaceTest {

    private Counter counter;
    private Stage stage;
    private Stage.Org org;
    private Stage.Somebody mia;
    private String invitations;
    private String members;

    @BeforeEach
    void open() {
        counter = new Counter();
        stage = counter.stage;
        org = stage.organization(6);
        assertThat(stage.seats.run(org.slug(), SeatKind.POOL_SEAT, 2, stage.now()))
                .isEqualTo(new SetSeats.Outcome.Set(2));
        mia = stage.member(org, Role.MEMBER);
        invitations = "/api/v1/orgs/" + org.slug() + "/invitations";
        members = "/console/organizations/" + org.slug() + "/members";
    }

    @AfterEach
    void close() {
        stage.assertTrue(org);
        counter.close();
    }

    private Answer change(String method, Stage.Somebody by, String handle) {
        return counter.call(method, "/api/v1/orgs/" + org.slug() + "/members/" + handle + "/pool", Optional.of(by), "");
    }

    private Answer give(Stage.Somebody by, Stage.Somebody member) {
        return change("PUT", by, member.handle().value());
    }

    private Answer take(Stage.Somebody by, Stage.Somebody member) {
        return change("DELETE", by, member.handle().value());
    }

    private Answer invite(Stage.Somebody by, String address, String more) {
        return counter.post(invitations, by, "{\"emails\": [\"" + address + "\"], \"role\": \"member\"" + more + "}");
    }

    private void refused(Answer answer, int status, String code, Set<String> before) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.json()).containsEntry("code", code);
        assertThat(stored()).isEqualTo(before);
    }

    /// All that is stored, but for when somebody was seen and how often something was tried.
    private Set<String> stored() {
        return stage.everything()
                .lines()
                .filter(line -> !line.contains("S=LIMIT#"))
                .map(line -> List.of(line.replaceAll("^\\{|}$", "").split(", (?=\\w+=AttributeValue)")).stream()
                        .filter(attribute -> !attribute.startsWith("seen"))
                        .sorted()
                        .collect(Collectors.joining(", ")))
                .collect(Collectors.toSet());
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> items(Answer answer) {
        return (List<Map<String, Object>>) answer.json().get("items");
    }

    private Object poolSeats() {
        return counter.get("/api/v1/orgs/" + org.slug(), org.owner()).json().get("poolSeats");
    }

    @Test
    void a_member_is_given_a_place_and_loses_it_again_and_both_are_written_down() {
        var given = give(org.owner(), mia);

        assertThat(given.status()).as(given.text()).isEqualTo(200);
        assertThat(given.json()).containsEntry("handle", mia.handle().value()).containsEntry("pool", true);
        assertThat(poolSeats()).isEqualTo(Map.of("paid", 2, "taken", 1));
        assertThat(items(counter.get("/api/v1/orgs/" + org.slug() + "/members", org.owner())))
                .extracting(item -> item.get("pool"))
                .containsExactlyInAnyOrder(true, false);
        assertThat(stage.led(mia, org)).isTrue();
        stage.assertTrue(org);

        assertThat(take(org.owner(), mia).status()).isEqualTo(204);

        assertThat(poolSeats()).isEqualTo(Map.of("paid", 2, "taken", 0));
        assertThat(stage.led(mia, org)).isFalse();
        var by = " " + mia.handle() + " by " + org.owner().handle();
        assertThat(stage.log(org)).contains("pool_place.given" + by, "pool_place.taken" + by);
    }

    @Test
    void what_is_so_already_is_answered_the_same_and_changes_nothing() {
        assertThat(take(org.owner(), mia).status()).isEqualTo(204);
        give(org.owner(), mia);
        var before = stored();

        assertThat(give(org.owner(), mia).status()).isEqualTo(200);

        assertThat(stored()).isEqualTo(before);
        assertThat(stage.log(org).stream().filter(line -> line.startsWith("pool_place")))
                .hasSize(1);
    }

    @Test
    void a_full_pool_is_refused_with_what_to_do_and_a_place_that_is_freed_is_had_by_another() {
        var admin = stage.member(org, Role.ADMIN);
        give(org.owner(), mia);
        give(admin, admin);
        var max = stage.member(org, Role.MAINTAINER);
        var before = stored();

        var full = give(org.owner(), max);

        refused(full, 409, "pool_full", before);
        assertThat(full.json().get("detail").toString()).contains("Take one away, or add pool seats");
        take(org.owner(), mia);
        assertThat(give(org.owner(), max).status()).isEqualTo(200);
    }

    @Test
    void whoever_may_not_is_told_so_and_nothing_is_written() {
        var admin = stage.member(org, Role.ADMIN);
        var max = stage.member(org, Role.MAINTAINER);
        var bill = stage.member(org, Role.BILLING);
        var otto = stage.somebody(stage.unique("otto"));
        var reads = new Stage.Somebody(
                admin.person(), stage.token(admin.person(), Scope.READ, Scope.PUBLISH), admin.address());
        List.of(mia, max, bill, admin, otto).forEach(somebody -> give(somebody, mia));
        take(org.owner(), mia);
        var before = stored();

        for (var by : List.of(mia, max, bill)) {
            refused(give(by, mia), 403, "not_permitted", before);
            refused(take(by, mia), 403, "not_permitted", before);
        }
        refused(give(reads, mia), 403, "token_scope", before);
        refused(give(otto, mia), 404, "not_found", before);
        refused(give(admin, otto), 404, "member_not_found", before);
        refused(take(admin, otto), 404, "member_not_found", before);
        refused(give(admin, org.owner()), 403, "role_above_own", before);
        refused(take(admin, org.owner()), 403, "role_above_own", before);
        refused(give(admin, bill), 409, "billing_manager", before);
        refused(change("PUT", admin, "nobody-at-all"), 404, "member_not_found", before);
    }

    @Test
    void while_nobody_pays_a_place_is_not_given_and_can_be_taken_away() {
        give(org.owner(), mia);
        var max = stage.member(org, Role.MAINTAINER);
        stage.update("ORG#" + org.slug(), "ORGANIZATION", "SET worksUntil = :value", AttributeValue.fromN("0"));
        give(org.owner(), max);
        var before = stored();

        refused(give(org.owner(), max), 402, "payment_due", before);
        assertThat(take(org.owner(), mia).status()).isEqualTo(204);
    }

    @Test
    void an_organization_without_pool_seats_has_no_pool() {
        stage.seats.run(org.slug(), SeatKind.POOL_SEAT, 0, stage.now());
        var before = stored();

        refused(give(org.owner(), mia), 409, "pool_full", before);
        var browser = counter.browser(org.owner());
        assertThat(browser.open(members).text()).doesNotContain("Pool");
        assertThat(browser.open("/console/organizations/" + org.slug() + "/invitations")
                        .text())
                .doesNotContain("Pool");
    }

    @Test
    void an_organization_from_before_there_was_a_pool_has_none_until_it_is_given_some() {
        stage.update(
                "ORG#" + org.slug(),
                "SEATS",
                "REMOVE poolPaid, poolTaken SET form = :value",
                AttributeValue.fromN("1"));
        var before = stored();
        refused(give(org.owner(), mia), 409, "pool_full", before);
        assertThat(poolSeats()).isEqualTo(Map.of("paid", 0, "taken", 0));

        assertThat(stage.seats.run(org.slug(), SeatKind.POOL_SEAT, 1, stage.now()))
                .isEqualTo(new SetSeats.Outcome.Set(1));

        assertThat(give(org.owner(), mia).status()).isEqualTo(200);
    }

    @Test
    void fewer_places_than_are_taken_are_refused_and_the_number_is_written_down() {
        give(org.owner(), mia);

        assertThat(stage.seats.run(org.slug(), SeatKind.POOL_SEAT, 0, stage.now()))
                .isEqualTo(new SetSeats.Outcome.FewerThanTaken(1));
        assertThat(stage.seats.run(org.slug(), SeatKind.POOL_SEAT, 1, stage.now()))
                .isEqualTo(new SetSeats.Outcome.Set(1));
        assertThat(stage.log(org)).contains("pool_seats.changed pool seats by slipway");
    }

    @Test
    void who_is_removed_who_leaves_and_who_becomes_a_billing_manager_free_their_place() {
        var max = stage.member(org, Role.MAINTAINER);
        give(org.owner(), mia);
        give(org.owner(), max);

        stage.remove.run(stage.by(org.owner()), org.slug(), mia.handle());
        assertThat(stage.pooled(org)).isEqualTo(1);
        assertThat(stage.led(mia, org)).isFalse();
        stage.changeRole.run(stage.by(org.owner()), org.slug(), max.handle(), Role.BILLING);
        assertThat(stage.pooled(org)).isZero();
        assertThat(stage.led(max, org)).isFalse();
        assertThat(stage.log(org))
                .contains("pool_place.taken " + max.handle() + " by "
                        + org.owner().handle());

        var leaver = stage.member(org, Role.MEMBER);
        give(org.owner(), leaver);
        stage.remove.run(stage.by(leaver), org.slug(), leaver.handle());
        assertThat(stage.pooled(org)).isZero();
        assertThat(stage.led(leaver, org)).isFalse();
    }

    @Test
    void another_role_that_takes_a_seat_keeps_the_place() {
        give(org.owner(), mia);

        stage.changeRole.run(stage.by(org.owner()), org.slug(), mia.handle(), Role.MAINTAINER);

        assertThat(stage.pooled(org)).isEqualTo(1);
        assertThat(stage.led(mia, org)).isTrue();
    }

    @Test
    void a_personal_organization_has_a_place_for_its_one_person() {
        var own = stage.organization(1, Organization.Kind.PERSONAL);
        stage.seats.run(own.slug(), SeatKind.POOL_SEAT, 1, stage.now());
        var handle = own.owner().handle();

        var given = counter.call(
                "PUT", "/api/v1/orgs/" + own.slug() + "/members/" + handle + "/pool", Optional.of(own.owner()), "");

        assertThat(given.status()).as(given.text()).isEqualTo(200);
        stage.assertTrue(own);
    }

    @Test
    void an_invitation_holds_the_place_that_whoever_accepts_has() {
        var invited = invite(org.owner(), "ada@example.org", ", \"pool\": true");

        assertThat(invited.status()).as(invited.text()).isEqualTo(201);
        assertThat(items(invited).getFirst()).containsEntry("pool", true);
        assertThat(poolSeats()).isEqualTo(Map.of("paid", 2, "taken", 1));
        assertThat(items(counter.get(invitations, org.owner())).getFirst()).containsEntry("pool", true);
        var ada = stage.somebody("ada");

        var joined = counter.post(
                "/api/v1/invitations/accept",
                ada,
                "{\"token\": \""
                        + Postbag.token(stage.mails.last("ada@example.org")).secret() + "\"}");

        assertThat(joined.status()).as(joined.text()).isEqualTo(200);
        assertThat(joined.json()).containsEntry("pool", true);
        assertThat(poolSeats()).isEqualTo(Map.of("paid", 2, "taken", 1));
        assertThat(stage.led(ada, org)).isTrue();
        assertThat(stage.log(org)).contains("pool_place.given ada by ada");
    }

    @Test
    void an_invitation_that_ends_otherwise_gives_its_place_back() {
        invite(org.owner(), "one@example.org", ", \"pool\": true");
        invite(org.owner(), "two@example.org", ", \"pool\": true");
        assertThat(stage.pooled(org)).isEqualTo(2);
        var full = invite(org.owner(), "late@example.org", ", \"pool\": true");
        assertThat(full.status()).isEqualTo(409);
        assertThat(full.json()).containsEntry("code", "pool_full");
        assertThat(invite(org.owner(), "plain@example.org", "").status()).isEqualTo(201);

        stage.decline.byLink(stage.nobody(), stage.link("one@example.org"));

        assertThat(stage.pooled(org)).isEqualTo(1);
        stage.moveTo(Stage.START.plus(Invitation.LIFE));
        assertThat(invite(org.owner(), "next@example.org", ", \"pool\": true").status())
                .as("what has run out holds nothing any more")
                .isEqualTo(201);
        assertThat(invite(org.owner(), "other@example.org", ", \"pool\": true").status())
                .isEqualTo(201);
    }

    @Test
    void of_a_seat_and_a_place_that_are_both_wanting_it_is_the_seat_that_is_told() {
        stage.seats.run(org.slug(), SeatKind.POOL_SEAT, 0, stage.now());
        stage.seats.run(org.slug(), SeatKind.SEAT, 2, stage.now());

        assertThat(invite(org.owner(), "ada@example.org", ", \"pool\": true").json())
                .containsEntry("code", "no_seat_left");
        stage.seats.run(org.slug(), SeatKind.SEAT, 3, stage.now());
        assertThat(invite(org.owner(), "ada@example.org", ", \"pool\": true").json())
                .containsEntry("code", "pool_full");
        assertThat(stage.taken(org)).isEqualTo(2);
        assertThat(stage.mails.to("ada@example.org")).isEmpty();
    }

    @Test
    void the_same_key_with_another_wish_for_the_pool_is_another_request() {
        var body = "{\"emails\": [\"ada@example.org\"], \"role\": \"member\", \"pool\": true}";
        var first = counter.post(invitations, org.owner(), body, "idempotency-key", "k1");

        var again = counter.post(invitations, org.owner(), body, "idempotency-key", "k1");

        assertThat(again.text()).isEqualTo(first.text());
        assertThat(stage.pooled(org)).isEqualTo(1);
        var plain = body.replace("true", "false");
        assertThat(counter.post(invitations, org.owner(), plain, "idempotency-key", "k1")
                        .status())
                .isEqualTo(422);
    }

    @Test
    void whoever_sent_it_must_still_stand_behind_it() {
        var admin = stage.member(org, Role.ADMIN);
        invite(admin, "ada@example.org", ", \"pool\": true");
        stage.changeRole.run(stage.by(org.owner()), org.slug(), admin.handle(), Role.MEMBER);
        var ada = stage.somebody("ada");

        assertThat(stage.accept.byLink(stage.by(ada), stage.link("ada@example.org")))
                .isEqualTo(new AcceptInvitation.Outcome.NobodyStandsBehind(org.slug(), Role.MEMBER));
        assertThat(stage.led(ada, org)).isFalse();
        assertThat(stage.pooled(org)).as("the invitation is open still").isEqualTo(1);
    }

    @Test
    void the_page_of_members_gives_and_takes_places_and_shows_a_member_no_button() {
        var browser = counter.browser(org.owner());
        assertThat(browser.open(members).text()).contains("0 of 2 places in the Pool taken", "value=\"give-pool\"");

        var given = browser.press(
                members, members, "act", "give-pool", "handle", mia.handle().value());

        assertThat(given.status()).isEqualTo(303);
        assertThat(stage.led(mia, org)).isTrue();
        assertThat(browser.open(members).text()).contains("1 of 2 places in the Pool taken", "value=\"take-pool\"");
        var mias = counter.browser(mia).open(members).text();
        assertThat(mias).contains("1 of 2 places in the Pool taken").doesNotContain("-pool\"");
        assertThat(browser.press(
                                members,
                                members,
                                "act",
                                "take-pool",
                                "handle",
                                mia.handle().value())
                        .status())
                .isEqualTo(303);
        assertThat(stage.led(mia, org)).isFalse();
    }

    @Test
    void the_page_says_what_to_do_when_the_pool_is_full_and_refuses_a_form_from_elsewhere() {
        stage.seats.run(org.slug(), SeatKind.POOL_SEAT, 1, stage.now());
        give(org.owner(), org.owner());
        var browser = counter.browser(org.owner());
        browser.open(members);
        var before = stage.pooled(org);

        var full = browser.press(
                members, members, "act", "give-pool", "handle", mia.handle().value());
        var foreign = browser.post(
                members,
                "0".repeat(64),
                Counter.URL,
                "act",
                "give-pool",
                "handle",
                mia.handle().value());

        assertThat(full.status()).isEqualTo(409);
        assertThat(full.text()).contains("Take one away, or add pool seats");
        assertThat(foreign.status()).isEqualTo(403);
        assertThat(stage.pooled(org)).isEqualTo(before);
    }

    @Test
    void the_page_of_invitations_offers_a_place_and_the_link_and_the_list_say_so() {
        var page = "/console/organizations/" + org.slug() + "/invitations";
        var browser = counter.browser(org.owner());
        assertThat(browser.open(page).text()).contains("0 of 2 places in the Pool taken", "A place in the Pool");

        var sent = browser.press(
                page, page, "act", "send", "addresses", "ada@example.org", "role", "member", "pool", "on");

        assertThat(sent.status()).isEqualTo(200);
        assertThat(sent.text()).contains("1 of 2 places in the Pool taken", "With a place in the Pool");
        var secret = Postbag.token(stage.mails.last("ada@example.org")).secret();
        assertThat(counter.browser().open("/invitations/accept?token=" + secret).text())
                .contains("The Pool", "You install what any organization shares in the Pool.");
        var wrong = browser.press(
                page, page, "act", "send", "addresses", "bill@example.org", "role", "billing", "pool", "on");
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(stage.pooled(org)).isEqualTo(1);
    }
}
