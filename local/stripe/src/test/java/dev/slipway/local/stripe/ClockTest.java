package dev.slipway.local.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.StripeClient;
import com.stripe.exception.StripeException;
import com.stripe.model.Subscription;
import com.stripe.param.CustomerCreateParams;
import com.stripe.param.PaymentMethodAttachParams;
import com.stripe.param.SubscriptionCreateParams;
import com.stripe.param.checkout.SessionCreateParams;
import com.sun.net.httpserver.HttpServer;
import dev.slipway.local.stripe.account.Settings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What happens by itself, and what a restart leaves.
class ClockTest {

    private static final Duration MONTH = Duration.ofDays(30);

    private final AtomicReference<Instant> clock = new AtomicReference<>(Shop.START);
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private HttpServer webhook;
    private URI url;

    @TempDir
    Path folder;

    @BeforeEach
    void listen() throws IOException {
        webhook = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
        webhook.createContext("/", exchange -> {
            heard.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        webhook.start();
        url = URI.create("http://127.0.0.1:" + webhook.getAddress().getPort() + "/");
    }

    @AfterEach
    void stop() {
        webhook.stop(0);
    }

    @Test
    void one_that_ticks_tells_of_a_renewal_though_nobody_asks() throws Exception {
        try (var stripe = StripeStandIn.start(
                Settings.of(Shop.SEAT, Shop.POOL).sendingTo(url).ticks(), clock::get)) {
            subscribe(stripe);
            stripe.settle();
            heard.clear();

            clock.updateAndGet(now -> now.plus(MONTH).plus(Duration.ofHours(2)));

            assertThat(hears("\"invoice.paid\"")).isTrue();
        }
    }

    @Test
    void one_that_does_not_tick_waits_until_it_is_asked() throws Exception {
        try (var stripe = StripeStandIn.start(Settings.of(Shop.SEAT, Shop.POOL).sendingTo(url), clock::get)) {
            subscribe(stripe);
            stripe.settle();
            heard.clear();

            clock.updateAndGet(now -> now.plus(MONTH).plus(Duration.ofHours(2)));

            assertThat(heard.poll(1500, TimeUnit.MILLISECONDS)).isNull();
            stripe.catchUp();
            assertThat(hears("\"invoice.paid\"")).isTrue();
        }
    }

    /// A registry that starts again after a month hears what fell due while it was off, and not half of it.
    @Test
    void one_that_ticks_lets_nothing_fall_due_before_there_is_somebody_to_tell() throws Exception {
        var settings = Settings.of(Shop.SEAT, Shop.POOL).keptIn(folder.resolve("stripe.json"));
        try (var stripe = StripeStandIn.start(settings, clock::get)) {
            subscribe(stripe);
        }
        clock.updateAndGet(now -> now.plus(MONTH).plus(Duration.ofHours(2)));
        try (var stripe = StripeStandIn.start(settings.ticks(), clock::get)) {
            var before = stripe.events().size();
            assertThat(heard.poll(2500, TimeUnit.MILLISECONDS)).isNull();
            assertThat(stripe.events()).hasSize(before);

            stripe.deliverTo(url);

            assertThat(hears("\"invoice.paid\"")).isTrue();
        }
    }

    @Test
    void links_to_its_pages_follow_it_to_another_port() throws Exception {
        var settings = Settings.of(Shop.SEAT, Shop.POOL).keptIn(folder.resolve("stripe.json"));
        String session;
        String subscription;
        URI old;
        try (var stripe = StripeStandIn.start(settings, clock::get)) {
            old = stripe.url();
            subscription = subscribe(stripe).getId();
            session = client(stripe)
                    .v1()
                    .checkout()
                    .sessions()
                    .create(SessionCreateParams.builder()
                            .setMode(SessionCreateParams.Mode.SUBSCRIPTION)
                            .setSuccessUrl(old + "/thanks")
                            .addLineItem(SessionCreateParams.LineItem.builder()
                                    .setPrice(stripe.price("seat"))
                                    .setQuantity(1L)
                                    .build())
                            .build())
                    .getId();
        }
        try (var taken = new ServerSocket(old.getPort(), 1, InetAddress.ofLiteral("127.0.0.1"));
                var stripe = StripeStandIn.start(settings.onPort(old.getPort()), clock::get)) {
            assertThat(taken.getLocalPort()).isNotEqualTo(stripe.url().getPort());
            var client = client(stripe);
            var open = client.v1().checkout().sessions().retrieve(session);
            assertThat(open.getUrl()).startsWith(stripe.url() + "/c/pay/");
            assertThat(open.getSuccessUrl()).isEqualTo(old + "/thanks");
            var invoice = client.v1()
                    .invoices()
                    .retrieve(client.v1().subscriptions().retrieve(subscription).getLatestInvoice());
            assertThat(invoice.getHostedInvoiceUrl()).startsWith(stripe.url() + "/i/");
            assertThat(invoice.getInvoicePdf()).startsWith(stripe.url() + "/i/").endsWith("/pdf");
        }
    }

    @Test
    void what_it_sells_has_the_same_ids_after_a_restart_though_nothing_was_bought() throws IOException {
        var file = folder.resolve("stripe.json");
        var settings = Settings.of(Shop.SEAT, Shop.POOL).keptIn(file);
        String seat;
        try (var stripe = StripeStandIn.start(settings, clock::get)) {
            seat = stripe.price("seat");
        }
        try (var stripe = StripeStandIn.start(settings, clock::get)) {
            assertThat(stripe.price("seat")).isEqualTo(seat).isNotEqualTo(stripe.price("pool-seat"));
        }
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    private boolean hears(String type) throws InterruptedException {
        for (var told = next(); told != null; told = next()) {
            if (told.contains(type)) {
                return true;
            }
        }
        return false;
    }

    private String next() throws InterruptedException {
        return heard.poll(10, TimeUnit.SECONDS);
    }

    private static Subscription subscribe(StripeStandIn stripe) throws StripeException {
        var client = client(stripe);
        var customer = client.v1()
                .customers()
                .create(CustomerCreateParams.builder().setName("Acme").build());
        var card = client.v1()
                .paymentMethods()
                .attach(
                        "pm_card_visa",
                        PaymentMethodAttachParams.builder()
                                .setCustomer(customer.getId())
                                .build());
        return client.v1()
                .subscriptions()
                .create(SubscriptionCreateParams.builder()
                        .setCustomer(customer.getId())
                        .setDefaultPaymentMethod(card.getId())
                        .addItem(SubscriptionCreateParams.Item.builder()
                                .setPrice(stripe.price("seat"))
                                .build())
                        .build());
    }

    private static StripeClient client(StripeStandIn stripe) {
        return StripeClient.builder()
                .setApiKey(stripe.apiKey())
                .setApiBase(stripe.url().toString())
                .setMaxNetworkRetries(0)
                .build();
    }
}
