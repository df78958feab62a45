package dev.slipway.local.api;

import static dev.slipway.local.api.Registrar.CONSOLE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.access.Role;
import dev.slipway.access.Scope;
import dev.slipway.adapters.lambda.Answer;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// `/console/organizations/{org}/machines`, and what the page of members says of machine tokens.
class MachinePagesTest {

    private static final String MACHINES = CONSOLE + "/machines";
    private static final String MEMBERS = CONSOLE + "/members";
    private static final Pattern SECRET = Pattern.compile("slp_m[0-9A-Za-z]{49}");
    private static final String NIGHTLY = "act=issue&name=nightly&account=&read=on&expiry=30&date=&networks=&packages=";

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
        assertThat(answer.header("cache-control")).isEqualTo("no-store");
        assertThat(answer.text()).contains(sentences);
    }

    private String secret(Answer page) {
        var secret = SECRET.matcher(page.text());
        assertThat(secret.find()).as(page.text()).isTrue();
        return registrar.reception.handedOut(secret.group());
    }

    @Test
    void service_accounts_are_created_and_deleted() {
        shows(ada.get(MACHINES), 200, "No service account yet", "No machine token yet");

        leadsTo(ada.post(MACHINES, "act=create-account&name=build-server"), MACHINES);
        shows(ada.get(MACHINES), 200, "build-server", "None: it may do nothing yet", "by <bdi>ada</bdi>");
        shows(ada.post(MACHINES, "act=create-account&name=build-server"), 409, "has a service account build-server");
        shows(ada.post(MACHINES, "act=create-account&name=Build+Server"), 400, "is no name of a service account");
        leadsTo(ada.post(MACHINES, "act=delete-account&account=build-server"), MACHINES);
        leadsTo(ada.post(MACHINES, "act=delete-account&account=build-server"), MACHINES);
        shows(ada.get(MACHINES), 200, "No service account yet");
    }

    @Test
    void a_token_is_shown_once_with_what_npm_needs_and_listed_without_it() {
        ada.post(MACHINES, "act=create-account&name=build-server");

        var fresh = ada.post(
                MACHINES,
                "act=issue&name=nightly&account=build-server&publish=on&expiry=date&date=2026-12-24"
                        + "&networks=203.0.113.0%2F24&packages=%40acme%2Fpad");
        var secret = secret(fresh);

        shows(fresh, 200, "It is shown this once", "@acme:registry=" + Reception.URL + "/", ":_authToken=" + secret);
        var listed = ada.get(MACHINES);
        shows(
                listed,
                200,
                "nightly",
                secret.substring(0, 10) + "…",
                "by <bdi>ada</bdi>",
                "<bdi>build-server</bdi>",
                "Publish",
                "@acme/pad",
                "203.0.113.0/24",
                "25 Dec 2026",
                "Never");
        assertThat(listed.text()).doesNotContain(secret);
    }

    @Test
    void what_is_wrong_with_a_token_is_said_and_what_was_typed_stays() {
        shows(ada.post(MACHINES, NIGHTLY.replace("name=nightly", "name=")), 400, "1 to 100 characters");
        shows(ada.post(MACHINES, NIGHTLY.replace("networks=", "networks=home")), 400, "value=\"nightly\"", "home");
        shows(
                ada.post(MACHINES, NIGHTLY.replace("packages=", "packages=%40globex%2Fpad")),
                400,
                "is no package of @acme",
                "value=\"nightly\"");
        shows(ada.post(MACHINES, NIGHTLY.replace("account=", "account=nobody")), 404, "no service account nobody");
        shows(ada.post(MACHINES, NIGHTLY + "&manage=on"), 400, "never manages");
        shows(ada.post(MACHINES, "act=dance"), 400, "not a form of this page");
        shows(ada.get(MACHINES), 200, "No machine token yet");
    }

    @Test
    void a_browser_that_signed_in_an_hour_ago_signs_in_again_and_comes_back() {
        registrar.reception.wait(Duration.ofHours(1));

        leadsTo(ada.post(MACHINES, NIGHTLY), "/sign-in?again=1&returnTo=" + MACHINES.replace("/", "%2F"));
        shows(ada.get(MACHINES), 200, "No machine token yet");
    }

    @Test
    void a_token_is_revoked_by_a_button() {
        secret(ada.post(MACHINES, NIGHTLY));
        var id = ada.get(MACHINES).text().split("name=\"token\" value=\"", 2)[1].substring(0, 26);

        leadsTo(ada.post(MACHINES, "act=revoke&token=" + id), MACHINES);
        shows(ada.get(MACHINES), 200, "No machine token yet");
    }

    @Test
    void members_see_the_accounts_and_neither_tokens_nor_forms() {
        ada.post(MACHINES, "act=create-account&name=build-server");
        registrar.machine(Scope.READ);
        registrar.join("mia", Role.MEMBER);
        var mia = registrar.browser("mia");

        var page = mia.get(MACHINES);

        shows(page, 200, "build-server");
        assertThat(page.text()).doesNotContain("Machine tokens", "act\" value=\"issue", "create-account", "Delete");
        shows(mia.post(MEMBERS, MACHINES, "act=create-account&name=other"), 403, "Not permitted");
        shows(registrar.browser("otto").get(MACHINES), 404, "Not found");
        leadsTo(
                registrar.reception.send(registrar.reception.event("GET", MACHINES), "GET", MACHINES),
                "/sign-in?returnTo=" + MACHINES.replace("/", "%2F"));
    }

    @Test
    void whoever_removes_a_member_is_shown_what_they_made() {
        registrar.join("abe", Role.ADMIN);
        var abe = registrar.browser("abe");
        secret(abe.post(MACHINES, NIGHTLY));

        shows(ada.get(MEMBERS), 200, "So do the machine tokens that they made", "<bdi>nightly</bdi>");
        registrar.join("mia", Role.MEMBER);
        assertThat(registrar.browser("mia").get(MEMBERS).text()).doesNotContain("nightly");

        leadsTo(ada.post(MEMBERS, "act=remove&handle=abe"), MEMBERS);
        shows(ada.get(MACHINES), 200, "nightly", "by <bdi>abe</bdi>");
    }
}
