package dev.slipway.local.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.access.Limits;
import dev.slipway.access.Presented;
import dev.slipway.access.Principal;
import dev.slipway.access.Scope;
import dev.slipway.adapters.dynamodb.DynamoAccounts;
import dev.slipway.adapters.lambda.Answer;
import dev.slipway.adapters.lambda.Environment;
import dev.slipway.adapters.oidc.ConfiguredProviders;
import dev.slipway.audit.AuditAction;
import dev.slipway.audit.AuditAction.AccountOpened;
import dev.slipway.audit.AuditEntry;
import dev.slipway.audit.Book;
import dev.slipway.audit.Origin;
import dev.slipway.audit.Visit;
import dev.slipway.functions.account.AccountHandler;
import dev.slipway.identity.Account;
import dev.slipway.identity.Identity;
import dev.slipway.identity.IdentityId;
import dev.slipway.identity.LinkedIdentity;
import dev.slipway.kernel.AccountId;
import dev.slipway.kernel.Handle;
import dev.slipway.kernel.Ids;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.http.crt.AwsCrtHttpClient;

/// `/api/v1/me/identities`, and the ways in on `/console/sessions`.
class IdentitiesTest {

    private static final String API = "/api/v1/me/identities";
    private static final String PAGE = "/console/sessions";
    private static final Pattern GUARD = Pattern.compile("name=\"form\" value=\"([0-9a-f]+)\"");
    private static final Pattern UNLINK = Pattern.compile("name=\"identity\" value=\"([0-9A-Z]{26})\"");

    private static final Map<String, String> CONFIGURED = Map.of(
            "REGISTRY_URL", Reception.URL,
            "GITHUB_CLIENT_ID", "one",
            "GOOGLE_CLIENT_ID", "two",
            "OIDC_CLIENT_ID", "three",
            "OIDC_ISSUER", "https://id.example.com",
            "OIDC_DISPLAY_NAME", "Example ID");

    private final Ids ids = Ids.random();
    private Reception reception;
    private Principal.Person ada;
    private String token;

    @BeforeEach
    void open() {
        reception = new Reception((_, table, clock, log) ->
                new AccountHandler(Environment.of(CONFIGURED), table, Reception.untouched(), clock, log));
        ada = reception.person("ada");
        token = reception.fullToken(ada);
    }

    @AfterEach
    void close() {
        reception.close();
    }

    @Test
    void identities_are_listed_with_their_issuer_and_when_they_were_linked() {
        assertThat(reception.get(token, API).json()).containsEntry("items", List.of());
        var id = link(ada, "https://github.com", "4711");

        assertThat(reception.get(token, API).json())
                .containsOnlyKeys("items")
                .containsEntry(
                        "items",
                        List.of(Map.of("id", id, "issuer", "https://github.com", "linkedAt", "2026-11-21T12:00:00Z")));
    }

    @Test
    void a_list_goes_on_where_its_part_before_ended() {
        for (int i = 0; i < 3; i++) {
            link(ada, "https://id.example.com", "ada-" + i);
            reception.wait(Duration.ofSeconds(1));
        }
        var first = reception.call(token, "GET", API, "limit=2", "").json();
        var second = reception
                .call(token, "GET", API, "limit=2&cursor=" + first.get("next"), "")
                .json();

        assertThat(items(first)).hasSize(2).doesNotContainAnyElementsOf(items(second));
        assertThat(items(second)).hasSize(1);
        assertThat(second).doesNotContainKey("next");
        assertThat(reception.call(token, "GET", API, "limit=0", "").json()).containsEntry("code", "invalid_limit");
    }

    @Test
    void one_is_unlinked_and_nothing_is_there_to_be_unlinked_again() {
        var id = link(ada, "https://github.com", "4711");

        assertThat(reception.call(token, "DELETE", API + "/" + id, "").status()).isEqualTo(204);

        assertThat(reception.get(token, API).json()).containsEntry("items", List.of());
        var again = reception.call(token, "DELETE", API + "/" + id, "");
        assertThat(again.status()).isEqualTo(404);
        assertThat(again.json()).containsEntry("code", "identity_not_found");
    }

