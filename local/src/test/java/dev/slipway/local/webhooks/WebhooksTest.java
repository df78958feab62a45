package dev.slipway.local.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.standardwebhooks.Webhook;
import dev.slipway.access.Principal;
import dev.slipway.adapters.dynamodb.AuditPen;
import dev.slipway.adapters.dynamodb.DynamoDeliveries;
import dev.slipway.adapters.dynamodb.DynamoEndpoints;
import dev.slipway.adapters.dynamodb.Table;
import dev.slipway.adapters.dynamodb.WebhookPen;
import dev.slipway.audit.AuditAction;
import dev.slipway.audit.AuditAction.TagMoved;
import dev.slipway.audit.AuditAction.WebhookPaused;
import dev.slipway.audit.AuditAction.WebhookResent;
import dev.slipway.audit.AuditAction.WebhookTestSent;
import dev.slipway.audit.AuditEntry;
import dev.slipway.audit.Book;
import dev.slipway.audit.Origin;
import dev.slipway.kernel.AccountId;
import dev.slipway.kernel.Handle;
import dev.slipway.kernel.Ids;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.local.LocalRegistry;
import dev.slipway.local.Options;
import dev.slipway.webhooks.Attempt;
import dev.slipway.webhooks.Delivery;
import dev.slipway.webhooks.DeliveryId;
import dev.slipway.webhooks.Endpoint;
import dev.slipway.webhooks.EndpointDescription;
import dev.slipway.webhooks.EndpointId;
import dev.slipway.webhooks.EndpointUrl;
import dev.slipway.webhooks.EventChoice;
import dev.slipway.webhooks.Secrets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// From a line of the audit log to a receiver, through the stream, both functions and the queue, all of them real.
@Timeout(120)
class WebhooksTest {

    private static final OrgSlug ACME = new OrgSlug("acme");
    private static final Principal.Person ADA =
            new Principal.Person(new AccountId("01KAKJ3V6Q8ZQ0W3Y2M7N5T4RB"), new Handle("ada"));

    private final AtomicReference<Instant> now =
            new AtomicReference<>(InstantSource.system().instant().truncatedTo(ChronoUnit.MILLIS));
    private final LocalRegistry registry =
            LocalRegistry.start(Options.inMemory().withClock(now::get));
    private final Table table = new Table(registry.database().client(), "slipway");
    private final Hook hook = new Hook();
    private final Ids ids = Ids.random();

    @AfterEach
    void close() {
        registry.close();
        hook.close();
    }

    /// What was done to found the organization was done before there is any webhook.
    @BeforeEach
    void begin() {
        pass(Duration.ofSeconds(1));
    }

    private Endpoint endpoint(String url, String... events) {
        var at = now.get();
        var endpoint = Endpoint.created(
                new EndpointId(ids.next(at)),
                ACME,
                new Endpoint.Settings(
                        new EndpointUrl(url), new EndpointDescription(""), EventChoice.parse(List.of(events))),
                at,
                ADA);
        WebhookPen.write(table, endpoint);
        return endpoint;
    }

    private AuditEntry done(AuditAction action) {
        var at = now.get();
        var entry = new AuditEntry(
                ids.next(at),
                new Book.OfOrganization(ACME),
                at,
                ADA,
                new Origin("203.0.113.7", "npm/11.0.0", "request-1"),
                action);
        AuditPen.write(table, entry);
        return entry;
    }

    private AuditEntry moved(String pkg, String to) {
        return done(new TagMoved(pkg, "latest", Optional.empty(), to));
    }

    private void pass(Duration time) {
        now.updateAndGet(at -> at.plus(time));
    }

