package dev.slipway.local.invitations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.access.Role;
import dev.slipway.adapters.dynamodb.DynamoAccounts;
import dev.slipway.adapters.dynamodb.DynamoInvitations;
import dev.slipway.adapters.dynamodb.DynamoLogins;
import dev.slipway.adapters.dynamodb.DynamoRateLimits;
import dev.slipway.audit.AuditAction.EmailAdded;
import dev.slipway.audit.Book;
import dev.slipway.identity.BeginLogin;
import dev.slipway.kernel.Email;
import dev.slipway.kernel.Ids;
import dev.slipway.org.CountInvitations;
import dev.slipway.org.DeleteOrganization;
import dev.slipway.org.Invitation;
import dev.slipway.org.InvitationId;
import dev.slipway.org.ListMyInvitations;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The number of invitations that wait for the viewer, on the pages of each function.
class NavigationTest {

    private static final String ADDRESS = "grace@example.com";
    private static final Pattern WAITING =
            Pattern.compile("<span class=\"count\"> ([0-9]+)<span class=\"unseen\"> waiting</span></span>");

    private Counter counter;
    private Stage stage;
    private Stage.Somebody grace;
    private Stage.Org one;
    private Stage.Org two;

    @BeforeEach
    void open() {
        counter = new Counter();
        stage = counter.stage;
        grace = stage.somebody("grace");
        one = stage.organization(10);
        two = stage.organization(10);
    }

    @AfterEach
    void close() {
        counter.close();
    }

    /// An organization of the viewer's own, which the paths of the tests call `mine`.
    private String path(String path) {
        if (!path.contains("mine")) {
            return path;
        }
        var mine = stage.organization(10);
        var joining = stage.invited(mine, ADDRESS, Role.OWNER);
        stage.accept.byAddress(stage.by(grace), joining);
        assertThat(stage.members(mine)).contains("grace");
        return path.replace("mine", mine.slug().value());
    }

    /// @return 0 if the page shows no number
    private int shown(String path) {
        var page = counter.browser(grace).open(path);
        assertThat(page.status()).as(page.text()).isEqualTo(200);
        assertThat(page.text()).contains("href=\"/console/invitations\"");
        var waiting = WAITING.matcher(page.text());
        return waiting.find() ? Integer.parseInt(waiting.group(1)) : 0;
    }

