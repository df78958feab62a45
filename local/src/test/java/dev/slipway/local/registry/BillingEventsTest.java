package dev.slipway.local.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.adapters.lambda.Environment;
import dev.slipway.adapters.lambda.Invocation;
import dev.slipway.functions.reconcile.ReconcileHandler;
import dev.slipway.local.stripe.api.ApiMood;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// What comes of the events in `events/` that Stripe and the schedule send.
class BillingEventsTest extends OnARegistry {

    static final List<String> TOLD = BillingStories.TOLD;

    private final ByteArrayOutputStream log = new ByteArrayOutputStream();

    @Override
    @BeforeEach
    void startRegistry() {
        registry = billed();
    }

    private void paid() {
        EventsTest.happened(registry, List.of("billing-checkout", BillingStories.PAYS));
        assertThat(registry.dump().item("ORG#acme", "BILLING")).doesNotContainKey("subscription");
    }

    /// Whatever it is that it tells: Stripe is asked.
    @ParameterizedTest
    @FieldSource("TOLD")
    void whatever_stripe_tells_what_it_says_is_stored_and_once(String event) {
        paid();
        var before = registry.dump();

        assertThat(EventsTest.send(registry, event, Who.ANONYMOUS).status()).isEqualTo(204);

        var after = registry.dump();
        assertThat(after.item("ORG#acme", "BILLING")).containsKey("subscription");
        assertThat(after.item("ORG#acme", "SEATS").get("paid").n()).isEqualTo("20");
        assertThat(after.auditSince(before)).extracting(AuditLine::action).containsExactly("billing.changed");
        assertThat(after.ofType("event")).hasSize(1);

        assertThat(EventsTest.send(registry, event, Who.ANONYMOUS).status()).isEqualTo(204);
        registry.dump().sameAs(after, "what is stored after the same event once more");
    }

    @Test
    void what_nobody_told_is_found_by_the_hourly_run() throws IOException {
        paid();
        var before = registry.dump();

        run(registry.cashier().variables());

        var after = registry.dump();
        assertThat(after.item("ORG#acme", "SEATS").get("paid").n()).isEqualTo("20");
        assertThat(after.auditSince(before)).extracting(AuditLine::action).containsExactly("billing.changed");
        assertThat(log.toString(UTF_8)).contains("1 organizations, 1 mended, 0 failed");

        log.reset();
        run(registry.cashier().variables());
        registry.dump().sameAs(after, "what is stored after another run");
        assertThat(log.toString(UTF_8)).contains("1 organizations, 0 mended, 0 failed");
    }

    @Test
    void a_run_that_could_not_ask_stripe_is_an_error_and_changes_nothing() {
        paid();
        var before = registry.dump();
        registry.cashier().stripe().mood(ApiMood.FAILING);

        Assertions.assertThatThrownBy(() -> run(registry.cashier().variables())).hasMessageContaining("1 failed");
        registry.dump().sameAs(before, "what is stored after a run that failed");
    }

    @Test
    void where_nobody_is_billed_a_run_does_nothing() throws IOException {
        paid();
        var before = registry.dump();
        run(Map.of());
        registry.dump().sameAs(before, "what is stored after a run where nobody is billed");
        assertThat(log.toString(UTF_8)).contains("nobody is billed");
    }

    private void run(Map<String, String> variables) throws IOException {
        var handler = new ReconcileHandler(Environment.of(variables), registry.table(), registry.clock(), log);
        var event = Files.newInputStream(Instance.ROOT.resolve("events/reconcile.json"));
        handler.handleRequest(event, OutputStream.nullOutputStream(), new Invocation());
    }
}