    private static void await(BooleanSupplier question) throws InterruptedException {
        var giveUp = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!question.getAsBoolean()) {
            assertThat(System.nanoTime()).as("it never came to that").isLessThan(giveUp);
            rest(20);
        }
    }

    private static void rest(int milliseconds) throws InterruptedException {
        assertThat(new CountDownLatch(1).await(milliseconds, TimeUnit.MILLISECONDS))
                .isFalse();
    }

    /// Long enough for whatever is due to be done.
    private void settle() throws InterruptedException {
        registry.stream().settle();
        rest(900);
    }

    private Delivery delivery(Endpoint endpoint, AuditEntry entry) {
        return new DynamoDeliveries(table)
                .find(new DeliveryId(endpoint.id(), entry.id()), now.get())
                .orElseThrow();
    }

    private boolean isDelivered(Endpoint endpoint, AuditEntry entry) {
        return new DynamoDeliveries(table)
                .find(new DeliveryId(endpoint.id(), entry.id()), now.get())
                .filter(each -> each.state() == Delivery.State.DELIVERED)
                .isPresent();
    }

    private Endpoint stored(Endpoint endpoint) {
        return new DynamoEndpoints(table).find(ACME, endpoint.id()).orElseThrow();
    }

    @Test
    void what_is_done_is_told_signed_and_with_nothing_of_the_person_but_who_it_was() throws Exception {
        var endpoint = endpoint(hook.url(), "tag.moved");
        var entry = moved("@acme/pad", "1.2.0");
        await(() -> isDelivered(endpoint, entry));

        assertThat(hook.got).hasSize(1);
        var got = hook.got.getFirst();
        assertThat(got.id()).isEqualTo("msg_" + endpoint.id() + "_" + entry.id());
        assertThat(got.body())
                .contains("\"type\":\"tag.moved\"", "\"organization\":\"acme\"", "\"target\":\"@acme/pad\"")
                .contains("\"name\":\"ada\"", "\"id\":\"" + entry.id() + "\"")
                .doesNotContain("203.0.113.7", "npm/11", "request-1");
        var key = registry.environment("DeliverFunction").get("WEBHOOK_KEY");
        var secret = new Secrets(() -> key).current(endpoint).text();
        assertThatCode(() -> new Webhook(secret).verify(got.body(), got.headers()))
                .doesNotThrowAnyException();
        assertThat(delivery(endpoint, entry).made()).isOne();
        assertThat(registry.queue().depth()).isZero();
    }

    @Test
    void who_did_not_choose_an_event_or_came_later_or_is_elsewhere_is_told_nothing() throws Exception {
        endpoint(hook.url(), "member.joined");
        moved("@acme/pad", "1.2.0");
        pass(Duration.ofSeconds(1));
        done(new TagMoved("@acme/pad", "latest", Optional.empty(), "1.3.0"));
        pass(Duration.ofSeconds(1));
        settle();
        endpoint(hook.url(), "*");
        settle();

        assertThat(hook.got).isEmpty();
    }

    @Test
    void a_receiver_that_fails_thrice_gets_it_in_the_end_under_the_same_id_and_holds_up_others_no_longer()
            throws Exception {
        var endpoint = endpoint(hook.url(), "*");
        var failures = new AtomicInteger();
        hook.answer = got -> got.detail("after").equals("1.0.0") && failures.getAndIncrement() < 3 ? 500 : 204;
        var first = moved("@acme/pad", "1.0.0");
        await(() -> hook.got.size() == 1);
        var second = moved("@acme/pad", "1.1.0");
        settle();
        assertThat(hook.got).hasSize(1);
        pass(Duration.ofSeconds(7));
        await(() -> hook.got.size() == 2);
        settle();
        assertThat(hook.got).hasSize(2);
        pass(Duration.ofSeconds(37));
        // The third failure: it steps aside, and the line goes on.
        await(() -> isDelivered(endpoint, second));
        assertThat(hook.got).hasSize(4);
        pass(Duration.ofMinutes(3));
        await(() -> isDelivered(endpoint, first));

        assertThat(delivery(endpoint, first).attempts())
                .extracting(each -> each.number())
                .containsExactly(1, 2, 3, 4);
        assertThat(hook.got.stream()
                        .filter(got -> got.detail("after").equals("1.0.0"))
                        .map(Hook.Got::id)
                        .distinct())
                .hasSize(1);
        await(() -> registry.queue().depth() == 0);
        assertThat(stored(endpoint).health().good()).isTrue();
    }

    @Test
    void what_is_done_to_one_package_arrives_in_its_order() throws Exception {
        endpoint(hook.url(), "*");
        var first = new AtomicInteger();
        hook.answer = got -> got.detail("after").equals("3.0.0") && first.getAndIncrement() == 0 ? 503 : 204;
        for (int i = 0; i < 8; i++) {
            moved("@acme/pad", i + ".0.0");
        }
        await(() -> hook.got.size() == 4);
        settle();
        pass(Duration.ofSeconds(7));
        await(() -> hook.got.size() == 9);

        assertThat(hook.got)
                .extracting(got -> got.detail("after"))
                .containsExactly("0.0.0", "1.0.0", "2.0.0", "3.0.0", "3.0.0", "4.0.0", "5.0.0", "6.0.0", "7.0.0");
    }

    @Test
    void a_receiver_that_is_dead_costs_little_and_holds_up_no_other() throws Exception {
        try (var dead = new Hook()) {
            dead.answer = _ -> 500;
            var failing = endpoint(dead.url(), "*");
            var live = endpoint(hook.url(), "*");
            var entries = new ArrayList<AuditEntry>();
            for (int i = 0; i < 40; i++) {
                entries.add(moved("@acme/pad-" + i, "1.0.0"));
            }
            await(() -> entries.stream().allMatch(entry -> isDelivered(live, entry)));
            settle();

            assertThat(hook.got).hasSize(40);
            assertThat(stored(failing).health().open()).isTrue();
            // One of each line, before five have failed.
            assertThat(dead.got).hasSizeBetween(5, 8);
            int before = dead.got.size();
            for (int minute = 0; minute < 10; minute++) {
                pass(Duration.ofMinutes(1));
                settle();
            }
            // One for each step of 5 s, 10 s, 20 s, …, and not one for each that waits.
            assertThat(dead.got.size() - before).isLessThanOrEqualTo(10);
        }
    }

    @Test
    void a_record_that_comes_twice_is_told_once() throws Exception {
        var endpoint = endpoint(hook.url(), "*");
        var entry = moved("@acme/pad", "1.0.0");
        await(() -> isDelivered(endpoint, entry));
        // Written anew, it is in the stream as one more change; deleted before, as one more line.
        registry.database()
                .client()
                .deleteItem(request -> request.tableName("slipway")
                        .key(Map.of(
                                "pk", AttributeValue.fromS("AUDIT#org:acme"),
                                "sk", AttributeValue.fromS(entry.id()))));
        AuditPen.write(table, entry);
        settle();
        pass(Duration.ofMinutes(6));
        AuditPen.write(table, entry);
        settle();

        assertThat(hook.got).hasSize(1);
        assertThat(registry.queue().depth()).isZero();
    }

    @Test
    void what_came_before_a_pause_is_parked_and_what_comes_in_it_is_not_told() throws Exception {
        hook.answer = _ -> 500;
        var endpoint = endpoint(hook.url(), "*");
        var waiting = moved("@acme/pad", "1.0.0");
        await(() -> hook.got.size() == 1);
        settle();
        WebhookPen.write(table, stored(endpoint).with(Endpoint.State.PAUSED));
        moved("@acme/lid", "1.0.0");
        pass(Duration.ofSeconds(7));
        await(() -> registry.queue().depth() == 0);

        assertThat(delivery(endpoint, waiting).state()).isEqualTo(Delivery.State.PARKED);
        assertThat(hook.got).hasSize(1);
    }

    @Test
    void a_message_for_a_webhook_that_is_gone_is_dropped() throws Exception {
        hook.answer = _ -> 500;
        var endpoint = endpoint(hook.url(), "*");
        moved("@acme/pad", "1.0.0");
        await(() -> hook.got.size() == 1);
        settle();
        WebhookPen.delete(table, endpoint);
        pass(Duration.ofSeconds(7));
        await(() -> registry.queue().depth() == 0);

        assertThat(hook.got).hasSize(1);
        assertThat(registry.queue().dead()).isEmpty();
    }

    @Test
    void an_organization_that_was_deleted_tells_nothing() throws Exception {
        endpoint(hook.url(), "*");
        registry.database()
                .client()
                .updateItem(request -> request.tableName("slipway")
                        .key(Map.of("pk", AttributeValue.fromS("ORG#acme"), "sk", AttributeValue.fromS("ORGANIZATION")))
                        .updateExpression("SET deletedAt = :at")
                        .expressionAttributeValues(
                                Map.of(":at", AttributeValue.fromS(now.get().toString()))));
        moved("@acme/pad", "1.0.0");
        settle();

        assertThat(hook.got).isEmpty();
    }

    @Test
    void a_redirect_is_a_failure_and_nobody_is_sent_where_it_leads() throws Exception {
        hook.answer = _ -> 302;
        var endpoint = endpoint(hook.url(), "*");
        var entry = moved("@acme/pad", "1.0.0");
        await(() -> hook.got.size() == 1);
        settle();

        assertThat(delivery(endpoint, entry).state()).isEqualTo(Delivery.State.PENDING);
        assertThat(delivery(endpoint, entry).lastAttempt().orElseThrow().ending())
                .isEqualTo(new Attempt.Ending.Answered(302));
        assertThat(hook.got).hasSize(1);
    }

    @Test
    void nothing_is_sent_to_a_private_address_and_the_delivery_says_so() throws Exception {
        var endpoint = endpoint("https://169.254.169.254/latest", "*");
        var entry = moved("@acme/pad", "1.0.0");
        await(() -> new DynamoDeliveries(table)
                .find(new DeliveryId(endpoint.id(), entry.id()), now.get())
                .filter(each -> each.made() == 1)
                .isPresent());

        assertThat(delivery(endpoint, entry)
                        .lastAttempt()
                        .orElseThrow()
                        .ending()
                        .toString())
                .contains("169.254.169.254 leads to an address that is not public");
    }

    @Test
    void what_somebody_sends_by_hand_goes_out_even_if_all_that_came_to_be_is_what_stands_in_the_table()
            throws Exception {
        var endpoint = endpoint(hook.url(), "member.joined");
        var id = new DeliveryId(endpoint.id(), ids.next(now.get()));
        var begun = Delivery.begun(id, ACME, "webhook.test", endpoint.id().value(), "{}", now.get(), now.get());
        var deliveries = new DynamoDeliveries(table);
        deliveries.putNew(begun);
        done(new WebhookTestSent(endpoint.id().value(), endpoint.url().shown(), id.event()));
        await(() -> hook.got.size() == 1);
        assertThat(hook.got.getFirst().id()).isEqualTo(id.messageId());
        settle();

        deliveries.note(deliveries.find(id, now.get()).orElseThrow().again(now.get()));
        done(new WebhookResent(endpoint.id().value(), endpoint.url().shown(), id.event(), "webhook.test"));
        await(() -> hook.got.size() == 2);
        settle();

        assertThat(hook.got.getLast().id()).isEqualTo(id.messageId());
        assertThat(deliveries.find(id, now.get()).orElseThrow().state()).isEqualTo(Delivery.State.DELIVERED);
        assertThat(registry.queue().depth()).isZero();
    }

    @Test
    void a_pause_by_a_person_is_mailed_to_nobody() throws Exception {
        var endpoint = endpoint(hook.url(), "*");
        done(new WebhookPaused(endpoint.id().value(), endpoint.url().shown(), "by hand"));
        settle();

        assertThat(registry.mailbox().messages()).isEmpty();
        assertThat(registry.queue().depth()).isZero();
    }

    @Test
    void one_that_says_that_it_is_gone_is_paused_and_those_who_manage_it_get_a_mail() throws Exception {
        hook.answer = _ -> 410;
        var endpoint = endpoint(hook.url(), "*");
        moved("@acme/pad", "1.0.0");
        await(() -> stored(endpoint).state() == Endpoint.State.FAILED);
        await(() -> !registry.mailbox().messages().isEmpty());
        settle();

        assertThat(registry.mailbox().messages())
                .hasSize(1)
                .allMatch(mail -> mail.subject().equals("A webhook of @acme was paused"))
                .noneMatch(mail -> mail.text().contains("key=secret"));
        assertThat(hook.got).hasSize(1);
        var paused = registry.database()
                .client()
                .query(request -> request.tableName("slipway")
                        .keyConditionExpression("pk = :log")
                        .filterExpression("#action = :paused")
                        .expressionAttributeNames(Map.of("#action", "action"))
                        .expressionAttributeValues(Map.of(
                                ":log", AttributeValue.fromS("AUDIT#org:acme"),
                                ":paused", AttributeValue.fromS("webhook.paused"))))
                .items();
        assertThat(paused).hasSize(1);
    }

    @Test
    void a_line_that_nobody_can_read_holds_up_no_other() throws Exception {
        var endpoint = endpoint(hook.url(), "*");
        registry.database()
                .client()
                .putItem(request -> request.tableName("slipway")
                        .item(Map.of(
                                "pk", AttributeValue.fromS("AUDIT#org:acme"),
                                "sk", AttributeValue.fromS("01KAKJ3V6Q8ZQ0W3Y2M7N5T4RZ"))));
        var entry = moved("@acme/pad", "1.0.0");
        await(() -> isDelivered(endpoint, entry));
        registry.stream().settle();

        assertThat(hook.got).hasSize(1);
    }
}