    private int counted() {
        var counted = new CountInvitations(new DynamoInvitations(stage.table)).run(grace.person(), stage.now());
        var listed = (ListMyInvitations.Outcome.Listed) stage.mine.run(stage.by(grace));
        assertThat(listed.offers()).as("what is counted is what is listed").hasSize(counted);
        return counted;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/console/tokens",
                "/console/sessions",
                "/console",
                "/console/organizations/new",
                "/console/organizations/mine",
                "/console/organizations/mine/members",
                "/console/organizations/mine/invitations",
                "/console/invitations"
            })
    void every_page_with_a_navigation_shows_how_many_invitations_wait(String pattern) {
        var path = path(pattern);
        assertThat(shown(path)).isZero();

        var first = stage.invited(one, ADDRESS, Role.MEMBER);
        stage.invited(two, ADDRESS, Role.MEMBER);
        stage.invited(two, "somebody.else@example.com", Role.MEMBER);
        assertThat(shown(path)).isEqualTo(2);

        stage.decline.byAddress(stage.by(grace), first);
        assertThat(shown(path)).isEqualTo(1);
        stage.moveTo(Stage.START.plus(Invitation.LIFE));
        assertThat(shown(path)).isZero();
    }

    @Test
    void a_deleted_organization_that_can_be_restored_shows_it_too() {
        var mine = stage.organization(10);
        var joining = stage.invited(mine, ADDRESS, Role.OWNER);
        stage.accept.byAddress(stage.by(grace), joining);
        assertThat(stage.delete.run(stage.by(grace), mine.slug(), mine.slug().value()))
                .isInstanceOf(DeleteOrganization.Outcome.Deleted.class);
        stage.invited(one, ADDRESS, Role.MEMBER);

        assertThat(shown("/console/organizations/" + mine.slug())).isEqualTo(1);
    }

    @Test
    void a_form_that_is_shown_again_shows_it_too() {
        stage.invited(one, ADDRESS, Role.MEMBER);
        var browser = counter.browser(grace);

        for (var page : Set.of("/console/tokens", "/console/organizations/new")) {
            var refused = page.endsWith("new")
                    ? browser.press(page, "/console/organizations", "name", "", "slug", "x", "kind", "company")
                    : browser.press(page, page, "act", "create", "name", "", "expiry", "30");
            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.text()).containsPattern(WAITING).contains("> 1<");
        }
    }

    @Test
    void an_invitation_to_each_verified_address_counts() {
        stage.invited(one, ADDRESS, Role.MEMBER);
        stage.invited(one, "grace@work.example", Role.MEMBER);
        assertThat(counted()).isEqualTo(1);

        var added = new EmailAdded(new Email("grace@work.example"));
        var audit = stage.by(grace)
                .entry(
                        Ids.random().next(stage.now()),
                        new Book.OfAccount(grace.person().id()),
                        grace.person(),
                        added);
        new DynamoAccounts(stage.table).addEmail(grace.person().id(), added.email(), audit);

        assertThat(counted()).isEqualTo(2);
        assertThat(shown("/console/sessions")).isEqualTo(2);
    }

    @Test
    void whatever_ends_an_invitation_takes_it_out_of_the_number() {
        var accepted = stage.invited(one, ADDRESS, Role.MEMBER);
        var revoked = stage.invited(two, ADDRESS, Role.MEMBER);
        var deleted = stage.organization(10);
        stage.invited(deleted, ADDRESS, Role.MEMBER);
        assertThat(counted()).isEqualTo(3);

        stage.accept.byAddress(stage.by(grace), accepted);
        assertThat(counted()).isEqualTo(2);
        stage.revoke.run(stage.by(two.owner()), two.slug(), revoked);
        assertThat(counted()).isEqualTo(1);
        stage.delete.run(
                stage.by(deleted.owner()), deleted.slug(), deleted.slug().value());
        assertThat(counted()).isZero();
    }

    @Test
    void a_resent_invitation_counts_until_its_new_end() {
        InvitationId id = stage.invited(one, ADDRESS, Role.MEMBER);
        stage.moveTo(Stage.START.plus(Invitation.LIFE).minusMillis(1));
        assertThat(counted()).isEqualTo(1);
        stage.resend.run(stage.by(one.owner()), one.slug(), id);
        stage.moveTo(stage.now().plus(Invitation.LIFE).minusMillis(1));

        assertThat(counted()).isEqualTo(1);

        stage.moveTo(stage.now().plusMillis(1));
        assertThat(counted()).isZero();
    }

    @Test
    void whoever_has_no_address_has_no_invitation() {
        assertThat(new CountInvitations(new DynamoInvitations(stage.table)).run(Set.of(), stage.now()))
                .isZero();
    }

    @Test
    void pages_about_one_thing_have_neither_navigation_nor_number() {
        stage.invited(one, ADDRESS, Role.MEMBER);
        var link = Postbag.token(stage.mails.last(ADDRESS)).secret();
        var login =
                new BeginLogin(new DynamoLogins(stage.table), new DynamoRateLimits(stage.table)).run(stage.nobody());
        var page = ((BeginLogin.Outcome.Begun) login).page().secret();

        for (var path : Set.of("/invitations/accept?token=" + link, "/login/approve?login=" + page)) {
            assertThat(counter.browser(grace).open(path).text())
                    .contains("Signed in as", "grace")
                    .doesNotContain("waiting", "href=\"/console/invitations\"");
        }
    }

    @Test
    void what_stands_in_the_way_behind_a_link_is_said_beside_the_number() {
        stage.invited(one, ADDRESS, Role.MEMBER);
        stage.invited(two, "eve@example.com", Role.MEMBER);
        var link = Postbag.token(stage.mails.last("eve@example.com"));
        var eve = stage.somebody("eve");

        var refused = counter.browser(grace)
                .press(
                        "/invitations/accept?token=" + link.secret(),
                        "/invitations/accept",
                        "act",
                        "accept",
                        "token",
                        link.secret());

        assertThat(refused.status()).as(eve.address()).isEqualTo(409);
        assertThat(refused.text()).containsPattern(WAITING).contains("> 1<");
    }
}
