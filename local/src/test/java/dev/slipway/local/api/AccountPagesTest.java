package dev.slipway.local.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.access.Principal;
import dev.slipway.adapters.lambda.Answer;
import dev.slipway.adapters.web.Assets;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// `/console/tokens`, `/console/sessions`, `/` and the assets.
class AccountPagesTest {

    private static final String TOKENS = "/console/tokens";
    private static final String SESSIONS = "/console/sessions";
    private static final Pattern GUARD = Pattern.compile("name=\"form\" value=\"([0-9a-f]+)\"");
    private static final Pattern SECRET = Pattern.compile("slp_a[0-9A-Za-z]{49}");

    private Reception reception;
    private Principal.Person ada;
    private String browser;

    @BeforeEach
    void open() {
        reception = new Reception();
        ada = reception.person("ada");
        browser = reception.session(ada, "Firefox on Linux");
    }

    @AfterEach
    void close() {
        reception.close();
    }

    private Answer get(String path) {
        return reception.send(reception.event("GET", path).cookie("slipway_session", browser));
    }

    private Answer post(String path, String fields) {
        return postBy(browser, path, guard(path), fields);
    }

    private Answer postBy(String session, String path, String guard, String fields) {
        var answer = reception.send(reception
                .event("POST", path)
                .cookie("slipway_session", session)
                .header("content-type", "application/x-www-form-urlencoded")
                .header("origin", Reception.URL)
                .body("form=" + guard + "&" + fields));
        SECRET.matcher(answer.text()).results().forEach(found -> reception.handedOut(found.group()));
        return answer;
    }

    private String guard(String path) {
        var guard = GUARD.matcher(get(path).text());
        assertThat(guard.find()).isTrue();
        return guard.group(1);
    }

    private static String secret(Answer answer) {
        var secret = SECRET.matcher(answer.text());
        assertThat(secret.find()).as(answer.text()).isTrue();
        return secret.group();
    }

    @Test
    void a_token_is_made_and_shown_once() {
        var made = post(TOKENS, "act=create&name=release&read=on&publish=on&expiry=90");

        assertThat(made.status()).isEqualTo(200);
        var secret = secret(made);
        assertThat(reception.get(secret, "/api/v1/me").status()).isEqualTo(200);
        var page = get(TOKENS).text();
        assertThat(page).contains("release", secret.substring(0, 10)).doesNotContain(secret);
    }

    @Test
    void a_token_until_a_date_works_for_all_of_that_day() {
        var secret = secret(post(TOKENS, "act=create&name=brief&read=on&expiry=date&date=2026-11-22"));

        reception.wait(Duration.ofHours(36).minusMillis(1));
        assertThat(reception.get(secret, "/api/v1/me").status()).isEqualTo(200);
        reception.wait(Duration.ofMillis(1));
        assertThat(reception.get(secret, "/api/v1/me").status()).isEqualTo(401);
    }

    @Test
    void a_token_is_limited_to_networks_and_packages() {
        var secret = secret(
                post(
                        TOKENS,
                        "act=create&name=office&read=on&expiry=never&networks=198.51.100.0%2F24%0A2001%3Adb8%3A%3A%2F32&packages=%40acme%2Fpad"));

        assertThat(reception
                        .send(reception.event("GET", "/api/v1/me").bearer(secret))
                        .json())
                .containsEntry("code", "token_network");
        assertThat(get(TOKENS).text()).contains("198.51.100.0/24", "@acme/pad");
    }

