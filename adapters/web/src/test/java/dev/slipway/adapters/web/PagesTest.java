package dev.slipway.adapters.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.access.Token;
import dev.slipway.adapters.web.Html.Element;
import dev.slipway.kernel.Email;
import dev.slipway.kernel.Handle;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class PagesTest {

    private static final String HOSTILE =
            "\"><script>alert(1)</script>'`${7*7}<!--&lt; &amp;\u202Eevil\u2066\u0007</p>";
    private static final Map<String, Page> PAGES = Samples.ordinary().pages();
    private static final Set<String> SPOKEN_FOR = Set.of("text", "email", "date", "search");

    static Stream<String> every() {
        return PAGES.keySet().stream();
    }

    @Test
    void every_kind_of_page_is_among_the_samples() {
        assertThat(PAGES.values().stream().map(Object::getClass).distinct())
                .containsExactlyInAnyOrder(Page.class.getPermittedSubclasses());
    }

    @ParameterizedTest
    @MethodSource("every")
    void hostile_texts_change_nothing_but_texts(String name) {
        var hostile = html(name, HOSTILE);

        assertThat(Html.parse(hostile).skeleton()).isEqualTo(page(name).skeleton());
        assertThat(hostile).doesNotContain("<script", "alert(1)</", "<!--");
    }

    @ParameterizedTest
    @MethodSource("every")
    void names_turn_nothing_around_them(String name) {
        var texts = new ArrayList<String>();
        Html.parse(html(name, HOSTILE))
                .all()
                .filter(element -> !element.name().equals("textarea"))
                .forEach(element -> element.content().stream()
                        .filter(String.class::isInstance)
                        .map(String.class::cast)
                        .forEach(texts::add));

        assertThat(String.join("", texts)).doesNotContain("\u202E", "\u2066", "\u0007");
    }

    @ParameterizedTest
    @MethodSource("every")
    void a_megabyte_makes_no_page_of_a_megabyte(String name) {
        var html = html(name, "🚢".repeat(500_000));

        assertThat(html).hasSizeLessThan(300_000).doesNotContain("\ud83d…");
        assertThat(Html.parse(html).skeleton()).isEqualTo(page(name).skeleton());
    }

    @ParameterizedTest
    @MethodSource("every")
    void every_form_is_guarded_and_has_a_button_with_words(String name) {
        var searches = page(name).all(form -> form.attribute("role").equals("search"));
        assertThat(searches)
                .allSatisfy(search -> assertThat(search.attribute("method")).isEqualTo("get"));
        assertThat(page(name).all("form").stream().filter(form -> !searches.contains(form)))
                .allSatisfy(form -> {
                    assertThat(form.attribute("method")).isEqualTo("post");
                    assertThat(form.attribute("action")).matches("/[A-Za-z0-9/-]+");
                    assertThat(form.all(input -> input.attribute("name").equals("form")))
                            .singleElement()
                            .satisfies(hidden ->
                                    assertThat(hidden.attribute("value")).isEqualTo(Samples.FORM));
                    assertThat(form.all("button"))
                            .isNotEmpty()
                            .allSatisfy(button -> assertThat(button.text()).hasSizeGreaterThan(3));
                });
    }

    @ParameterizedTest
    @MethodSource("every")
    void every_input_has_a_label_and_every_reference_an_aim(String name) {
        var page = page(name);
        var ids = page.all(element -> element.has("id")).stream()
                .map(element -> element.attribute("id"))
                .toList();

        assertThat(ids).doesNotHaveDuplicates();
        assertThat(page.all(PagesTest::typed))
                .allSatisfy(input -> assertThat(page.all(label -> label.name().equals("label")
                                && label.attribute("for").equals(input.attribute("id"))))
                        .singleElement()
                        .satisfies(label -> assertThat(label.text()).isNotBlank()));
        assertThat(page.all(PagesTest::ticked))
                .allSatisfy(input -> assertThat(page.all(label ->
                                label.name().equals("label") && label.children().anyMatch(input::equals)))
                        .singleElement()
                        .satisfies(label -> assertThat(label.text()).isNotBlank()));
        for (var reference : List.of("for", "aria-describedby", "aria-labelledby")) {
            assertThat(page.all(element -> element.has(reference)))
                    .flatExtracting(
                            element -> List.of(element.attribute(reference).split(" ")))
                    .isSubsetOf(ids);
        }
    }

    @ParameterizedTest
    @MethodSource("every")
    void what_is_wrong_is_said_beside_the_field_that_it_is_about(String name) {
        var page = page(name);

        assertThat(page.all(element -> element.attribute("aria-invalid").equals("true")))
                .allSatisfy(input ->
                        assertThat(input.attribute("aria-describedby")).contains(input.attribute("id") + "-problem"));
        assertThat(page.all(element -> element.attribute("class").equals("problem")))
                .allSatisfy(problem -> assertThat(page.all(input -> List.of(
                                        input.attribute("aria-describedby").split(" "))
                                .contains(problem.attribute("id"))))
                        .isNotEmpty());
    }

    @ParameterizedTest
    @MethodSource("every")
    void nothing_on_a_page_runs_or_comes_from_elsewhere(String name) {
        var page = page(name);

        assertThat(page.all(element -> Set.of("script", "style", "iframe", "object", "embed", "base")
                        .contains(element.name())))
                .isEmpty();
        assertThat(page.all())
                .allSatisfy(element -> assertThat(element.attributes().keySet())
                        .noneMatch(attribute -> attribute.startsWith("on") || attribute.equals("style")));
        assertThat(page.all(element -> element.has("href")))
                .filteredOn(element -> !leadsToStripe(name, element))
                .allSatisfy(element -> assertThat(element.attribute("href")).matches("(?:/(?![/\\\\])|[?#]).*"));
        assertThat(page.all(element -> element.has("src"))).isEmpty();
    }

    /// Invoices are Stripe's: nobody keeps them here.
    private static boolean leadsToStripe(String name, Element element) {
        return name.startsWith("billing")
                && element.name().equals("a")
                && element.attribute("href").startsWith("https://invoice.stripe.com/");
    }

    @ParameterizedTest
    @MethodSource("every")
    void headings_go_down_step_by_step_from_one(String name) {
        var levels = page(name).all(element -> element.name().matches("h[1-6]")).stream()
                .map(heading -> heading.name().charAt(1) - '0')
                .toList();

        assertThat(levels).startsWith(1).containsOnlyOnce(1);
        for (int i = 1; i < levels.size(); i++) {
            assertThat(levels.get(i)).isLessThanOrEqualTo(levels.get(i - 1) + 1);
        }
    }

    @ParameterizedTest
    @MethodSource("every")
    void a_page_says_its_language_its_title_and_where_its_parts_are(String name) {
        var page = page(name);

        assertThat(page.attribute("lang")).isEqualTo("en");
        assertThat(page.only("title").text()).endsWith(" · Slipway").hasSizeGreaterThan(12);
        assertThat(page.only("main").attribute("id")).isEqualTo("main");
        assertThat(page.all("header")).isNotEmpty();
        assertThat(page.all("a").getFirst().attribute("href")).isEqualTo("#main");
        assertThat(page.all("nav").stream().map(nav -> nav.attribute("aria-label")))
                .doesNotContain("")
                .doesNotHaveDuplicates();
        assertThat(page.all("section"))
                .allSatisfy(
                        section -> assertThat(section.has("aria-labelledby")).isTrue());
        assertThat(page.all(element -> element.has("autofocus"))).hasSizeLessThan(2);
        assertThat(page.all("svg"))
                .allSatisfy(
                        picture -> assertThat(picture.attribute("aria-hidden")).isEqualTo("true"));
    }

    @ParameterizedTest
    @MethodSource("every")
    void tables_name_their_columns_in_each_cell_for_phones(String name) {
        assertThat(page(name).all("table")).allSatisfy(table -> {
            assertThat(table.only("caption").text()).isNotBlank();
            assertThat(table.all("th")).allSatisfy(cell -> {
                assertThat(cell.attribute("scope")).isIn("col", "row");
                assertThat(cell.text()).isNotBlank();
            });
            var columns =
                    table.only("thead").all("th").stream().map(Element::text).toList();
            assertThat(table.only("tbody").all("tr")).allSatisfy(row -> {
                var cells = row.children().toList();
                assertThat(cells).hasSameSizeAs(columns);
                for (int i = 1; i < cells.size(); i++) {
                    assertThat(cells.get(i).has("data-label") ? cells.get(i).attribute("data-label") : "Actions")
                            .isEqualTo(columns.get(i));
                }
            });
        });
    }

    @ParameterizedTest
    @MethodSource("every")
    void times_are_read_by_programs_too(String name) {
        assertThat(page(name).all("time")).allSatisfy(time -> {
            assertThat(Instant.parse(time.attribute("datetime"))).isBefore("2027-01-01T00:00:00Z");
            assertThat(time.text()).matches("\\d{1,2} [A-Z][a-z]{2} \\d{4}(?:, \\d\\d:\\d\\d UTC)?");
            assertThat(time.attribute("title")).endsWith(" UTC");
        });
    }

    @ParameterizedTest
    @MethodSource("every")
    void no_space_stands_before_a_full_stop_or_comma(String name) {
        assertThat(page(name).only("main").text()).doesNotContainPattern("\\s[.,](?:\\s|$)");
    }

    @ParameterizedTest
    @MethodSource("every")
    void a_page_in_a_log_shows_no_secret(String name) {
        var secrets = Pattern.compile("slp_[a-z][0-9A-Za-z]{49}|whsec_");

        assertThat(secrets.matcher(String.valueOf(PAGES.get(name))).find()).isFalse();
    }

    @ParameterizedTest
    @MethodSource("every")
    void only_what_must_not_be_lost_is_on_a_page_that_nobody_keeps(String name) {
        assertThat(Pages.headers(PAGES.get(name)))
                .containsEntry("cache-control", "no-store")
                .containsEntry("referrer-policy", "strict-origin")
                .containsEntry("x-content-type-options", "nosniff")
                .hasEntrySatisfying(
                        "content-security-policy",
                        policy -> assertThat(policy)
                                .startsWith("default-src 'none'; style-src 'self'; img-src 'self';")
                                .contains("frame-ancestors 'none'", "base-uri 'none'")
                                .doesNotContain("unsafe"));
    }

    @Test
    void forms_go_here_alone_but_for_those_that_lead_to_a_provider() {
        assertThat(policy("sign-in")).doesNotContain("form-action");
        assertThat(policy("sign-in-plain")).contains("form-action 'self'");
        assertThat(policy("sessions")).doesNotContain("form-action");
        assertThat(policy("sessions-one")).contains("form-action 'self'");
        assertThat(policy("tokens")).contains("form-action 'self'");
    }

    @Test
    void what_was_typed_comes_back_as_it_was() {
        var email = "  <b>\"ada\"</b> & 'co'@example.com";
        var page = Html.parse(Pages.render(new SignInPage(
                Visitor.of("guard"), Field.of(email).wrong("No."), List.of(), "/console?a=1&b=2", false)));

        assertThat(byName(page, "email").attribute("value")).isEqualTo(email);
        assertThat(byName(page, "returnTo").attribute("value")).isEqualTo("/console?a=1&b=2");
        assertThat(page.only("title").text()).startsWith("Sign in");
    }

    @Test
    void fifty_long_addresses_come_back_whole() {
        var addresses = ("a".repeat(64) + "@" + "b".repeat(60) + ".example.com\n").repeat(50);
        var sample = (InvitationsPage) PAGES.get("invitations");
        var draft = new InvitationsPage.Draft(
                Field.of(addresses), sample.draft().orElseThrow().role(), List.of(), List.of(), false);
        var page = Html.parse(Pages.render(new InvitationsPage(
                sample.frame(),
                sample.organization(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(draft),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty())));

        assertThat(page.only("textarea").content()).hasToString("[\n" + addresses + "]");
    }

    @Test
    void a_problem_is_in_the_title_for_who_hears_the_page() {
        assertThat(page("tokens-wrong").only("title").text()).isEqualTo("Error: Tokens · Slipway");
    }

    @Test
    void somebody_who_is_not_signed_in_is_asked_to_do_so_and_may_decline_at_once() {
        var page = page("invitation-signed-out");

        assertThat(page.all("a").stream().map(link -> link.attribute("href")))
                .anyMatch(path -> path.matches("/sign-in\\?returnTo=%2Finvitations%2Faccept%3Ftoken%3Dslp_i\\w{49}"));
        assertThat(acts(page)).containsExactly("decline");
        assertThat(acts(page("invitation"))).containsExactly("accept", "decline");
    }

    @Test
    void a_member_sees_no_form_for_what_only_others_may() {
        assertThat(acts(page("organization-member"))).isEmpty();
        assertThat(acts(page("members-member"))).containsExactly("leave");
        assertThat(page("members-member").only("main").text()).doesNotContain("Invite people");
    }

    @Test
    void who_may_pay_is_led_there_and_who_may_not_is_told_whom_to_ask() {
        assertThat(page("organization-owner").only("main").text()).doesNotContain("paid", "payment");
        for (var owner : List.of("organization-unpaid", "organization-grace")) {
            assertThat(hrefs(page(owner))).as(owner).contains("/console/organizations/acme/billing");
        }
        for (var member : List.of("members-unpaid", "members-grace")) {
            assertThat(hrefs(page(member))).as(member).doesNotContain("/console/organizations/acme/billing");
            assertThat(page(member).only("main").text()).contains("Ask an owner or billing manager");
        }
        assertThat(page("members-unpaid").only("main").text()).contains("@acme isn't paid for");
        assertThat(page("organization-grace").only("main").text())
                .contains("The last payment for @acme failed", "Everything works until");
        assertThat(page("organization-unpaid").only("main").text())
                .contains("No subscription")
                .doesNotContain("of 0");
    }

    @Test
    void the_button_buys_what_it_says_whatever_is_typed_meanwhile() {
        var buying = page("billing-more").all("form").stream()
                .filter(form -> form.text().contains("Change to 12 seats"))
                .toList();

        assertThat(buying).singleElement().satisfies(form -> {
            assertThat(byName(form, "seats").attribute("type")).isEqualTo("hidden");
            assertThat(byName(form, "seats").attribute("value")).isEqualTo("12");
        });
    }

    @Test
    void what_is_not_to_be_had_at_the_moment_is_not_offered() {
        assertThat(page("billing-waiting").only("main").text()).doesNotContain("Go to the checkout");
        assertThat(page("billing-given-up").only("main").text()).contains("Go to the checkout");
        assertThat(page("billing-personal").only("main").text()).doesNotContain("Number of seats");
        assertThat(page("members-unpaid").only("main").text()).doesNotContain("Invite people", "Give a place");
        assertThat(page("billing-from-before").only("main").text())
                .contains("has 50 seats from before")
                .doesNotContain("nobody publishes");
    }

    @Test
    void who_owes_finds_where_to_pay_at_the_top() {
        for (var owing : List.of("billing-grace", "billing-lapsed")) {
            assertThat(page(owing).only("main").text())
                    .as(owing)
                    .contains("Pay $49.00")
                    .doesNotContain("which is paid for");
        }
        assertThat(page("billing").only("main").text()).doesNotContain("Pay $49.00");
    }

    private static List<String> hrefs(Html.Element page) {
        return page.all("a").stream().map(link -> link.attribute("href")).toList();
    }

    @Test
    void an_owner_hands_over_a_company_and_nothing_personal() {
        assertThat(acts(page("organization-owner"))).containsExactly("profile", "transfer", "delete");
        assertThat(acts(page("organization-pending"))).containsExactly("revoke-transfer", "profile", "delete");
        assertThat(acts(page("organization-personal"))).containsExactly("profile", "delete");
    }

    @Test
    void the_new_token_stands_on_the_page_that_made_it_and_on_no_other() {
        var fresh = ((TokensPage) PAGES.get("tokens-fresh")).fresh().orElseThrow();
        var page = page("tokens-fresh");

        assertThat(page.all(input -> input.attribute("id").equals("secret")))
                .singleElement()
                .satisfies(input -> assertThat(input.attribute("value"))
                        .isEqualTo(fresh.token().secret()));
        assertThat(page.only("pre").content().toString()).contains("@acme:registry=https://registry.example.com/");
        assertThat(html("tokens", "x")).doesNotContainPattern("slp_[a-z][0-9A-Za-z]{49}");
    }

    @Test
    void dead_links_look_the_same_whatever_killed_them_and_say_whom_to_ask() {
        var texts = new HashSet<String>();
        for (var kind : LinkGonePage.Kind.values()) {
            var page = Html.parse(Pages.render(new LinkGonePage(Visitor.of("guard"), kind)));
            assertThat(page.only("h1").text()).isEqualTo("This link doesn't work any more");
            texts.add(page.only("main").text());
        }

        assertThat(texts).hasSameSizeAs(LinkGonePage.Kind.values());
    }

    @Test
    void the_mailed_link_is_confirmed_by_a_button_that_holds_the_token() {
        var token = Token.draw(Token.Kind.SIGN_IN);
        var page = Html.parse(
                Pages.render(new ConfirmSignInPage(Visitor.of("guard"), token, new Email("ada@example.com"))));

        assertThat(page.only("form").attribute("action")).isEqualTo("/sign-in/mail");
        assertThat(byName(page, "token").attribute("value")).isEqualTo(token.secret());
        assertThat(page.only("main").text()).contains("ada@example.com");
    }

    @Test
    void the_number_of_waiting_invitations_is_in_the_navigation() {
        var none = Html.parse(Pages.render(
                new MyInvitationsPage(Chrome.of(new Handle("ada"), 0, "guard"), List.of(), Optional.empty())));

        assertThat(page("home").all("nav").getFirst().text()).contains("Invitations 2 waiting");
        assertThat(none.all("nav").getFirst().text()).contains("Invitations Tokens");
    }

    private static boolean typed(Element element) {
        return Set.of("textarea", "select").contains(element.name())
                || (element.name().equals("input") && SPOKEN_FOR.contains(element.attribute("type")));
    }

    private static boolean ticked(Element element) {
        return Set.of("radio", "checkbox").contains(element.attribute("type"));
    }

    private static List<String> acts(Element page) {
        return page.only("main").all(element -> element.attribute("name").equals("act")).stream()
                .map(element -> element.attribute("value"))
                .distinct()
                .toList();
    }

    private static Element byName(Element page, String name) {
        return page.all(element -> element.attribute("name").equals(name)).getFirst();
    }

    private static String policy(String name) {
        return String.valueOf(Pages.headers(PAGES.get(name)).get("content-security-policy"));
    }

    private static Element page(String name) {
        return Html.parse(Pages.render(PAGES.get(name)));
    }

    private static String html(String name, String text) {
        return Pages.render(new Samples(_ -> text).pages().get(name));
    }
}
