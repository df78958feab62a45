package dev.slipway.local.api;

import static dev.slipway.local.api.Registrar.CONSOLE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.access.Role;
import dev.slipway.adapters.dynamodb.DynamoDeliveries;
import dev.slipway.adapters.lambda.Answer;
import dev.slipway.kernel.Slice;
import dev.slipway.webhooks.EndpointId;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// `/console/organizations/{org}/webhooks`, and the page of one.
class WebhookPagesTest {

    private static final String WEBHOOKS = CONSOLE + "/webhooks";
    private static final String CREATE = "act=create&url=http%3A%2F%2F127.0.0.1%3A9%2Fhook&description=chat&which=all";
    private static final Pattern SECRET = Pattern.compile("whsec_[A-Za-z0-9+/]{43}=");
    private static final Pattern ID = Pattern.compile("/webhooks/([0-9A-Z]{26})\"");

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

    /// The path of the page of a new one.
    private String made() {
        secret(ada.post(WEBHOOKS, CREATE));
        var id = ID.matcher(ada.get(WEBHOOKS).text());
        assertThat(id.find()).isTrue();
        return WEBHOOKS + "/" + id.group(1);
    }

    @Test
    void a_secret_is_shown_once_when_it_is_made_and_once_when_it_is_rotated() {
        shows(ada.get(WEBHOOKS), 200, "No webhook yet", "New webhook", ">Webhooks</a>");
        var fresh = ada.post(WEBHOOKS, CREATE);
        shows(fresh, 200, "It is shown this once", "http://127.0.0.1:9/hook");
        var first = secret(fresh);
        var listed = ada.get(WEBHOOKS);
        shows(listed, 200, "http://127.0.0.1:9/hook", "chat", "Everything", "Active");
        assertThat(listed.text()).doesNotContain(first);

        var one = made();
        var rotated = ada.post(one, "act=rotate");
        shows(rotated, 200, "The new secret", "For 24 hours messages are signed with the one before");
        assertThat(secret(rotated)).isNotEqualTo(first);
        assertThat(SECRET.matcher(ada.get(one).text()).find()).isFalse();
        shows(ada.post(one, "act=rotate"), 409, "is valid until 2026-11-22T12:00:00Z");
        var replaced = ada.post(one, "act=rotate&expireNow=on");
        shows(replaced, 200, "The new secret");
        assertThat(secret(replaced)).isNotEqualTo(first);
    }

    @Test
    void what_is_wrong_is_said_beside_it_and_what_was_typed_stays() {
        shows(ada.post(WEBHOOKS, CREATE.replace("127.0.0.1", "127.1")), 400, "no URL for a webhook", "value=\"chat\"");
        shows(
                ada.post(WEBHOOKS, CREATE.replace("127.0.0.1", "10.0.0.1").replace("http", "https")),
                400,
                "is not public");
        shows(ada.post(WEBHOOKS, CREATE.replace("all", "some")), 400, "Choose at least one event", "value=\"chat\"");
        shows(ada.post(WEBHOOKS, CREATE.replace("chat", "a%0Ab")), 400, "one line");
        shows(ada.get(WEBHOOKS), 200, "No webhook yet");
        var one = made();
        shows(ada.post(one, "act=save&url=x&description=&which=all"), 400, "no URL for a webhook");
        shows(ada.post(one, "act=dance"), 400, "not a form of this page");
    }

    @Test
    void a_webhook_is_changed_paused_tried_and_deleted() {
        var one = made();
        leadsTo(
                ada.post(one, "act=save&url=http%3A%2F%2F127.0.0.1%3A9%2Fother&description=&which=some&tag.moved=on"),
                one);
        shows(ada.get(one), 200, "http://127.0.0.1:9/other", "told nothing in the last 30 days");
        leadsTo(ada.post(one, "act=test"), one);
        var id = new DynamoDeliveries(registrar.reception.table)
                .list(
                        new EndpointId(one.substring(one.lastIndexOf('/') + 1)),
                        registrar.reception.now(),
                        Slice.first(2))
                .items()
                .getFirst()
                .id();
        shows(ada.get(one), 200, "webhook test", "Waiting", id.messageId(), "Send again");
        leadsTo(ada.post(one, "act=resend&delivery=" + id.event()), one);
        assertThat(registrar.reception.entries("webhook.test_sent")).hasSize(1);
        assertThat(registrar.reception.entries("webhook.resent")).hasSize(1);
        leadsTo(ada.post(one, "act=pause"), one);
        shows(ada.get(one), 200, "Paused", "Resume");
        shows(ada.post(one, "act=test"), 409, "This webhook is paused");
        leadsTo(ada.post(one, "act=resume"), one);
        leadsTo(ada.post(one, "act=delete"), WEBHOOKS);
        shows(ada.get(one), 404, "has no such webhook");
        shows(ada.get(WEBHOOKS), 200, "No webhook yet");
    }

    @Test
    void those_who_do_not_manage_webhooks_see_no_tab_and_no_page() {
        var one = made();
        registrar.join("mia", Role.MEMBER);
        var mia = registrar.browser("mia");
        shows(mia.get(WEBHOOKS), 403, "@acme");
        shows(mia.get(one), 403, "@acme");
        assertThat(registrar.browser("otto").get(WEBHOOKS).status()).isEqualTo(404);
    }
}