    @ParameterizedTest
    @CsvSource({
        "act=create&name=&read=on&expiry=30, characters",
        "act=create&name=x&read=on&expiry=date&date=, Choose a date",
        "act=create&name=x&read=on&expiry=date&date=2026-11-20, This day is over",
        "act=create&name=x&read=on&expiry=30&networks=here, no address range",
        "act=create&name=x&read=on&expiry=30&packages=lodash, neither a package",
    })
    void what_is_wrong_is_said_and_what_was_typed_stays(String fields, String sentence) {
        var answer = post(TOKENS, fields);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text()).contains(sentence).doesNotContainPattern(SECRET);
        assertThat(get(TOKENS).text()).contains("No token yet");
    }

    @Test
    void a_token_is_revoked_and_revoking_it_twice_is_as_good_as_once() {
        var secret = secret(post(TOKENS, "act=create&name=release&read=on&expiry=90"));
        var id = Pattern.compile("name=\"token\" value=\"([0-9A-Z]{26})\"")
                .matcher(get(TOKENS).text());
        assertThat(id.find()).isTrue();
        var guard = guard(TOKENS);

        assertThat(postBy(browser, TOKENS, guard, "act=revoke&token=" + id.group(1))
                        .status())
                .isEqualTo(303);
        assertThat(postBy(browser, TOKENS, guard, "act=revoke&token=" + id.group(1))
                        .status())
                .isEqualTo(303);

        assertThat(reception.get(secret, "/api/v1/me").json()).containsEntry("code", "token_revoked");
    }

    @Test
    void making_a_token_wants_a_session_of_the_last_hour_and_revoking_one_does_not() {
        var guard = guard(TOKENS);
        reception.wait(Duration.ofMinutes(59).plusSeconds(59));
        assertThat(postBy(browser, TOKENS, guard, "act=create&name=in+time&expiry=30")
                        .status())
                .isEqualTo(200);
        var id = Pattern.compile("name=\"token\" value=\"([0-9A-Z]{26})\"")
                .matcher(get(TOKENS).text());
        assertThat(id.find()).isTrue();

        reception.wait(Duration.ofSeconds(2));

        var late = postBy(browser, TOKENS, guard, "act=create&name=late&expiry=30");
        assertThat(late.status()).isEqualTo(303);
        assertThat(late.header("location")).isEqualTo("/sign-in?again=1&returnTo=%2Fconsole%2Ftokens");
        assertThat(postBy(browser, TOKENS, guard, "act=revoke&token=" + id.group(1))
                        .header("location"))
                .isEqualTo(TOKENS);
        assertThat(get(TOKENS).text()).contains("No token yet");
    }

    @ParameterizedTest
    @ValueSource(strings = {TOKENS, SESSIONS})
    void who_is_not_signed_in_is_led_to_the_sign_in(String path) {
        var nobody = reception.send(reception.event("GET", path));

        assertThat(nobody.status()).isEqualTo(303);
        assertThat(nobody.header("location")).isEqualTo("/sign-in?returnTo=" + path.replace("/", "%2F"));
        assertThat(nobody.header("cache-control")).isEqualTo("no-store");
    }

    @ParameterizedTest
    @ValueSource(strings = {TOKENS, SESSIONS})
    void a_token_opens_no_page(String path) {
        var token = reception.fullToken(ada);

        assertThat(reception.send(reception.event("GET", path).bearer(token)).status())
                .isEqualTo(303);
        assertThat(reception
                        .send(reception.event("GET", path).cookie("slipway_session", token))
                        .status())
                .isEqualTo(303);
    }

    @Test
    void a_form_of_another_browser_or_site_changes_nothing() {
        var other = reception.session(ada, "Safari on iOS");
        var guard = guard(TOKENS);

        assertThat(postBy(other, TOKENS, guard, "act=create&name=x&expiry=30").status())
                .isEqualTo(403);
        assertThat(postBy(browser, TOKENS, "", "act=create&name=x&expiry=30").status())
                .isEqualTo(403);
        assertThat(reception
                        .send(reception
                                .event("POST", TOKENS)
                                .cookie("slipway_session", browser)
                                .header("content-type", "application/x-www-form-urlencoded")
                                .header("origin", "https://evil.example")
                                .body("form=" + guard + "&act=create&name=x&expiry=30"))
                        .status())
                .isEqualTo(403);
        assertThat(get(TOKENS).text()).contains("No token yet");
    }

    @Test
    void sessions_show_devices_and_are_ended_one_by_one_or_all_others_at_once() {
        var phone = reception.session(ada, "Safari on iOS");
        reception.session(ada, "Chrome on Windows");
        var page = get(SESSIONS).text();
        assertThat(page)
                .contains("Firefox on Linux", "Safari on iOS", "Chrome on Windows", "This browser", "ada@example.com");

        assertThat(post(SESSIONS, "act=end-others").status()).isEqualTo(303);

        assertThat(get(SESSIONS).text()).contains("Firefox on Linux").doesNotContain("Safari", "Chrome");
        assertThat(reception
                        .send(reception.event("GET", SESSIONS).cookie("slipway_session", phone))
                        .status())
                .isEqualTo(303);
    }

    @Test
    void signing_out_all_others_wants_a_session_of_the_last_hour() {
        reception.session(ada, "Safari on iOS");
        reception.wait(Duration.ofHours(1));

        assertThat(post(SESSIONS, "act=end-others").header("location")).startsWith("/sign-in?again=1&");
        assertThat(get(SESSIONS).text()).contains("Safari on iOS");
    }

    @Test
    void who_ends_the_session_that_they_sit_at_is_signed_out() {
        var id = Pattern.compile("name=\"session\" value=\"([0-9A-Z]{26})\"")
                .matcher(get(SESSIONS).text());
        assertThat(id.find()).isTrue();

        assertThat(post(SESSIONS, "act=end&session=" + id.group(1)).header("location"))
                .isEqualTo(SESSIONS);

        assertThat(get(SESSIONS).header("location")).startsWith("/sign-in");
    }

    @Test
    void a_name_with_markup_in_it_is_shown_and_not_run() {
        post(TOKENS, "act=create&name=%3Cscript%3Ealert(1)%3C%2Fscript%3E&expiry=30");

        assertThat(get(TOKENS).text()).contains("&lt;script&gt;").doesNotContain("<script");
    }

    @Test
    void a_form_that_nobody_knows_is_refused_on_a_page() {
        var answer = post(TOKENS, "act=dance");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header("content-type")).startsWith("text/html");
        assertThat(post(TOKENS, "act=revoke&token=none").status()).isEqualTo(400);
    }

    @Test
    void pages_are_kept_by_nobody_framed_by_nobody_and_run_nothing() {
        var answer = get(TOKENS);

        assertThat(answer.header("cache-control")).isEqualTo("no-store");
        assertThat(answer.header("content-security-policy"))
                .contains("default-src 'none'", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(answer.header("x-content-type-options")).isEqualTo("nosniff");
    }

    @Test
    void the_front_door_leads_to_the_console_or_to_the_sign_in() {
        assertThat(get("/").header("location")).isEqualTo("/console");
        assertThat(reception.send(reception.event("GET", "/")).header("location"))
                .isEqualTo("/sign-in");
    }

    @Test
    void assets_are_kept_for_a_year_under_a_name_that_says_what_is_in_them() {
        var answer = reception.send(reception.event("GET", Assets.STYLESHEET.path()));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("content-type")).startsWith("text/css");
        assertThat(answer.header("cache-control")).contains("max-age=31536000", "immutable");
        assertThat(reception.send(reception.event("GET", Assets.ICON.path())).header("content-type"))
                .isEqualTo("image/svg+xml");
        assertThat(reception.send(reception.event("GET", "/assets/secrets.txt")).status())
                .isEqualTo(404);
    }
}
