package dev.slipway.local.api;

import static dev.slipway.local.api.Registrar.ORG;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.access.Role;
import dev.slipway.access.Scope;
import dev.slipway.adapters.dynamodb.DynamoDeliveries;
import dev.slipway.adapters.lambda.Answer;
import dev.slipway.adapters.lambda.Environment;
import dev.slipway.adapters.lambda.Events;
import dev.slipway.functions.webhook.WebhookHandler;
import dev.slipway.webhooks.Attempt;
import dev.slipway.webhooks.DeliveryId;
import dev.slipway.webhooks.EndpointId;
import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `/api/v1/orgs/{org}/webhooks`. Every answer is held to the OpenAPI document, and the log is looked through for every
/// secret.
class WebhookApiTest {

    private static final String WEBHOOKS = ORG + "/webhooks";
    private static final String URL = "http://127.0.0.1:9/hook/s3cret-path?key=1";

    private Registrar registrar;

    @BeforeEach
    void open() {
        registrar = new Registrar();
    }

    @AfterEach
    void close() {
        registrar.close();
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

    private Answer create(String who, String url, String events) {
        var body = "{\"url\": \"" + url + "\", \"events\": " + events + "}";
        return withSecret(registrar.call(who, "POST", WEBHOOKS, body));
    }

    private Answer withSecret(Answer answer) {
        if (answer.json().containsKey("secret")) {
            registrar.reception.handedOut(answer.json().get("secret").toString());
        }
        return answer;
    }

    /// The path of a new one.
    private String made() {
        return WEBHOOKS + "/" + create("ada", URL, "[\"*\"]").json().get("id");
    }

    private Answer post(String path, String body) {
        return withSecret(registrar.call("ada", "POST", path, body));
    }

    private Answer patch(String path, String body) {
        return registrar.call("ada", "PATCH", path, body);
    }

    /// All that is stored of webhooks.
    private String stored() {
        return registrar.reception.items().stream()
                .map(Object::toString)
                .filter(item -> item.contains("WEBHOOKS#") || item.contains("DELIVERIES#") || item.contains("webhook."))
                .sorted()
                .toList()
                .toString();
    }

    @Test
    void a_webhook_is_created_shown_listed_and_deleted() {
        var made = create("ada", URL, "[\"version.published\", \"member.joined\"]");
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        assertThat(made.header("cache-control")).isEqualTo("no-store");
        var one = WEBHOOKS + "/" + made.json().get("id");
        assertThat(made.header("location")).isEqualTo(Reception.URL + one);
        assertThat(made.json())
                .containsEntry("url", URL)
                .containsEntry("events", List.of("member.joined", "version.published"))
                .containsEntry("state", "active")
                .containsEntry("description", "")
                .containsEntry("createdBy", "ada")
                .hasEntrySatisfying(
                        "secret", secret -> assertThat(secret.toString()).matches("whsec_[A-Za-z0-9+/]{43}="));

        var shown = registrar.get("ada", one).json();
        assertThat(shown).doesNotContainKey("secret");
        var expected = new HashMap<>(made.json());
        expected.remove("secret");
        assertThat(shown).isEqualTo(expected);
        assertThat(items(registrar.get("ada", WEBHOOKS))).containsExactly(shown);
        registrar
                .reception
                .entries("webhook.created")
                .forEach(entry -> assertThat(entry.toString())
                        .contains("http://127.0.0.1:9/…")
                        .doesNotContain("s3cret-path"));
        assertThat(registrar.reception.entries("webhook.created")).hasSize(1);

        assertThat(registrar.call("ada", "DELETE", one, "").status()).isEqualTo(204);
        refused(registrar.call("ada", "DELETE", one, ""), 404, "webhook_not_found");
        refused(registrar.get("ada", one), 404, "webhook_not_found");
        assertThat(items(registrar.get("ada", WEBHOOKS))).isEmpty();
        assertThat(registrar.reception.entries("webhook.deleted")).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "https://user:pw@hooks.example.com/, invalid_url",
        "https:/x, invalid_url",
        "https://127.1/, invalid_url",
        "https://2130706433/, invalid_url",
        "https://0x7f000001/, invalid_url",
        "https://0177.0.0.1/, invalid_url",
        "https://hooks.example.com:0/, invalid_url",
        "https://hooks.example.com./, invalid_url",
        "ftp://hooks.example.com/, invalid_url",
        "https://169.254.169.254/latest/meta-data, webhook_url_not_public",
        "https://10.0.0.1/, webhook_url_not_public",
        "https://[fd00::1]/, webhook_url_not_public",
        "https://[::ffff:10.0.0.1]/, webhook_url_not_public",
        "https://[64:ff9b::a00:1]/, webhook_url_not_public",
        "http://93.184.215.14/, webhook_url_not_encrypted",
        "https://no-such-host.invalid/, webhook_host_not_found"
    })
    void where_nothing_may_be_sent_to_is_refused(String url, String code) {
        refused(create("ada", url, "[\"*\"]"), 400, code);
        assertThat(items(registrar.get("ada", WEBHOOKS))).isEmpty();
        var one = made();
        refused(patch(one, "{\"url\": \"" + url + "\"}"), 400, code);
        assertThat(registrar.get("ada", one).json()).containsEntry("url", URL);
        assertThat(registrar.reception.entries("webhook.changed")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | missing_field",
                "{\"url\": \"http://127.0.0.1/\"} | missing_field",
                "{\"events\": [\"*\"]} | missing_field",
                "{\"url\": 1, \"events\": [\"*\"]} | invalid_field",
                "{\"url\": \"http://127.0.0.1/\", \"events\": \"*\"} | invalid_field",
                "{\"url\": \"http://127.0.0.1/\", \"events\": [1]} | invalid_field",
                "{\"url\": \"http://127.0.0.1/\", \"events\": []} | invalid_events",
                "{\"url\": \"http://127.0.0.1/\", \"events\": [\"token.issued\"]} | invalid_events",
                "{\"url\": \"http://127.0.0.1/\", \"events\": [\"webhook.test\"]} | invalid_events",
                "{\"url\": \"http://127.0.0.1/\", \"events\": [\"*\", \"tag.moved\"]} | invalid_events",
                "{\"url\": \"http://127.0.0.1/\", \"events\": [\"*\"], \"secret\": \"mine\"} | unknown_field",
                "{\"url\": \"http://127.0.0.1/\", \"events\": [\"*\"], \"description\": \"a\\nb\"} | invalid_description",
                "[] | invalid_json",
                "{ | invalid_json"
            })
    void what_is_no_webhook_is_refused(String body, String code) {
        refused(post(WEBHOOKS, body), 400, code);
        assertThat(stored()).isEqualTo("[]");
    }

