package dev.slipway.adapters.ses;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.access.Role;
import dev.slipway.access.TeamName;
import dev.slipway.kernel.Email;
import dev.slipway.kernel.Handle;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.org.InvitationMails;
import dev.slipway.org.TransferMails;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// What the mails say.
class WordingTest {

    private static final Email MIA = new Email("mia@example.com");
    private static final Instant UNTIL = Instant.parse("2026-11-23T09:05:59Z");
    private static final String TOKEN = "slp_i" + "x".repeat(49);
    private static final URI LINK = URI.create("https://npm.acme.test/invitations/accept?token=" + TOKEN);

    private static Mail invitation(String orgName, Role role, String... teams) {
        return invitation(orgName, role, false, teams);
    }

    private static Mail invitation(String orgName, Role role, boolean pool, String... teams) {
        return Wording.invitation(new InvitationMails.Letter(
                MIA,
                new OrgSlug("acme"),
                orgName,
                role,
                Stream.of(teams).map(TeamName::new).toList(),
                pool,
                new Handle("ada"),
                LINK,
                UNTIL));
    }

    private static Mail transfer() {
        return Wording.transfer(
                new TransferMails.Letter(MIA, new OrgSlug("acme"), "Acme Corp", new Handle("ada"), LINK, UNTIL));
    }

    private static String onOneLine(Mail mail) {
        return TextForm.of(mail).replaceAll("\\s+", " ");
    }

    static Stream<Mail> mails() {
        return Stream.of(
                invitation("Acme Corp", Role.MAINTAINER), transfer(), Wording.signIn(LINK, UNTIL, "Firefox on Linux"));
    }

    @Test
    void an_invitation_names_its_teams_in_both_forms() {
        var mail = invitation("Acme Corp", Role.MEMBER, "eng", "ops");

        assertThat(onOneLine(mail)).contains("Your teams: eng, ops");
        assertThat(HtmlForm.of(mail)).contains("Your teams", "eng, ops");
        assertThat(onOneLine(invitation("Acme Corp", Role.MEMBER, "eng"))).contains("Your team: eng");
        assertThat(onOneLine(invitation("Acme Corp", Role.MEMBER))).doesNotContain("team");
    }

    @Test
    void an_invitation_says_that_a_place_in_the_pool_comes_with_it() {
        var mail = invitation("Acme Corp", Role.MEMBER, true);

        assertThat(onOneLine(mail)).contains("The Pool: You get a place");
        assertThat(HtmlForm.of(mail)).contains("The Pool", "You get a place");
        assertThat(onOneLine(invitation("Acme Corp", Role.MEMBER))).doesNotContain("Pool");
    }

    @Test
    void many_teams_are_no_list_and_one_with_a_name_like_a_link_is_not_named() {
        assertThat(onOneLine(invitation("Acme Corp", Role.MEMBER, "a1", "a2", "a3", "a4", "a5", "a6", "a7")))
                .contains("Your teams: a1, a2, a3, a4, a5 and 2 more");
        assertThat(onOneLine(invitation("Acme Corp", Role.MEMBER, "evil.example.com")))
                .contains("Your team: one whose name looks like a link")
                .doesNotContain("evil");
    }

    @Test
    void an_invitation_reads_well_in_a_plain_client() {
        var mail = invitation("Acme Corp", Role.MAINTAINER);

        assertThat(mail.subject()).isEqualTo("ada invited you to Acme Corp (@acme)");
        assertThat(TextForm.of(mail)).isEqualTo("""
                Join Acme Corp

                ada invited you to the organization Acme Corp at npm.acme.test, where it
                keeps its packages.

                See the invitation:

                %s

                Organization:   Acme Corp (@acme)
                Your role:      Maintainer: publishes and installs its packages
                Invited by:     ada
                Invited:        mia@example.com
                Open until:     Monday, 23 November 2026, 09:05 UTC

                Nothing happens by opening the link: you are asked whether to accept or
                to decline.

                If you don't know ada, or this wasn't meant for you, ignore this mail or
                decline. Don't forward it: whoever has the link can accept.

                """.formatted(LINK));
    }

    @Test
    void a_transfer_says_what_becomes_of_both() {
        var mail = transfer();

        assertThat(mail.subject()).isEqualTo("ada wants to hand Acme Corp (@acme) over to you");
        assertThat(onOneLine(mail))
                .contains("you are its owner", "ada is an admin from then on", "Offered by: ada")
                .contains("Open until: Monday, 23 November 2026, 09:05 UTC")
                .contains("If you ignore it, nothing changes");
    }

