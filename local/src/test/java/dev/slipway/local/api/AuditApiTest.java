package dev.slipway.local.api;

import static dev.slipway.local.api.Registrar.CONSOLE;
import static dev.slipway.local.api.Registrar.ORG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.MAP;

import dev.slipway.access.Role;
import dev.slipway.access.Scope;
import dev.slipway.adapters.lambda.Answer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `/api/v1/orgs/{org}/audit-events` and its page. Every answer of the API is held to the OpenAPI document.
class AuditApiTest {

    private static final String EVENTS = ORG + "/audit-events";
    private static final String PAGE = CONSOLE + "/audit";

    private final AtomicReference<Instant> now = new AtomicReference<>(Reception.NOON);
    private Registrar registrar;

    @BeforeEach
    void open() {
        registrar = new Registrar(now, Map.of());
        later(Duration.ofMinutes(1));
        registrar.join("abe", Role.ADMIN);
        registrar.join("mia", Role.MEMBER);
        later(Duration.ofMinutes(2));
    }

    @AfterEach
    void close() {
        registrar.close();
    }

    private void later(Duration more) {
        now.updateAndGet(at -> at.plus(more));
    }

    private Answer asked(String who, String query) {
        return registrar.call(who, "GET", EVENTS, query, "");
    }

    private static void refused(Answer answer, int status, String code) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.json()).containsEntry("code", code);
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> items(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return (List<Map<String, Object>>) answer.json().get("items");
    }

    private static List<String> said(Answer answer) {
        return items(answer).stream()
                .map(item -> ((Map<?, ?>) item.get("actor")).get("name") + " " + item.get("action") + " "
                        + item.get("target"))
                .toList();
    }

    @Test
    void what_was_done_is_told_with_who_did_it_the_latest_first() {
        registrar.call("ada", "PATCH", ORG + "/members/mia", "{\"role\": \"maintainer\"}");

        var answer = asked("abe", "");

        assertThat(said(answer)).startsWith("ada member.role_changed mia").endsWith("ada organization.created Acme");
        assertThat(items(answer).getFirst())
                .containsEntry("at", "2026-11-21T12:03:00Z")
                .extractingByKey("details")
                .asInstanceOf(MAP)
                .containsEntry("before", "member")
                .containsEntry("after", "maintainer");
    }

    @Test
    void a_log_is_filtered_by_action_actor_and_target() {
        assertThat(said(asked("ada", "action=member.joined&target=mia"))).containsExactly("ada member.joined mia");
        assertThat(said(asked("ada", "actor=ada&action=organization.created")))
                .containsExactly("ada organization.created Acme");
        assertThat(said(asked("ada", "actor=mia"))).isEmpty();
        assertThat(said(asked("ada", "from=2026-11-22"))).isEmpty();
        assertThat(said(asked("ada", "to=2026-11-21&action=member.joined"))).hasSize(2);
        assertThat(said(asked("ada", "to=2026-11-21T12:00:30Z"))).containsExactly("ada organization.created Acme");
        assertThat(said(asked("ada", "from=2026-11-21T13:00:30%2B01:00&action=member.joined")))
                .hasSize(2);
    }

    @Test
    void pages_of_one_are_the_whole_log() {
        var all = said(asked("ada", ""));
        var seen = new ArrayList<String>();
        var answer = asked("ada", "limit=1");
        seen.addAll(said(answer));
        while (answer.json().containsKey("next")) {
            var next = URLEncoder.encode((String) answer.json().get("next"), StandardCharsets.UTF_8);
            answer = asked("ada", "limit=1&cursor=" + next);
            seen.addAll(said(answer));
        }

        assertThat(seen).isEqualTo(all);
    }

    @Test
    void a_cursor_of_one_question_is_refused_by_another() {
        var next = asked("ada", "limit=1").json().get("next");

        refused(asked("ada", "limit=1&action=member.joined&cursor=" + next), 400, "invalid_cursor");
        refused(asked("ada", "limit=1&order=asc&cursor=" + next), 400, "invalid_cursor");
        refused(asked("ada", "limit=1&cursor=" + next + "A"), 400, "invalid_cursor");
    }

    /// An event has the time of its request, and may be there only when that has come to its end.
    @Test
    void whoever_reads_from_the_past_on_is_shown_nothing_of_the_last_minute_and_can_go_on_later() {
        registrar.call("ada", "PATCH", ORG + "/members/mia", "{\"role\": \"maintainer\"}");

        var first = asked("ada", "order=asc");
        assertThat(said(first)).hasSize(3).doesNotContain("ada member.role_changed mia");
        later(Duration.ofMinutes(2));
        var second = asked("ada", "order=asc&cursor=" + first.json().get("next"));

        assertThat(said(second)).containsExactly("ada member.role_changed mia");
        assertThat(second.json()).containsKey("next");
    }

    @Test
    void admins_and_owners_read_it_and_nobody_else() {
        assertThat(said(asked("abe", ""))).isNotEmpty();
        refused(asked("mia", ""), 403, "not_permitted");
        refused(asked("bob", ""), 404, "not_found");
        refused(asked("", ""), 401, "authentication_required");
        refused(registrar.reception.call(registrar.machine(Scope.READ), "GET", EVENTS, ""), 403, "not_permitted");
    }

    @ParameterizedTest
    @CsvSource({
        "from=yesterday, invalid_time",
        "from=2026-02-30, invalid_time",
        "to=2026-11-21T25:00:00Z, invalid_time",
        "to=2026-11-21 12:00, invalid_time",
        "from=2026-11-21T12:00:00, invalid_time",
        "from=+2026-11-21, invalid_time",
        "from=2026-11-22&to=2026-11-20, invalid_range",
        "action=member.flown, invalid_action",
        "include=everything, invalid_include",
        "order=up, invalid_order",
        "limit=0, invalid_limit",
        "limit=201, invalid_limit",
        "limit=ten, invalid_number",
        "cursor=x, invalid_cursor",
    })
    void nonsense_is_refused(String query, String code) {
        refused(asked("ada", query.replace(" ", "%20").replace("+", "%2B")), 400, code);
    }

    @Test
    void the_page_says_it_in_sentences_with_before_and_after() {
        registrar.call("ada", "PATCH", ORG, "{\"name\": \"Acme Inc\"}");

        var page = registrar.browser("ada").get(PAGE);

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.text())
                .contains("changed the organization")
                .contains("<del>Acme</del>")
                .contains("<ins>Acme Inc</ins>");
    }

    @Test
    void the_page_goes_on_with_the_same_question() {
        var page = registrar.browser("ada").get(PAGE, "action=member.joined&limit=1");

        assertThat(page.text()).contains("joined as").contains("?action=member.joined&amp;cursor=");
    }

    @Test
    void nonsense_is_said_on_the_page() {
        var page = registrar.browser("ada").get(PAGE, "from=yesterday");

        assertThat(page.status()).isEqualTo(400);
        assertThat(page.text()).contains("must be a day such as").contains("value=\"yesterday\"");
    }

    @Test
    void the_page_is_for_those_who_may_read_the_log() {
        assertThat(registrar.browser("mia").get(PAGE).status()).isEqualTo(403);
        assertThat(registrar.browser("mia").get(CONSOLE).text()).doesNotContain("Audit log");
        assertThat(registrar.browser("abe").get(CONSOLE).text()).contains("Audit log");
    }
}