    @Test
    void an_enormous_body_is_refused() {
        refused(post(WEBHOOKS, "{\"url\": \"" + "a".repeat(300_000) + "\"}"), 400, "invalid_json");
        refused(create("ada", "https://hooks.example.com/" + "a".repeat(2_100), "[\"*\"]"), 400, "invalid_url");
    }

    @Test
    void those_who_do_not_manage_webhooks_learn_nothing_of_them() {
        var one = made();
        registrar.join("mia", Role.MEMBER);
        registrar.join("max", Role.MAINTAINER);
        registrar.join("bill", Role.BILLING);
        var before = stored();
        for (var path : List.of(WEBHOOKS, one, one + "/deliveries")) {
            for (var who : List.of("mia", "max", "bill")) {
                refused(registrar.get(who, path), 403, "not_permitted");
            }
            refused(registrar.get("otto", path), 404, "not_found");
            refused(registrar.get("", path), 401, "authentication_required");
            refused(registrar.reception.call(registrar.machine(Scope.READ), "GET", path, ""), 403, "token_scope");
        }
        for (var path : List.of(one + "/rotate", one + "/test")) {
            refused(registrar.call("max", "POST", path, ""), 403, "not_permitted");
            refused(registrar.call("otto", "POST", path, ""), 404, "not_found");
        }
        refused(create("max", URL, "[\"*\"]"), 403, "not_permitted");
        refused(registrar.call("max", "PATCH", one, "{\"paused\": true}"), 403, "not_permitted");
        refused(registrar.call("max", "DELETE", one, ""), 403, "not_permitted");
        assertThat(stored()).isEqualTo(before);
    }