    @Test
    void a_sign_in_says_where_to_and_who_asked() {
        var mail = Wording.signIn(URI.create("http://localhost:8417/sign-in/mail?token=x"), UNTIL, "Firefox on Linux");

        assertThat(mail.subject()).isEqualTo("Sign in to localhost:8417");
        assertThat(onOneLine(mail))
                .contains("It works once")
                .contains("Asked for by: Firefox on Linux")
                .contains("Works until: Monday, 23 November 2026, 09:05 UTC")
                .contains("If it wasn't you, ignore this mail");
    }

    @ParameterizedTest
    @MethodSource("mails")
    void the_link_stands_alone_on_its_line_and_the_others_are_short(Mail mail) {
        var lines = TextForm.of(mail).lines().toList();

        assertThat(lines).contains(LINK.toString());
        assertThat(lines).filteredOn(line -> !line.equals(LINK.toString())).allMatch(line -> line.length() <= 72);
        assertThat(TextForm.of(mail)).doesNotContain("\r", "\t", "<", "&");
    }

    @ParameterizedTest
    @MethodSource("mails")
    void the_html_has_one_button_the_link_for_copying_and_nothing_that_is_fetched(Mail mail) {
        var html = HtmlForm.of(mail);

        assertThat(Pattern.compile("href=\"([^\"]*)\"").matcher(html).results().map(found -> found.group(1)))
                .containsExactly(LINK.toString(), LINK.toString());
        assertThat(html)
                .contains(">" + LINK + "</a>", ">" + mail.button() + "</a>", "prefers-color-scheme: dark")
                .doesNotContainIgnoringCase("<img", "<script", "<link", "src=", "url(", "@import", "http-equiv");
        assertThat(html.lines()).allMatch(line -> line.length() < 900);
    }

    @ParameterizedTest
    @MethodSource("mails")
    void html_and_text_say_the_same(Mail mail) {
        var html = HtmlForm.of(mail).replace("&#39;", "'").replace("&amp;", "&");
        var said = Stream.of(
                        Stream.of(mail.heading()),
                        mail.opening().stream(),
                        mail.closing().stream(),
                        mail.facts().stream().map(Mail.Fact::value))
                .flatMap(each -> each)
                .toList();

        assertThat(html).contains(said);
        assertThat(onOneLine(mail)).contains(said);
    }

    @ParameterizedTest
    @MethodSource("mails")
    void a_mail_doesn_t_show_its_link_where_it_may_be_logged(Mail mail) {
        assertThat(mail.toString()).doesNotContain(TOKEN);
        assertThat(mail.subject()).doesNotContain(TOKEN);
    }

    @Test
    void what_others_chose_is_text_in_html_and_never_markup() {
        var html = HtmlForm.of(invitation("<b>\"A\" & 'B'</b>", Role.MEMBER));

        assertThat(html)
                .contains("&lt;b&gt;&quot;A&quot; &amp; &#39;B&#39;&lt;/b&gt;")
                .doesNotContain("<b>");
    }

    @Test
    void a_name_that_would_be_a_link_is_left_out() {
        var mail = invitation("You won! evil.example/prize", Role.MEMBER);

        assertThat(mail.subject()).isEqualTo("ada invited you to acme (@acme)");
        assertThat(TextForm.of(mail) + HtmlForm.of(mail)).doesNotContain("evil");
    }

    @Test
    void what_a_client_calls_itself_is_no_way_to_write_to_others() {
        var mail = Wording.signIn(LINK, UNTIL, "visit http://evil.example to keep your account");

        assertThat(TextForm.of(mail))
                .contains("Asked for by:   a program of unknown name")
                .doesNotContain("evil");
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void every_role_is_said_in_words(Role role) {
        assertThat(invitation("Acme", role).facts())
                .filteredOn(fact -> fact.name().equals("Your role"))
                .singleElement()
                .satisfies(fact -> assertThat(fact.value()).startsWithIgnoringCase(role.name() + ": "));
    }

    @Test
    void times_are_in_english_and_utc_wherever_the_machine_is() {
        var zone = TimeZone.getDefault();
        var locale = Locale.getDefault();
        try {
            TimeZone.setDefault(TimeZone.getTimeZone("Asia/Tokyo"));
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            assertThat(List.of(Utc.said(UNTIL), Utc.said(Instant.parse("2027-01-01T00:00:00Z"))))
                    .containsExactly("Monday, 23 November 2026, 09:05 UTC", "Friday, 1 January 2027, 00:00 UTC");
        } finally {
            TimeZone.setDefault(zone);
            Locale.setDefault(locale);
        }
    }

    @Test
    void a_long_word_is_not_broken() {
        var mail = invitation("x".repeat(60), Role.MEMBER);

        assertThat(TextForm.of(mail))
                .contains("Organization:   " + "x".repeat(56))
                .contains("x".repeat(60));
    }
}