    @Test
    void the_last_way_in_is_refused_by_api_and_has_no_button() {
        var silent = silent("silent");
        var theirs = reception.fullToken(silent);
        var id = link(silent, "https://github.com", "1");
        var browser = reception.session(silent, "Firefox on Linux");

        var refused = reception.call(theirs, "DELETE", API + "/" + id, "");

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json()).containsEntry("code", "last_way_in");
        assertThat(page(browser)).contains("The only way in").doesNotContainPattern(UNLINK);
        var forced = post(browser, "act=unlink&identity=" + id);
        assertThat(forced.status()).isEqualTo(409);
        assertThat(forced.text()).contains("Nothing else leads to your account");
        assertThat(items(reception.get(theirs, API).json())).hasSize(1);
    }

    @Test
    void nobody_unlinks_what_is_somebody_elses_and_no_id_is_no_id() {
        var eve = reception.fullToken(reception.person("eve"));
        var id = link(ada, "https://github.com", "4711");

        assertThat(reception.call(eve, "DELETE", API + "/" + id, "").json())
                .containsEntry("code", "identity_not_found");
        assertThat(reception.call(eve, "DELETE", API + "/github", "").json()).containsEntry("code", "invalid_id");
        assertThat(items(reception.get(token, API).json())).hasSize(1);
    }

    @Test
    void who_may_not_manage_their_account_neither_sees_nor_unlinks() {
        var id = link(ada, "https://github.com", "4711");
        var narrow = reception.token(ada, Limits.NONE, Optional.empty(), Scope.READ, Scope.PUBLISH);

        for (var method : List.of("GET", "DELETE")) {
            var path = method.equals("GET") ? API : API + "/" + id;
            assertThat(reception.call("", method, path, "").json()).containsEntry("code", "authentication_required");
            assertThat(reception.call(narrow, method, path, "").json()).containsEntry("code", "token_scope");
        }
        assertThat(reception.send(reception.event("POST", API).bearer(token)).header("allow"))
                .isEqualTo("GET");
        assertThat(reception
                        .send(reception.event("GET", API + "/" + id).bearer(token))
                        .header("allow"))
                .isEqualTo("DELETE");
        assertThat(items(reception.get(token, API).json())).hasSize(1);
    }

    @Test
    void the_page_shows_what_is_linked_with_a_button_and_what_can_be() {
        link(ada, "https://github.com", "4711");
        link(ada, "https://left.example.com/tenant", "ada");
        var page = page(reception.session(ada, "Firefox on Linux"));

        assertThat(page)
                .contains("ada@example.com", ">GitHub<", ">left.example.com/tenant<", "Nov 2026")
                .contains("action=\"/sign-in/with/google\"", "action=\"/sign-in/with/generic-oidc\"", "Example ID")
                .doesNotContain("/sign-in/with/github");
        assertThat(UNLINK.matcher(page).results()).hasSize(2);
    }

    @Test
    void the_page_unlinks_and_twice_is_as_good_as_once() {
        var id = link(ada, "https://github.com", "4711");
        var browser = reception.session(ada, "Firefox on Linux");

        for (int i = 0; i < 2; i++) {
            var answer = post(browser, "act=unlink&identity=" + id);
            assertThat(answer.status()).isEqualTo(303);
            assertThat(answer.header("location")).isEqualTo(PAGE);
        }
        assertThat(page(browser)).contains("/sign-in/with/github").doesNotContainPattern(UNLINK);
    }

    @Test
    void a_browser_that_signed_in_an_hour_ago_signs_in_again_first() {
        var id = link(ada, "https://github.com", "4711");
        var browser = reception.session(ada, "Firefox on Linux");
        reception.wait(Duration.ofHours(1));

        var answer = post(browser, "act=unlink&identity=" + id);

        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.header("location")).isEqualTo("/sign-in?again=1&returnTo=%2Fconsole%2Fsessions");
        assertThat(page(browser)).containsPattern(UNLINK);
    }

    @Test
    void a_form_of_another_browser_unlinks_nothing() {
        var id = link(ada, "https://github.com", "4711");
        var browser = reception.session(ada, "Firefox on Linux");
        var other = guard(reception.session(ada, "Safari on iOS"));

        assertThat(post(browser, other, "act=unlink&identity=" + id).status()).isEqualTo(403);
        assertThat(page(browser)).containsPattern(UNLINK);
    }

    /// The sign-in's list has the secrets, this one has not: they must be one list.
    @Test
    void what_can_be_linked_is_what_can_be_signed_in_by() {
        var variables = new HashMap<>(CONFIGURED);
        List.of("GITHUB", "GOOGLE", "OIDC").forEach(name -> variables.put(name + "_CLIENT_SECRET", "secret"));
        var providers = ConfiguredProviders.open(
                name -> Optional.ofNullable(variables.get(name)),
                AwsCrtHttpClient.create(),
                InstantSource.fixed(reception.now()));
        var browser = reception.session(ada, "Firefox on Linux");

        for (var offer : providers.offered()) {
            assertThat(page(browser))
                    .contains("action=\"/sign-in/with/" + offer.name() + "\"", ">" + offer.displayName() + "<");
            link(ada, offer.issuer(), "ada");
            assertThat(page(browser))
                    .contains(">" + offer.displayName() + "<")
                    .doesNotContain("/sign-in/with/" + offer.name());
        }
        providers.disconnect();
    }

    private static List<Object> items(Map<String, ?> list) {
        return List.copyOf((List<?>) list.get("items"));
    }

    private String page(String browser) {
        return reception
                .send(reception.event("GET", PAGE).cookie("slipway_session", browser))
                .text();
    }

    private String guard(String browser) {
        var guard = GUARD.matcher(page(browser));
        assertThat(guard.find()).isTrue();
        return guard.group(1);
    }

    private Answer post(String browser, String fields) {
        return post(browser, guard(browser), fields);
    }

    private Answer post(String browser, String guard, String fields) {
        return reception.send(reception
                .event("POST", PAGE)
                .cookie("slipway_session", browser)
                .header("content-type", "application/x-www-form-urlencoded")
                .header("origin", Reception.URL)
                .body("form=" + guard + "&" + fields));
    }

    /// Has this identity linked, as a trip to the provider does.
    private String link(Principal.Person person, String issuer, String subject) {
        var identity = new Identity(issuer, subject, Optional.empty(), Optional.empty());
        var linked = new LinkedIdentity(id(), identity.hash(), issuer, reception.now());
        var audit = entry(person, new AuditAction.IdentityLinked(issuer));
        assertThat(new DynamoAccounts(reception.table).link(person.id(), linked, audit))
                .isTrue();
        return linked.id().value();
    }

    /// Somebody without an address.
    private Principal.Person silent(String handle) {
        var account = new Account(
                new AccountId(ids.next(reception.now())),
                new Handle(handle),
                Optional.empty(),
                Set.of(),
                reception.now());
        var opened = new AccountOpened(handle, Optional.empty());
        new DynamoAccounts(reception.table).open(account, List.of(), entry(account.person(), opened));
        return account.person();
    }

    private IdentityId id() {
        return new IdentityId(ids.next(reception.now()));
    }

    private AuditEntry entry(Principal.Person person, AuditAction action) {
        var visit = new Visit(new Presented.Nothing(), Origin.INSIDE, Reception.URL, reception.now());
        return visit.entry(ids.next(reception.now()), new Book.OfAccount(person.id()), person, action);
    }
}