    @Test
    void the_webhook_of_another_organization_is_none_here() {
        var one = made();
        var other = registrar.call("ada", "POST", "/api/v1/orgs", "{\"name\": \"Globex\", \"slug\": \"globex\"}");
        assertThat(other.status()).isEqualTo(201);
        var there = one.replace("/acme/", "/globex/");
        refused(registrar.get("ada", there), 404, "webhook_not_found");
        refused(patch(there, "{\"paused\": true}"), 404, "webhook_not_found");
        refused(post(there + "/rotate", ""), 404, "webhook_not_found");
        refused(post(there + "/test", ""), 404, "webhook_not_found");
        refused(registrar.call("ada", "DELETE", there, ""), 404, "webhook_not_found");
        var delivery = post(one + "/test", "").json().get("id");
        refused(registrar.get("ada", there + "/deliveries"), 404, "webhook_not_found");
        refused(registrar.get("ada", there + "/deliveries/" + delivery), 404, "webhook_not_found");
        refused(post(there + "/deliveries/" + delivery + "/resend", ""), 404, "webhook_not_found");
        refused(registrar.get("ada", made() + "/deliveries/" + delivery), 404, "delivery_not_found");
        assertThat(registrar.get("ada", one).json()).containsEntry("state", "active");
    }

    @Test
    void a_change_says_what_it_changes_and_no_change_writes_nothing() {
        var one = made();
        var changed = patch(one, "{\"description\": \"chat\", \"events\": [\"tag.moved\"]}");
        assertThat(changed.json())
                .containsEntry("description", "chat")
                .containsEntry("events", List.of("tag.moved"))
                .containsEntry("url", URL);
        assertThat(registrar.reception.entries("webhook.changed"))
                .singleElement()
                .satisfies(entry -> assertThat(entry.toString()).contains("events.after", "tag.moved"));
        var before = stored();
        assertThat(patch(one, "{}").json()).isEqualTo(changed.json());
        assertThat(patch(one, "{\"description\": \"chat\", \"paused\": false}").json())
                .isEqualTo(changed.json());
        assertThat(stored()).isEqualTo(before);
        refused(patch(one, "{\"paused\": \"yes\"}"), 400, "invalid_field");
        refused(patch(one, "{\"state\": \"active\"}"), 400, "unknown_field");
        refused(patch(one, "{\"events\": []}"), 400, "invalid_events");
        assertThat(stored()).isEqualTo(before);
    }

    @Test
    void what_is_paused_is_sent_nothing_until_it_is_resumed() {
        var one = made();
        var delivery = post(one + "/test", "").json().get("id");
        assertThat(patch(one, "{\"paused\": true}").json()).containsEntry("state", "paused");
        refused(post(one + "/test", ""), 409, "webhook_paused");
        refused(post(one + "/deliveries/" + delivery + "/resend", ""), 409, "webhook_paused");
        assertThat(registrar.reception.entries("webhook.test_sent")).hasSize(1);
        assertThat(registrar.reception.entries("webhook.resent")).isEmpty();
        assertThat(patch(one, "{\"paused\": false}").json()).containsEntry("state", "active");
        assertThat(post(one + "/test", "").status()).isEqualTo(202);
        assertThat(registrar.reception.entries("webhook.paused")).hasSize(1);
        assertThat(registrar.reception.entries("webhook.resumed")).hasSize(1);
    }

