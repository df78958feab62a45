package dev.slipway.local.people;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.access.Presented;
import dev.slipway.access.Token;
import dev.slipway.adapters.dynamodb.DynamoAccounts;
import dev.slipway.adapters.dynamodb.DynamoStandings;
import dev.slipway.adapters.dynamodb.Table;
import dev.slipway.adapters.lambda.Answer;
import dev.slipway.adapters.lambda.Environment;
import dev.slipway.audit.Visit;
import dev.slipway.functions.signin.SignInHandler;
import dev.slipway.identity.Account;
import dev.slipway.identity.WhoAmI;
import dev.slipway.kernel.Handle;
import dev.slipway.local.Database;
import dev.slipway.local.TableDefinition;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The door as browsers see it.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SignInPagesTest {

    private static final String SESSION = "slipway_session";

    private final AtomicInteger addresses = new AtomicInteger();
    private final ByteArrayOutputStream log = new ByteArrayOutputStream();
    private Database database;
    private Table table;
    private Mailbox mailbox;
    private Elsewhere elsewhere;
    private Instant now;
    private SignInHandler handler;

    @BeforeAll
    void open() {
        database = Database.inMemory();
        table = database.create(TableDefinition.find(), "sign-in-pages");
    }

    @BeforeEach
    void wire() {
        mailbox = new Mailbox();
        elsewhere = new Elsewhere();
        now = People.NOW;
        handler = new SignInHandler(
                Environment.of(Map.of("REGISTRY_URL", "http://localhost:4873")),
                table,
                mailbox,
                () -> {},
                elsewhere,
                () -> now,
                log);
    }

    @AfterAll
    void close() {
        database.close();
    }

    @Test
    void somebody_new_signs_up_by_mail_and_comes_to_where_they_wanted() {
        var browser = browser();
        browser.get("/sign-in?returnTo=/console/tokens");
        var sent = browser.post("/sign-in", Map.of("email", "ada@example.com", "returnTo", "/console/tokens"));
        assertThat(sent.status()).isEqualTo(200);
        assertThat(sent.text()).contains("ada@example.com");

        var confirm = browser.get(mailed());
        assertThat(confirm.status()).isEqualTo(200);
        assertThat(confirm.text()).contains("ada@example.com");
        var toSignUp = browser.post("/sign-in/mail", Map.of("token", secret()));
        assertThat(toSignUp.header("location")).isEqualTo("/sign-up");
        assertThat(browser.get("/sign-up").text()).contains("value=\"ada\"", "ada@example.com");
        var welcome = browser.post("/sign-up", Map.of("handle", "ada"));

        assertThat(welcome.status()).isEqualTo(303);
        assertThat(welcome.header("location")).isEqualTo("/console/tokens");
        assertThat(who(browser)).isEqualTo("ada");
        assertThat(browser.cookie("slipway_sign_up")).isEmpty();
        assertThat(browser.cookie("slipway_return")).isEmpty();
    }

    @Test
    void somebody_known_signs_in_by_mail_in_another_browser_than_the_one_that_asked() {
        signedUp("bob");
        var asked = browser();
        asked.get("/sign-in");
        asked.post("/sign-in", Map.of("email", "bob@example.com", "returnTo", "/invitations/accept?token=x"));
        var phone = browser();
        phone.get(mailed());
        var in = phone.post("/sign-in/mail", Map.of("token", secret()));

        assertThat(in.header("location")).isEqualTo("/invitations/accept?token=x");
        assertThat(who(phone)).isEqualTo("bob");
        assertThat(asked.cookie(SESSION)).isEmpty();
    }

    @Test
    void the_session_is_a_cookie_that_no_script_reads_and_no_other_site_sends() {
        var set = signUp("cookie").cookies().stream()
                .filter(cookie -> cookie.startsWith(SESSION))
                .toList();

        assertThat(set).hasSize(1);
        assertThat(set.getFirst()).contains("; Path=/", "; HttpOnly", "; SameSite=Lax", "; Max-Age=2592000");
    }

    @Test
    void opening_the_link_signs_nobody_in_however_often_a_mail_scanner_does_it() {
        signedUp("cat");
        var link = requested("cat@example.com");
        for (int i = 0; i < 3; i++) {
            var scanner = browser();
            assertThat(scanner.get(link).status()).isEqualTo(200);
            assertThat(scanner.method("HEAD", link).status()).isEqualTo(200);
            assertThat(scanner.cookie(SESSION)).isEmpty();
        }
        var browser = browser();
        browser.get(link);

        assertThat(browser.post("/sign-in/mail", Map.of("token", secret())).status())
                .isEqualTo(303);
    }

    @Test
    void a_link_that_is_used_expired_unknown_mistyped_or_missing_looks_the_same() {
        signedUp("dan");
        var used = requested("dan@example.com");
        var browser = browser();
        browser.get(used);
        browser.post("/sign-in/mail", Map.of("token", secret()));
        var expired = requested("dan@example.com");
        now = now.plus(Duration.ofMinutes(15));
        var unknown = "/sign-in/mail?token=" + Token.draw(Token.Kind.SIGN_IN).secret();

        var bodies = List.of(used, expired, unknown, "/sign-in/mail?token=slp_lx", "/sign-in/mail").stream()
                .map(link -> browser().get(link))
                .peek(answer -> assertThat(answer.status()).isEqualTo(410))
                .map(answer -> answer.text().replaceAll("[0-9a-f]{64}", ""))
                .distinct();
        assertThat(bodies).hasSize(1);
    }

    @Test
    void a_known_address_and_an_unknown_one_see_the_same_page() {
        signedUp("eve");
        var known = browser();
        known.get("/sign-in");
        var unknown = browser();
        unknown.get("/sign-in");

        var one = known.post("/sign-in", Map.of("email", "eve@example.com"));
        var two = unknown.post("/sign-in", Map.of("email", "eva@example.com"));

        assertThat(two.status()).isEqualTo(one.status());
        assertThat(two.headers().keySet()).isEqualTo(one.headers().keySet());
        assertThat(masked(two).replace("eva@", "eve@")).isEqualTo(masked(one));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nobody",
                "a@b",
                "ada@example.com\r\nBcc: eve@example.com",
                "ada@example.com, eve@example.com",
                "\"ada\"@example.com",
                "<script>alert(1)</script>@example.com"
            })
    void what_is_no_address_gets_no_mail_and_is_shown_again_harmless(String email) {
        var browser = browser();
        browser.get("/sign-in");
        var answer = browser.post("/sign-in", Map.of("email", email));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text()).doesNotContain("<script");
        assertThat(mailbox.size()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://evil.example/", "//evil.example", "/\\evil.example", "/sign-in/mail", "javascript:x"})
    void nobody_is_led_off_the_registry(String returnTo) {
        var handle = "led-" + Integer.toHexString(returnTo.hashCode());
        var browser = signedUp(handle);
        var shown = browser().get("/sign-in?returnTo=" + returnTo);
        assertThat(shown.text()).doesNotContain("evil.example");
        assertThat(browser.get("/sign-in?returnTo=" + returnTo).header("location"))
                .isEqualTo("/console");

        var again = browser();
        again.get("/sign-in");
        again.post("/sign-in", Map.of("email", handle + "@example.com", "returnTo", returnTo));
        assertThat(mailbox.last().link().toString()).doesNotContain("returnTo");
        again.get(mailed() + "&returnTo=" + returnTo);
        assertThat(again.post("/sign-in/mail", Map.of("token", secret())).header("location"))
                .isEqualTo("/console");
    }

    @Test
    void a_cookie_that_somebody_tampered_with_leads_home() {
        signedUp("tampered");
        for (var value : List.of("Ly9ldmlsLmV4YW1wbGU", "%%%", "")) {
            var browser = browser();
            browser.get(requested("tampered@example.com"));
            browser.set("slipway_return", value);
            assertThat(browser.post("/sign-in/mail", Map.of("token", secret())).header("location"))
                    .isEqualTo("/console");
        }
    }

    @ParameterizedTest
    @CsvSource({"/sign-in", "/sign-in/mail", "/sign-up", "/sign-out", "/sign-in/with/generic-oidc"})
    void a_form_of_another_site_or_another_browser_is_refused(String path) {
        var other = browser();
        other.get("/sign-in");
        var browser = browser();
        browser.get("/sign-in");

        assertThat(browser.post(path, Map.of("form", "")).status()).isEqualTo(403);
        assertThat(browser.post(path, Map.of("form", "0".repeat(64))).status()).isEqualTo(403);
        assertThat(browser.postAs(path, Map.of(), "https://evil.example", "cross-site")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void a_right_form_that_comes_from_another_site_is_refused() {
        var browser = browser();
        var page = browser.get("/sign-in").text();
        var field = page.replaceAll("(?s).*?name=\"form\" value=\"([0-9a-f]{64})\".*", "$1");
        var fields = Map.of("form", field, "email", "fay@example.com");

        assertThat(browser.postAs("/sign-in", fields, "https://evil.example", "cross-site")
                        .status())
                .isEqualTo(403);
        assertThat(browser.postAs("/sign-in", fields, "null", "same-origin").status())
                .isEqualTo(403);
        assertThat(mailbox.size()).isZero();
    }

    @Test
    void every_page_is_held_to_the_policy_and_kept_by_nobody() {
        for (var path : List.of("/sign-in", "/sign-in/mail", "/sign-up")) {
            var answer = browser().get(path);
            assertThat(answer.header("content-security-policy"))
                    .contains("default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'")
                    .doesNotContain("unsafe", "script");
            assertThat(answer.header("cache-control")).isEqualTo("no-store");
            assertThat(answer.header("referrer-policy")).isEqualTo("strict-origin");
            assertThat(answer.header("x-content-type-options")).isEqualTo("nosniff");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'', 400",
        "-ada, 400",
        "Ada Lovelace, 400",
        "admin, 409",
        "taken-handle, 409",
        "takenhandle, 409",
    })
    void a_handle_that_cannot_be_had_is_shown_again_with_what_is_wrong(String handle, int status) {
        if (who("taken-handle").isEmpty()) {
            signedUp("taken-handle");
        }
        var browser = arrived("wanting-" + Integer.toHexString(handle.hashCode()) + "@example.com");
        var answer = browser.post("/sign-up", Map.of("handle", handle));

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.text()).contains("name=\"handle\"");
        assertThat(browser.cookie(SESSION)).isEmpty();
        assertThat(browser.post("/sign-up", Map.of("handle", "h" + Integer.toHexString(handle.hashCode())))
                        .status())
                .isEqualTo(303);
    }

    @Test
    void nobody_signs_up_who_has_proved_nothing() {
        var browser = browser();
        browser.get("/sign-in");

        assertThat(browser.get("/sign-up").status()).isEqualTo(410);
        assertThat(browser.post("/sign-up", Map.of("handle", "nobody-at-all")).status())
                .isEqualTo(410);
        browser.set("slipway_sign_up", Token.draw(Token.Kind.SIGN_UP).secret());
        assertThat(browser.post("/sign-up", Map.of("handle", "nobody-at-all")).status())
                .isEqualTo(410);
    }

    @Test
    void whoever_asks_too_often_is_told_when_to_come_back_and_gets_no_mail() {
        var browser = browser();
        browser.get("/sign-in");
        for (int i = 0; i < 5; i++) {
            browser.post("/sign-in", Map.of("email", "often@example.com"));
        }
        var answer = browser.post("/sign-in", Map.of("email", "often@example.com"));

        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.header("retry-after")).isEqualTo("3600");
        assertThat(mailbox.size()).isEqualTo(5);
    }

    @Test
    void a_mail_that_could_not_be_sent_is_said_and_logged() {
        mailbox.refuseEverything();
        var browser = browser();
        browser.get("/sign-in");

        assertThat(browser.post("/sign-in", Map.of("email", "unsent@example.com"))
                        .status())
                .isEqualTo(503);
        assertThat(log.toString(StandardCharsets.UTF_8)).contains("\"reason\":\"ServiceUnavailable\"");
    }

    @Test
    void whoever_is_signed_in_goes_on_unless_they_are_asked_once_more() {
        var browser = signedUp("gus");

        assertThat(browser.get("/sign-in?returnTo=/console/tokens").header("location"))
                .isEqualTo("/console/tokens");
        assertThat(browser.get("/sign-in?again=1&returnTo=/console/tokens").status())
                .isEqualTo(200);
    }

    @Test
    void signing_out_ends_the_session_and_takes_the_cookie_away() {
        var browser = signedUp("hal");
        var session = browser.cookie(SESSION).orElseThrow();
        browser.get("/sign-in?again=1");
        var out = browser.post("/sign-out", Map.of());

        assertThat(out.status()).isEqualTo(303);
        assertThat(out.header("location")).isEqualTo("/sign-in");
        assertThat(browser.cookie(SESSION)).isEmpty();
        assertThat(new WhoAmI(new DynamoStandings(table)).run(shown(session)))
                .isInstanceOf(WhoAmI.Outcome.Refused.class);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /sign-out, POST",
        "PUT, /sign-in/with/generic-oidc, 'GET, POST'",
        "POST, /api/auth/callback/generic-oidc, GET",
        "DELETE, /sign-in, 'GET, POST'",
        "PUT, /sign-in/mail, 'GET, POST'",
        "PATCH, /sign-up, 'GET, POST'",
    })
    void a_wrong_method_is_told_the_right_ones(String method, String path, String allowed) {
        var answer = browser().method(method, path);

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.header("allow")).isEqualTo(allowed);
    }

    @Test
    void somebody_new_comes_by_a_provider_and_signs_up() {
        var browser = browser();
        var back = through(browser, "ida", "/console/tokens");
        assertThat(back.header("location")).isEqualTo("/sign-up");
        assertThat(browser.get("/sign-up").text()).contains("value=\"ida\"", "Example ID");
        var welcome = browser.post("/sign-up", Map.of("handle", "ida"));

        assertThat(welcome.header("location")).isEqualTo("/console/tokens");
        assertThat(who(browser)).isEqualTo("ida");
        var later = browser();
        through(later, "ida", "");
        assertThat(who(later)).isEqualTo("ida");
        assertThat(later.cookie("slipway_verifier")).isEmpty();
    }

    @Test
    void the_way_to_a_provider_begins_with_a_form_and_leads_there() {
        var browser = browser();
        browser.get("/sign-in");
        var away = browser.post("/sign-in/with/generic-oidc", Map.of("returnTo", "/console"));

        assertThat(away.status()).isEqualTo(303);
        assertThat(URI.create(away.header("location")).getHost()).isEqualTo("id.example.com");
        assertThat(browser.cookie("slipway_verifier"))
                .contains(elsewhere.asked().verifier());
        assertThat(away.header("location")).doesNotContain(elsewhere.asked().verifier());
        assertThat(browser.post("/sign-in/with/github", Map.of()).status()).isEqualTo(404);
    }

    @Test
    void a_callback_that_is_replayed_forged_or_from_another_browser_lets_nobody_in() {
        var browser = browser();
        var callback = callback(browser, "jan");
        var verifier = browser.cookie("slipway_verifier").orElseThrow();
        assertThat(browser.get(callback).status()).isEqualTo(303);
        browser.set("slipway_verifier", verifier);
        assertThat(browser.get(callback).status()).isEqualTo(410);

        var planted = callback(browser(), "mallory");
        assertThat(browser().get(planted).status()).isEqualTo(410);
        for (var forged : List.of(
                "/api/auth/callback/generic-oidc",
                "/api/auth/callback/generic-oidc?code=x",
                "/api/auth/callback/generic-oidc?code=x&state=x",
                "/api/auth/callback/generic-oidc?code=x&state="
                        + Token.draw(Token.Kind.STATE).secret())) {
            var answer = browser.get(forged);
            assertThat(answer.status()).isEqualTo(410);
            assertThat(browser.cookie(SESSION)).isEmpty();
        }
    }

    @Test
    void whoever_says_no_at_the_provider_chooses_another_way() {
        var browser = browser();
        browser.get("/sign-in");
        browser.post("/sign-in/with/generic-oidc", Map.of());
        var answer = browser.get("/api/auth/callback/generic-oidc?error=access_denied&state="
                + elsewhere.asked().state());

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.text()).contains("Example ID", "name=\"email\"");
    }

    @Test
    void a_code_that_the_provider_does_not_know_and_one_without_end_let_nobody_in() {
        for (var code : List.of("made-up", "x".repeat(10_000))) {
            var browser = browser();
            browser.get("/sign-in");
            browser.post("/sign-in/with/generic-oidc", Map.of());
            var answer = browser.get("/api/auth/callback/generic-oidc?code=" + code + "&state="
                    + elsewhere.asked().state());
            assertThat(answer.status()).isEqualTo(403);
            assertThat(browser.cookie(SESSION)).isEmpty();
        }
        assertThat(log.toString(StandardCharsets.UTF_8)).contains("\"reason\":\"invalid_grant\"");
    }

    @Test
    void an_address_of_somebody_elses_is_told_to_sign_in_by_mail_first() {
        signedUp("kim");
        var browser = browser();
        browser.get("/sign-in");
        browser.post("/sign-in/with/generic-oidc", Map.of());
        var code = elsewhere.approve(elsewhere.asked(), Elsewhere.person("kim-elsewhere", "kim@example.com"));
        var answer = browser.get("/api/auth/callback/generic-oidc?code=" + code + "&state="
                + elsewhere.asked().state());

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.text()).contains("kim@example.com", "Example ID");
        assertThat(browser.cookie(SESSION)).isEmpty();
    }

    @Test
    void nothing_secret_is_logged() {
        var browser = browser();
        browser.get("/sign-in");
        browser.post("/sign-in", Map.of("email", "quiet@example.com"));
        var link = secret();
        browser.get(mailed());
        browser.post("/sign-in/mail", Map.of("token", link));
        var arrival = browser.cookie("slipway_sign_up").orElseThrow();
        browser.post("/sign-up", Map.of("handle", "quiet"));
        var session = browser.cookie(SESSION).orElseThrow();
        var traveller = browser();
        var callback = callback(traveller, "quiet-elsewhere");
        var verifier = traveller.cookie("slipway_verifier").orElseThrow();
        traveller.get(callback);

        assertThat(log.toString(StandardCharsets.UTF_8))
                .contains("sign-in.confirm", "sign-in.callback")
                .doesNotContain(
                        link, arrival, session, verifier, elsewhere.asked().state())
                .doesNotContain("quiet@example.com");
    }

    private Browser browser() {
        int number = addresses.incrementAndGet();
        return new Browser(handler, "10.1." + number / 250 + "." + number % 250);
    }

    /// What was mailed last, as a path.
    private String mailed() {
        return mailbox.last().link().toString().replace("http://localhost:4873", "");
    }

    private String secret() {
        return mailbox.last().token().secret();
    }

    private String requested(String email) {
        var browser = browser();
        browser.get("/sign-in");
        assertThat(browser.post("/sign-in", Map.of("email", email)).status()).isEqualTo(200);
        return mailed();
    }

    /// Somebody who has proved an address that is nobody's yet.
    private Browser arrived(String email) {
        var link = requested(email);
        var browser = browser();
        browser.get(link);
        assertThat(browser.post("/sign-in/mail", Map.of("token", secret())).header("location"))
                .isEqualTo("/sign-up");
        browser.get("/sign-up");
        return browser;
    }

    private Answer signUp(String handle) {
        return arrived(handle + "@example.com").post("/sign-up", Map.of("handle", handle));
    }

    private Browser signedUp(String handle) {
        var browser = arrived(handle + "@example.com");
        assertThat(browser.post("/sign-up", Map.of("handle", handle)).status()).isEqualTo(303);
        return browser;
    }

    /// As far as the provider's yes.
    ///
    /// @return where it sends the browser
    private String callback(Browser browser, String subject) {
        return callback(browser, subject, "");
    }

    private String callback(Browser browser, String subject, String returnTo) {
        browser.get("/sign-in?again=1");
        browser.post("/sign-in/with/generic-oidc", Map.of("returnTo", returnTo));
        var request = elsewhere.asked();
        var code = elsewhere.approve(request, Elsewhere.person(subject));
        return "/api/auth/callback/generic-oidc?code=" + code + "&state=" + request.state();
    }

    private Answer through(Browser browser, String subject, String returnTo) {
        return browser.get(callback(browser, subject, returnTo));
    }

    private String who(Browser browser) {
        var outcome = new WhoAmI(new DynamoStandings(table))
                .run(shown(browser.cookie(SESSION).orElseThrow()));
        return ((WhoAmI.Outcome.Known) outcome).principal().shownName();
    }

    private Visit shown(String session) {
        var token = Token.read(session, Token.Kind.SESSION).orElseThrow();
        return Door.from("192.0.2.9", new Presented.ByHash(token.hash()), now);
    }

    private Optional<Account> who(String handle) {
        return new DynamoAccounts(table).findByHandle(new Handle(handle));
    }

    private static String masked(Answer answer) {
        return answer.text().replaceAll("[0-9a-f]{64}", "");
    }
}
