package dev.slipway.local.invitations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.access.Role;
import dev.slipway.access.Token;
import dev.slipway.org.Invitation;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// `/invitations/accept`, `/console/invitations` and `/console/organizations/{org}/invitations`
class InvitationPagesTest {

    private static final String PATH = "/invitations/accept";
    private static final String MINE = "/console/invitations";

    private Counter counter;
    private Stage stage;
    private Stage.Org org;
    private String console;

    @BeforeEach
    void open() {
        counter = new Counter();
        stage = counter.stage;
        org = stage.organization(10);
        console = "/console/organizations/" + org.slug() + "/invitations";
    }

    @AfterEach
    void close() {
        counter.close();
    }

    private String link(String address) {
        return PATH + "?token=" + secret(address);
    }

    private String secret(String address) {
        return Postbag.token(stage.mails.last(address)).secret();
    }

    @Test
    void the_page_behind_the_link_shows_what_it_offers_before_anything_happens() {
        stage.invited(org, "ada@example.org", Role.ADMIN);
        var before = stage.everything();

        var page = counter.browser().open(link("ada@example.org"));

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.text())
                .contains(
                        "The " + org.slug(),
                        "@" + org.slug(),
                        org.owner().handle().value(),
                        "Admin",
                        "3 Mar 2026")
                .contains("ada@example.org")
                .doesNotContain("value=\"accept\"");
        assertThat(stage.everything()).isEqualTo(before);
        assertThat(page.header("referrer-policy")).isNotEqualTo("unsafe-url").isNotEmpty();
        assertThat(page.header("cache-control")).isEqualTo("no-store");
    }

    @Test
    void teams_are_ticked_in_the_form_and_named_on_every_page() {
        var crew = new Crew(stage);
        crew.team(org, "eng");
        crew.team(org, "ops");
        var browser = counter.browser(org.owner());
        assertThat(browser.open(console).text())
                .contains("name=\"team:administrators\"", "name=\"team:eng\"", "name=\"team:ops\"")
                .doesNotContain("team:everyone", "checked name=\"team");

        var sent = browser.press(
                console, console, "act", "send", "addresses", "ada@example.com", "role", "member", "team:eng", "on");

        assertThat(sent.text()).contains("Team: <span class=\"badge\">eng</span>");
        assertThat(counter.browser().open(link("ada@example.com")).text())
                .contains("<dt>Your team</dt><dd><span class=\"badge\">eng</span>");
        assertThat(counter.browser(stage.somebody("ada")).open(MINE).text())
                .contains("Team: <span class=\"badge\">eng</span>");
    }

    @Test
    void a_wrong_form_keeps_the_teams_that_were_ticked() {
        new Crew(stage).team(org, "eng");
        var browser = counter.browser(org.owner());

        var again = browser.press(console, console, "act", "send", "addresses", "", "role", "member", "team:eng", "on");

        assertThat(again.status()).isEqualTo(400);
        assertThat(again.text()).contains("name=\"team:eng\" checked");
        var gone = browser.press(
                console, console, "act", "send", "addresses", "a@example.org", "role", "member", "team:gone", "on");
        assertThat(gone.status()).isEqualTo(404);
        assertThat(gone.text()).contains("There is no team gone in @" + org.slug());
        assertThat(stage.mails.to("a@example.org")).isEmpty();
    }

    @Test
    void a_member_who_invites_by_a_team_sees_a_form_without_teams_and_no_button_to_revoke() {
        var crew = new Crew(stage);
        var door = crew.team(org, "door", dev.slipway.access.Permission.INVITE_MEMBERS);
        var inviter = crew.member(org, Role.MEMBER, door);
        stage.invited(org, inviter, "ada@example.org", Role.MEMBER);

        var page = counter.browser(inviter).open(console);

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.text())
                .contains("value=\"send\"", "value=\"resend\"", "value=\"billing\"", "value=\"member\"")
                .doesNotContain("team:", "value=\"revoke\"", "value=\"maintainer\"");
    }

    @Test
    void somebody_who_is_not_signed_in_signs_in_and_comes_back() {
        stage.invited(org, "ada@example.org", Role.MEMBER);
        var back = "/sign-in?returnTo=" + URLEncoder.encode(link("ada@example.org"), StandardCharsets.UTF_8);

        assertThat(counter.browser().open(link("ada@example.org")).text()).contains("href=\"" + back + "\"");

        var ada = stage.somebody("ada");
        var accepted = counter.browser(ada)
                .press(link("ada@example.org"), PATH, "act", "accept", "token", secret("ada@example.org"));
        assertThat(accepted.status()).isEqualTo(303);
        assertThat(accepted.header("location")).isEqualTo("/console/organizations/" + org.slug());
        assertThat(stage.members(org)).contains("ada");
    }

    @Test
    void a_form_that_accepts_without_a_session_leads_to_the_sign_in() {
        stage.invited(org, "ada@example.org", Role.MEMBER);

        var answer = counter.browser()
                .press(link("ada@example.org"), PATH, "act", "accept", "token", secret("ada@example.org"));

        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.header("location"))
                .isEqualTo("/sign-in?returnTo=" + URLEncoder.encode(link("ada@example.org"), StandardCharsets.UTF_8));
        assertThat(stage.members(org)).hasSize(1);
    }

    @Test
    void whoever_it_was_not_meant_for_declines_without_an_account() {
        stage.invited(org, "ada@example.org", Role.MEMBER);

        var answer = counter.browser()
                .press(link("ada@example.org"), PATH, "act", "decline", "token", secret("ada@example.org"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).contains("declined to join @" + org.slug());
        assertThat(stage.taken(org)).isEqualTo(1);
    }

    @Test
    void another_site_can_send_no_form() {
        stage.invited(org, "ada@example.org", Role.MEMBER);
        var ada = counter.browser(stage.somebody("ada"));
        ada.open(link("ada@example.org"));

        for (var origin : new String[] {"https://evil.test", Counter.URL}) {
            var answer = ada.post(PATH, "00", origin, "act", "accept", "token", secret("ada@example.org"));
            assertThat(answer.status()).isEqualTo(403);
        }
        assertThat(stage.members(org)).hasSize(1);
    }

    @Test
    void expired_used_revoked_replaced_and_unknown_links_look_the_same_to_the_last_byte() {
        var links = new ArrayList<String>();
        links.add(PATH);
        links.add(PATH + "?token=");
        links.add(PATH + "?token=nonsense");
        links.add(PATH + "?token=" + Token.draw(Token.Kind.INVITATION).secret());
        stage.invited(org, "expired@example.org", Role.MEMBER);
        links.add(link("expired@example.org"));
        stage.moveTo(Stage.START.plus(Invitation.LIFE));
        stage.invited(org, "used@example.org", Role.MEMBER);
        links.add(link("used@example.org"));
        stage.accept.byLink(stage.by(stage.somebody("ada")), stage.link("used@example.org"));
        stage.invited(org, "declined@example.org", Role.MEMBER);
        links.add(link("declined@example.org"));
        stage.decline.byLink(stage.nobody(), stage.link("declined@example.org"));
        var revoked = stage.invited(org, "revoked@example.org", Role.MEMBER);
        links.add(link("revoked@example.org"));
        stage.revoke.run(stage.by(org.owner()), org.slug(), revoked);
        var replaced = stage.invited(org, "replaced@example.org", Role.MEMBER);
        links.add(link("replaced@example.org"));
        stage.resend.run(stage.by(org.owner()), org.slug(), replaced);

        for (var browser : new Counter.Browser[] {
            counter.browser().from("203.0.113.50"),
            counter.browser(stage.somebody("eve")).from("203.0.113.51")
        }) {
            browser.open(PATH);
            var pages = new HashSet<String>();
            for (var link : links) {
                var page = browser.open(link);
                assertThat(page.status()).isEqualTo(410);
                pages.add(page.text() + page.headers());
            }
            assertThat(pages).hasSize(1);
            assertThat(pages.iterator().next()).contains("Ask whoever invited you");
        }
    }

    @Test
    void guesses_at_speed_have_to_wait() {
        var browser = counter.browser().from("203.0.113.99");
        for (int i = 0; i < 30; i++) {
            assertThat(browser.open(PATH + "?token=guess" + i).status()).isEqualTo(410);
        }

        var page = browser.open(PATH + "?token=guess");

        assertThat(page.status()).isEqualTo(429);
        assertThat(Integer.parseInt(page.header("retry-after"))).isBetween(1, 600);
    }

    @Test
    void why_it_cannot_be_accepted_is_said_on_the_page() {
        var mia = stage.somebody("mia");
        stage.invited(org, mia.address(), Role.MEMBER);
        var eve = counter.browser(stage.somebody("eve"));
        assertThat(eve.press(link(mia.address()), PATH, "act", "accept", "token", secret(mia.address()))
                        .text())
                .contains("belongs to another account");

        var admin = stage.member(org, Role.ADMIN);
        stage.invited(org, admin, "late@example.org", Role.MEMBER);
        stage.remove.run(stage.by(org.owner()), org.slug(), admin.handle());
        var late = eve.press(link("late@example.org"), PATH, "act", "accept", "token", secret("late@example.org"));
        assertThat(late.status()).isEqualTo(409);
        assertThat(late.text()).contains("Ask an owner or admin of @" + org.slug());
    }

    @Test
    void names_that_are_markup_are_shown_and_not_obeyed() {
        var evil = stage.organization(3);
        stage.rename(evil, "<script>alert(1)</script>");
        stage.invited(evil, "ada@example.org", Role.MEMBER);

        var page = counter.browser().open(link("ada@example.org")).text();

        assertThat(page).doesNotContain("<script>").contains("&lt;script&gt;");
    }

    @Test
    void what_waits_for_somebody_is_accepted_and_declined_in_the_console() {
        var ada = stage.somebody("ada");
        var id = stage.invited(org, ada.address(), Role.MEMBER);
        var other = stage.organization(3);
        var otherId = stage.invited(other, ada.address(), Role.MEMBER);
        var browser = counter.browser(ada);

        assertThat(browser.open(MINE).text()).contains("@" + org.slug(), "@" + other.slug());
        var accepted = browser.press(MINE, MINE, "act", "accept", "invitation", id.value());
        assertThat(accepted.header("location")).isEqualTo("/console/organizations/" + org.slug());
        var declined = browser.press(MINE, MINE, "act", "decline", "invitation", otherId.value());
        assertThat(declined.header("location")).isEqualTo(MINE);
        assertThat(browser.open(MINE).text()).contains("No invitation is waiting");
        assertThat(stage.members(org)).contains("ada");
        assertThat(counter.browser().open(MINE).header("location"))
                .isEqualTo("/sign-in?returnTo=%2Fconsole%2Finvitations");
    }

    @Test
    void an_admin_invites_resends_and_revokes_in_the_console() {
        var browser = counter.browser(org.owner());
        var sent = browser.press(
                console,
                console,
                "act",
                "send",
                "addresses",
                "ada@example.org, bob@example.org\nnonsense",
                "role",
                "member");

        assertThat(sent.status()).isEqualTo(200);
        assertThat(sent.text()).contains("ada@example.org", "bob@example.org", "Invited.", "not an e-mail address");
        assertThat(stage.mails.to("ada@example.org")).hasSize(1);
        var id = Stage.id(stage, org, "ada@example.org");
        stage.moveTo(Stage.START.plus(Duration.ofHours(1)));
        var resent = browser.press(console, console, "act", "resend", "invitation", id);
        assertThat(resent.text()).contains("Sent again to ada@example.org");
        assertThat(stage.mails.to("ada@example.org")).hasSize(2);
        var revoked = browser.press(console, console, "act", "revoke", "invitation", id);
        assertThat(revoked.header("location")).isEqualTo(console);
        assertThat(browser.open(console).text()).contains("Revoked");
        assertThat(browser.press(console, console, "act", "revoke", "invitation", id)
                        .text())
                .contains("This invitation was revoked");
    }

    @Test
    void who_may_not_invite_is_told_so_and_who_is_nobody_signs_in() {
        var member = stage.member(org, Role.MEMBER);
        assertThat(counter.browser(member).open(console).status()).isEqualTo(403);
        assertThat(counter.browser(stage.somebody("eve")).open(console).status())
                .isEqualTo(404);
        assertThat(counter.browser().open(console).status()).isEqualTo(303);
    }

    @Test
    void too_many_addresses_stay_in_the_form() {
        var many = "x@example.org ".repeat(51);

        var answer = counter.browser(org.owner())
                .press(console, console, "act", "send", "addresses", many, "role", "member");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text()).contains("Invite 1 to 50 addresses at once.");
        assertThat(stage.taken(org)).isEqualTo(1);
    }
}