    @Test
    void a_secret_is_rotated_with_a_day_to_take_the_new_one_over() {
        var made = create("ada", URL, "[\"*\"]");
        var one = WEBHOOKS + "/" + made.json().get("id");
        var rotated = post(one + "/rotate", "");
        assertThat(rotated.status()).as(rotated.text()).isEqualTo(200);
        assertThat(rotated.json())
                .containsEntry("previousSecretUntil", "2026-11-22T12:00:00Z")
                .hasEntrySatisfying(
                        "secret",
                        secret -> assertThat(secret).isNotEqualTo(made.json().get("secret")));
        refused(post(one + "/rotate", ""), 409, "secret_rotated_lately");
        refused(post(one + "/rotate", "{\"expireNow\": 1}"), 400, "invalid_field");
        var replaced = post(one + "/rotate", "{\"expireNow\": true}");
        assertThat(replaced.json())
                .doesNotContainKey("previousSecretUntil")
                .hasEntrySatisfying(
                        "secret",
                        secret -> assertThat(secret)
                                .isNotIn(
                                        made.json().get("secret"),
                                        rotated.json().get("secret")));
        assertThat(registrar.get("ada", one).json()).doesNotContainKey("secret");
        assertThat(registrar.reception.entries("webhook.secret_rotated")).hasSize(2);
        for (var answer : List.of(made, rotated, replaced)) {
            var secret = answer.json().get("secret").toString().substring("whsec_".length());
            assertThat(stored()).doesNotContain(secret);
        }
    }

    @Test
    void a_test_stands_in_the_list_and_in_the_log_which_sets_it_off() {
        var one = made();
        var sent = post(one + "/test", "");
        assertThat(sent.status()).as(sent.text()).isEqualTo(202);
        var id = sent.json().get("id");
        assertThat(sent.json())
                .containsEntry("event", "webhook.test")
                .containsEntry("state", "pending")
                .containsEntry("attempts", 0);
        assertThat(sent.json().get("body").toString())
                .startsWith("{\"type\":\"webhook.test\",\"timestamp\":\"2026-11-21T12:00:00Z\",\"data\":{")
                .contains("\"organization\":\"acme\"", "\"id\":\"" + id + "\"", "\"name\":\"ada\"")
                .doesNotContain("192.0.2", "address");
        assertThat(items(registrar.get("ada", one + "/deliveries")))
                .singleElement()
                .satisfies(item -> assertThat(item).containsEntry("id", id).doesNotContainKey("body"));
        assertThat(registrar.get("ada", one + "/deliveries/" + id).json()).isEqualTo(sent.json());
        assertThat(registrar.reception.entries("webhook.test_sent"))
                .singleElement()
                .satisfies(entry -> assertThat(entry.toString()).contains("delivery", String.valueOf(id)));
        refused(post(one + "/test", "{\"url\": \"x\"}"), 400, "unknown_field");
    }

    @Test
    void what_was_sent_is_shown_with_its_attempts_and_sent_again_under_the_same_id() {
        var one = made();
        var sent = post(one + "/test", "").json();
        var deliveries = new DynamoDeliveries(registrar.reception.table);
        var id = new DeliveryId(
                new EndpointId(one.substring(one.lastIndexOf('/') + 1)),
                sent.get("id").toString());
        var delivery = deliveries.find(id, registrar.reception.now()).orElseThrow();
        var attempt = new Attempt(
                1, registrar.reception.now(), Duration.ofMillis(240), new Attempt.Ending.Answered(500), "<b>Sorry</b>");
        assertThat(deliveries.note(delivery.failedForGood(attempt))).isTrue();
        // Whoever read it before that notes nothing.
        assertThat(deliveries.note(delivery.delivered(attempt))).isFalse();

        assertThat(registrar.get("ada", one + "/deliveries/" + sent.get("id")).json())
                .containsEntry("state", "failed")
                .containsEntry("attempts", 1)
                .hasEntrySatisfying(
                        "lastAttempt",
                        last -> assertThat(last.toString())
                                .contains("status=500", "durationMillis=240", "<b>Sorry</b>"));
        var again = post(one + "/deliveries/" + sent.get("id") + "/resend", "");
        assertThat(again.status()).as(again.text()).isEqualTo(202);
        assertThat(again.json())
                .containsEntry("state", "pending")
                .containsEntry("webhookId", sent.get("webhookId"))
                .containsEntry("body", sent.get("body"))
                .containsEntry("attempts", 1);
        assertThat(deliveries.find(id, registrar.reception.now()).orElseThrow().round())
                .isEqualTo(2);
        assertThat(registrar.reception.entries("webhook.resent"))
                .singleElement()
                .satisfies(entry -> assertThat(entry.toString()).contains("delivery", id.event()));
        refused(post(one + "/deliveries/01KAKJ3V6Q8ZQ0W3Y2M7N5T4RB/resend", ""), 404, "delivery_not_found");
        refused(post(one + "/deliveries/x/resend", ""), 400, "invalid_id");
    }

