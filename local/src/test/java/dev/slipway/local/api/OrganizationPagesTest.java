package dev.slipway.local.api;

import static dev.slipway.local.api.Registrar.CONSOLE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.access.Role;
import dev.slipway.adapters.lambda.Answer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// `/console`, the pages of an organization, and the page behind the link of a transfer.
class OrganizationPagesTest {

    private static final String NEW = "/console/organizations/new";
    private static final String FOUND = "/console/organizations";
    private static final String MEMBERS = CONSOLE + "/members";
    private static final String TRANSFER = "/transfers/accept";

    private Registrar registrar;
    private Registrar.Browser ada;

    @BeforeEach
    void open() {
        registrar = new Registrar();
        ada = registrar.browser("ada");
    }

    @AfterEach
    void close() {
        registrar.close();
    }

    private static void leadsTo(Answer answer, String location) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(303);
        assertThat(answer.header("location")).isEqualTo(location);
    }

    private static void shows(Answer answer, int status, String... sentences) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.header("content-type")).startsWith("text/html");
        assertThat(answer.header("content-security-policy")).contains("default-src 'none'", "form-action 'self'");
        assertThat(answer.header("cache-control")).isEqualTo("no-store");
        assertThat(answer.text()).contains(sentences);
    }

    private static final String PROFILE =
            "act=profile&name=Acme&description=&website=&contact=&legalName=&taxId=&visibility=private";

    @ParameterizedTest
    @ValueSource(strings = {"/console", NEW, CONSOLE, MEMBERS})
    void whoever_is_not_signed_in_does_that_first_and_comes_back(String path) {
        var answer = registrar.reception.send(registrar.reception.event("GET", path));

        leadsTo(answer, "/sign-in?returnTo=" + path.replace("/", "%2F"));
    }

    @ParameterizedTest
    @ValueSource(strings = {CONSOLE, MEMBERS})
    void an_outsider_sees_what_they_would_see_if_it_were_not_there(String path) {
        var otto = registrar.browser("otto");

        var hidden = otto.get(path);
        var absent = otto.get(path.replace("acme", "nothing"));

        assertThat(hidden.status()).isEqualTo(404);
        assertThat(hidden.text()).isEqualTo(absent.text()).doesNotContain("acme", "Acme");
    }

    @Test
    void my_organizations_are_on_the_first_page() {
        shows(ada.get("/console"), 200, "Acme", "href=\"" + CONSOLE + "\"");
        shows(registrar.browser("otto").get("/console"), 200, "No organization yet");
    }

    @Test
    void an_organization_is_founded_and_its_slug_follows_the_name() {
        leadsTo(ada.post(NEW, FOUND, "name=Globex+Corp&slug=&kind=company"), "/console/organizations/globex-corp");
        shows(ada.get("/console/organizations/globex-corp"), 200, "Globex Corp");
    }

    @Test
    void a_slug_that_is_taken_comes_back_with_one_that_is_not() {
        shows(
                ada.post(NEW, FOUND, "name=Acme&slug=acme&kind=company"),
                409,
                "value=\"acme-2\"",
                "value=\"Acme\"",
                "@acme can't be had");
    }

    @ParameterizedTest
    @CsvSource({"name=&slug=x, 1 to 100 characters", "name=X&slug=No+Slug, lower-case letters"})
    void what_is_wrong_with_a_new_organization_is_said_and_what_was_typed_stays(String fields, String sentence) {
        shows(ada.post(NEW, FOUND, fields + "&kind=personal"), 400, sentence);
    }

    @Test
    void markup_in_a_name_stays_text() {
        ada.post(NEW, FOUND, "name=%3Cscript%3Ealert(1)%3C%2Fscript%3E&slug=marked&kind=company");

        assertThat(ada.get("/console/organizations/marked").text())
                .doesNotContain("<script>alert")
                .contains("&lt;script>alert(1)&lt;/script>");
        assertThat(ada.get("/console").text()).doesNotContain("<script>alert");
    }

    @Test
    void profile_and_settings_are_changed() {
        leadsTo(
                ada.post(
                        CONSOLE,
                        "act=profile&name=Acme+Ltd&description=Boats&website=https%3A%2F%2Facme.example"
                                + "&contact=hi%40acme.example&legalName=L&taxId=T&visibility=public"
                                + "&membersCanPublish=on"),
                CONSOLE);

        shows(ada.get(CONSOLE), 200, "Acme Ltd", "https://acme.example", "hi@acme.example", "Boats");
        assertThat(registrar.get("ada", Registrar.ORG).json())
                .containsEntry("membersCanPublish", true)
                .containsEntry("firstVisibility", "public");
        ada.post(CONSOLE, PROFILE);
        assertThat(registrar.get("ada", Registrar.ORG).json())
                .containsEntry("membersCanPublish", false)
                .doesNotContainKey("website");
    }

    @Test
    void what_is_wrong_with_a_profile_is_said_at_its_field_and_nothing_is_saved() {
        shows(
                ada.post(CONSOLE, PROFILE.replace("website=", "website=http%3A%2F%2Facme.example")),
                400,
                "value=\"http://acme.example\"",
                "is no website");
        shows(ada.post(CONSOLE, PROFILE.replace("name=Acme", "name=")), 400, "1 to 100 characters");
        assertThat(registrar.get("ada", Registrar.ORG).json()).doesNotContainKey("website");
    }

    @Test
    void members_are_shown_changed_and_removed() {
        registrar.join("max", Role.MEMBER);

        leadsTo(ada.post(MEMBERS, "act=role&handle=max&role=maintainer"), MEMBERS);
        assertThat(registrar.role("max")).contains(Role.MAINTAINER);
        shows(ada.get(MEMBERS), 200, "max", "Maintainer");
        leadsTo(ada.post(MEMBERS, "act=remove&handle=max"), MEMBERS);
        assertThat(registrar.role("max")).isEmpty();
        shows(ada.post(MEMBERS, "act=remove&handle=max"), 404, "There is no member max");
    }

    @Test
    void a_member_leaves_and_the_last_owner_does_not() {
        registrar.join("mia", Role.MEMBER);
        var mia = registrar.browser("mia");

        leadsTo(mia.post(MEMBERS, "act=leave&handle=ada"), "/console");
        assertThat(registrar.role("mia")).isEmpty();
        assertThat(registrar.role("ada")).as("whatever the form says").contains(Role.OWNER);
        shows(ada.post(MEMBERS, "act=leave"), 409, "must have an owner");
        shows(ada.post(MEMBERS, "act=role&handle=ada&role=member"), 409, "must have an owner");
    }

    @Test
    void a_member_is_shown_no_form_that_they_may_not_send_and_can_not_send_it() {
        registrar.join("mia", Role.MEMBER);
        registrar.join("abe", Role.ADMIN);
        var mia = registrar.browser("mia");

        assertThat(mia.get(CONSOLE).text()).doesNotContain("Danger zone", "value=\"profile\"", "value=\"delete\"");
        assertThat(mia.get(MEMBERS).text()).doesNotContain("value=\"remove\"", "value=\"role\"");
        shows(mia.post(CONSOLE, PROFILE), 403, "You may not change the settings");
        shows(mia.post(MEMBERS, "act=remove&handle=abe"), 403, "You may not manage the members");
        shows(
                registrar.browser("abe").post(MEMBERS, "act=remove&handle=ada"),
                403,
                "Nobody gives or takes away a role above their own");
        shows(mia.post(CONSOLE, "act=delete&slug=acme"), 403, "You may not appoint owners");
        assertThat(registrar.role("abe")).contains(Role.ADMIN);
    }

    @Test
    void an_organization_is_handed_over_by_the_link_in_the_mail() {
        registrar.join("grace", Role.MEMBER);
        var grace = registrar.browser("grace");
        leadsTo(ada.post(CONSOLE, "act=transfer&handle=grace"), CONSOLE);
        var token = registrar.mailed();
        shows(ada.get(CONSOLE), 200, "grace");

        for (int i = 0; i < 3; i++) {
            var page = grace.get(TRANSFER, "token=" + token);
            shows(page, 200, "Acme", "ada");
        }
        assertThat(registrar.role("grace")).as("looking changes nothing").contains(Role.MEMBER);
        var guard = Registrar.guard(grace.get(TRANSFER, "token=" + token));
        leadsTo(grace.send(TRANSFER, "form=" + guard + "&act=accept&token=" + token, Reception.URL), CONSOLE);

        assertThat(registrar.role("grace")).contains(Role.OWNER);
        assertThat(registrar.role("ada")).contains(Role.ADMIN);
        shows(grace.get(TRANSFER, "token=" + token), 410, "link");
    }

    @Test
    void links_that_open_nothing_look_the_same() {
        registrar.join("grace", Role.MEMBER);
        var grace = registrar.browser("grace");
        var used = registrar.offered("grace");
        var guard = Registrar.guard(grace.get(TRANSFER, "token=" + used));
        shows(
                grace.send(TRANSFER, "form=" + guard + "&act=decline&token=" + used, Reception.URL),
                200,
                "You have declined");
        var late = registrar.offered("grace");
        var gone = grace.get(TRANSFER, "token=" + used);
        registrar.reception.wait(Duration.ofDays(2).plusSeconds(1));

        assertThat(gone.status()).isEqualTo(410);
        for (var token : List.of(late, "made-up", "", "slp_t" + "0".repeat(49))) {
            assertThat(grace.get(TRANSFER, "token=" + token).text()).isEqualTo(gone.text());
        }
    }

    @Test
    void whoever_has_the_link_and_is_not_signed_in_is_led_to_it_and_back() {
        registrar.join("grace", Role.MEMBER);
        var token = registrar.offered("grace");
        var page = registrar.reception.send(
                registrar.reception.event("GET", TRANSFER).query("token=" + token));

        shows(page, 200, "Acme", "/sign-in?returnTo=");
        shows(registrar.browser("otto").get(TRANSFER, "token=" + token), 403, "offered to another account");
    }

    @Test
    void handing_over_and_deleting_want_a_recent_sign_in() {
        registrar.join("grace", Role.MEMBER);
        registrar.reception.wait(Duration.ofHours(1));
        var again = "/sign-in?again=1&returnTo=%2Fconsole%2Forganizations%2Facme";

        leadsTo(ada.post(CONSOLE, "act=transfer&handle=grace"), again);
        leadsTo(ada.post(CONSOLE, "act=delete&slug=acme"), again);
        assertThat(registrar.letters).isEmpty();
        leadsTo(registrar.browser("ada").post(CONSOLE, "act=transfer&handle=grace"), CONSOLE);
    }

    @Test
    void what_stands_against_handing_it_over_is_said_at_the_field() {
        shows(ada.post(CONSOLE, "act=transfer&handle=nobody"), 404, "There is no member nobody", "value=\"nobody\"");
        shows(ada.post(CONSOLE, "act=transfer&handle=No+Body"), 404, "There is no member");
        shows(ada.post(CONSOLE, "act=transfer&handle=ada"), 409, "ada is an owner already");
    }

    @Test
    void a_transfer_is_revoked() {
        registrar.join("grace", Role.MEMBER);
        registrar.offered("grace");
        var id = registrar.get("ada", Registrar.ORG + "/transfers").text().replaceAll(".*\"id\":\"([^\"]+)\".*", "$1");

        leadsTo(ada.post(CONSOLE, "act=revoke-transfer&transfer=" + id), CONSOLE);
        shows(ada.post(CONSOLE, "act=revoke-transfer&transfer=" + id), 409, "revoked before");
    }

    @Test
    void an_organization_is_deleted_with_its_slug_typed_and_restored_by_its_owner() {
        registrar.join("mia", Role.MEMBER);
        shows(ada.post(CONSOLE, "act=delete&slug=acne"), 400, "Nothing was deleted", "value=\"acne\"");

        leadsTo(ada.post(CONSOLE, "act=delete&slug=acme"), "/console");

        shows(ada.get("/console"), 200, "Deleted", "Acme");
        shows(ada.get(CONSOLE), 200, "Acme", "value=\"restore\"");
        assertThat(registrar.browser("mia").get(CONSOLE).status()).isEqualTo(404);
        leadsTo(ada.post(CONSOLE, "act=restore"), CONSOLE);
        shows(ada.get(CONSOLE), 200, "Danger zone");
    }

    @Test
    void a_form_from_elsewhere_is_refused() {
        var guard = Registrar.guard(ada.get(CONSOLE));

        assertThat(ada.send(CONSOLE, "form=" + guard + "&act=delete&slug=acme", "https://evil.example")
                        .status())
                .isEqualTo(403);
        assertThat(ada.send(CONSOLE, "form=0&act=delete&slug=acme", Reception.URL)
                        .status())
                .isEqualTo(403);
        assertThat(ada.send(CONSOLE, "act=delete&slug=acme", Reception.URL).status())
                .isEqualTo(403);
        assertThat(ada.post(CONSOLE, "act=no-such-act").status()).isEqualTo(400);
        shows(ada.get(CONSOLE), 200, "Danger zone");
    }

    @Test
    void a_token_in_authorization_opens_no_page() {
        var answer = registrar.reception.send(
                registrar.reception.event("GET", CONSOLE).bearer(registrar.token("ada")));

        assertThat(answer.status()).isEqualTo(303);
    }
}