    @Test
    void after_thirty_days_nothing_is_listed_any_more() {
        var one = made();
        var sent = post(one + "/test", "").json().get("id");
        registrar.reception.wait(Duration.ofDays(30).minusSeconds(1));
        assertThat(items(registrar.get("ada", one + "/deliveries"))).hasSize(1);
        registrar.reception.wait(Duration.ofSeconds(1));
        assertThat(items(registrar.get("ada", one + "/deliveries"))).isEmpty();
        refused(registrar.get("ada", one + "/deliveries/" + sent), 404, "delivery_not_found");
        refused(post(one + "/deliveries/" + sent + "/resend", ""), 404, "delivery_not_found");
    }

    @Test
    void no_more_than_sixty_are_sent_by_hand_in_an_hour() {
        var one = made();
        for (int i = 0; i < 60; i++) {
            assertThat(post(one + "/test", "").status()).isEqualTo(202);
        }
        var before = stored();
        var refused = post(one + "/test", "");
        refused(refused, 429, "too_fast");
        assertThat(refused.header("retry-after")).matches("[1-9][0-9]*");
        assertThat(stored()).isEqualTo(before);
        assertThat(post(made() + "/test", "").status()).isEqualTo(202);
        assertThat(items(registrar.call("ada", "GET", one + "/deliveries", "limit=25", "")))
                .hasSize(25);
        refused(registrar.call("ada", "GET", one + "/deliveries", "limit=101", ""), 400, "invalid_limit");
    }

    @Test
    void deliveries_are_listed_part_by_part_the_latest_first() {
        var one = made();
        var sent = new ArrayList<Object>();
        for (int i = 0; i < 5; i++) {
            registrar.reception.wait(Duration.ofSeconds(1));
            sent.addFirst(post(one + "/test", "").json().get("id"));
        }
        var listed = new ArrayList<Object>();
        var query = "limit=2";
        for (int i = 0; i < 3; i++) {
            var page = registrar.call("ada", "GET", one + "/deliveries", query, "");
            items(page).forEach(item -> listed.add(item.get("id")));
            query = "limit=2&cursor=" + page.json().get("next");
        }
        assertThat(listed).isEqualTo(sent);
        refused(registrar.call("ada", "GET", made() + "/deliveries", query, ""), 400, "invalid_cursor");
    }

    @Test
    void an_organization_has_at_most_twenty() {
        for (int i = 0; i < 20; i++) {
            assertThat(create("ada", URL, "[\"*\"]").status()).isEqualTo(201);
        }
        refused(create("ada", URL, "[\"*\"]"), 409, "too_many_webhooks");
        var listed = items(registrar.get("ada", WEBHOOKS));
        assertThat(listed).hasSize(20);
        assertThat(registrar
                        .call(
                                "ada",
                                "DELETE",
                                WEBHOOKS + "/" + listed.getFirst().get("id"),
                                "")
                        .status())
                .isEqualTo(204);
        assertThat(create("ada", URL, "[\"*\"]").status()).isEqualTo(201);
    }

    @Test
    void a_deployment_without_a_key_has_no_webhooks() {
        for (var variables : List.of(Map.of("WEBHOOKS", "off"), Map.of("WEBHOOK_KEY_PARAMETER", ""))) {
            var handler = new WebhookHandler(
                    Environment.of(variables),
                    registrar.reception.table,
                    Reception.untouched(),
                    registrar.reception::now,
                    OutputStream.nullOutputStream());
            for (var path : List.of(WEBHOOKS, Registrar.CONSOLE + "/webhooks")) {
                var event = Events.get(path).bearer(registrar.token("ada")).json();
                var answer = Answer.of(handler, new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)));
                refused(answer, 404, "unknown_route");
            }
        }
    }
}
