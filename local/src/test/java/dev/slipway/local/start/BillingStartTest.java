package dev.slipway.local.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.StripeClient;
import com.stripe.exception.StripeException;
import com.stripe.model.Customer;
import com.stripe.model.Price;
import com.stripe.param.CustomerCreateParams;
import dev.slipway.local.CannotStart;
import dev.slipway.local.LocalRegistry;
import dev.slipway.local.Options;
import dev.slipway.local.gateway.FunctionBlock;
import dev.slipway.local.gateway.Template;
import dev.slipway.local.stripe.StripeStandIn;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A registry that bills, by the stand-in for Stripe.
class BillingStartTest {

    private static final Path ROOT = Path.of(System.getProperty("slipway.root", "."));
    private static final List<String> TALK_TO_STRIPE = List.of(
            "BillingFunction", "BillingWebhookFunction", "ReconcileFunction", "OrganizationFunction", "InviteFunction");

    private final Web web = new Web();

    @TempDir
    Path temporary;

    private Path folder;
    private Options options;

    @BeforeEach
    void choose() {
        folder = temporary.resolve("data");
        options = Options.in(folder).withPort(0);
    }

    @AfterEach
    void close() {
        web.close();
    }

    @Test
    void customers_keys_and_prices_are_the_same_at_the_next_start() throws StripeException {
        String key;
        String secret;
        List<String> prices;
        Customer customer;
        try (var registry = LocalRegistry.start(options.withBilling())) {
            var stripe = stripe(registry);
            key = stripe.apiKey();
            secret = stripe.webhookSecret();
            prices = prices(stripe);
            customer = customer(stripe);
        }
        try (var registry = LocalRegistry.start(options.withBilling())) {
            var stripe = stripe(registry);
            assertThat(stripe.apiKey()).isEqualTo(key);
            assertThat(stripe.webhookSecret()).isEqualTo(secret);
            assertThat(prices(stripe)).isEqualTo(prices);
            assertThat(client(stripe)
                            .v1()
                            .customers()
                            .retrieve(customer.getId())
                            .getName())
                    .isEqualTo("Acme");
        }
    }

    @Test
    void a_folder_is_started_with_billing_and_without_as_one_likes() throws StripeException, IOException {
        LocalRegistry.start(options).close();
        Customer customer;
        try (var registry = LocalRegistry.start(options.withBilling())) {
            customer = customer(stripe(registry));
        }
        var books = Files.readString(folder.resolve("stripe.json"));
        try (var registry = LocalRegistry.start(options)) {
            assertThat(registry.stripe()).isEmpty();
            assertThat(web.get(registry.url() + "/-/whoami", registry.tokens().owner())
                            .body())
                    .contains("ada");
        }
        assertThat(folder.resolve("stripe.json")).hasContent(books);
        try (var registry = LocalRegistry.start(options.withBilling())) {
            assertThat(client(stripe(registry))
                            .v1()
                            .customers()
                            .retrieve(customer.getId())
                            .getName())
                    .isEqualTo("Acme");
        }
    }

    @Test
    void nothing_of_it_is_there_unless_it_is_asked_for() throws IOException {
        try (var registry = LocalRegistry.start(options)) {
            assertThat(registry.stripe()).isEmpty();
            assertThat(filesOf(folder)).noneMatch(name -> name.contains("stripe"));
            assertThat(web.get(registry.mailbox().url() + "/", "").body()).doesNotContain("Stripe");
            for (var function : functions()) {
                var environment = registry.environment(function.logicalId());
                assertThat(environment).as(function.logicalId()).containsEntry("BILLING", "off");
                assertThat(given(environment)).as(function.logicalId()).isEmpty();
            }
        }
    }

    @Test
    void it_is_the_registrys_fifth_neighbour_and_only_if_it_is_asked_for() throws IOException {
        var port = portWithSpace();
        try (var registry = LocalRegistry.start(options.withPort(port))) {
            assertThat(registry.scanner().url().getPort()).isEqualTo(port + 4);
            assertThatThrownBy(() -> web.get("http://127.0.0.1:" + (port + 5) + "/", ""))
                    .hasCauseInstanceOf(ConnectException.class);
        }
        for (var start = 0; start < 2; start++) {
            try (var registry = LocalRegistry.start(options.withPort(port).withBilling())) {
                assertThat(stripe(registry).url()).isEqualTo(URI.create("http://127.0.0.1:" + (port + 5)));
            }
        }
    }

    @Test
    void those_who_talk_to_stripe_are_told_where_it_is_and_the_others_are_not() throws IOException {
        try (var registry = LocalRegistry.start(Options.inMemory().withBilling())) {
            var stripe = stripe(registry);
            for (var function : functions()) {
                var environment = registry.environment(function.logicalId());
                assertThat(environment).as(function.logicalId()).containsEntry("BILLING", "on");
                if (TALK_TO_STRIPE.contains(function.logicalId())) {
                    assertThat(given(environment))
                            .as(function.logicalId())
                            .isEqualTo(Map.of(
                                    "STRIPE_API_BASE", stripe.url().toString(),
                                    "STRIPE_API_KEY", stripe.apiKey(),
                                    "STRIPE_WEBHOOK_SECRETS", stripe.webhookSecret(),
                                    "STRIPE_SEAT_PRICE", stripe.price("seat"),
                                    "STRIPE_POOL_SEAT_PRICE", stripe.price("pool-seat")));
                } else {
                    assertThat(environment.values())
                            .as(function.logicalId())
                            .doesNotContain(stripe.apiKey(), stripe.webhookSecret());
                }
            }
            assertThat(functions().stream().map(FunctionBlock::logicalId)).contains("OrganizationFunction");
        }
    }

    @Test
    void it_sells_seats_for_seven_dollars_and_pool_seats_for_five() throws StripeException {
        try (var registry = LocalRegistry.start(Options.inMemory().withBilling())) {
            var stripe = stripe(registry);
            assertThat(price(stripe, "seat"))
                    .extracting(Price::getUnitAmount, Price::getCurrency)
                    .containsExactly(700L, "usd");
            assertThat(price(stripe, "pool-seat"))
                    .extracting(Price::getUnitAmount)
                    .isEqualTo(500L);
            assertThat(price(stripe, "seat").getRecurring().getInterval()).isEqualTo("month");
            assertThatThrownBy(() -> stripe.price("desk")).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void events_go_to_the_registry() throws StripeException, InterruptedException {
        try (var registry = LocalRegistry.start(Options.inMemory().withBilling())) {
            var stripe = stripe(registry);
            customer(stripe);
            stripe.settle();
            assertThat(stripe.attempts()).singleElement().satisfies(attempt -> {
                assertThat(attempt.type()).isEqualTo("customer.created");
                assertThat(attempt.status()).as("somebody answered").isPositive();
            });
        }
    }

    @Test
    void its_clock_is_the_registrys_and_goes_ahead_of_it_when_told_to() throws StripeException {
        var clock = new AtomicReference<>(Instant.parse("2026-11-01T00:00:00Z"));
        try (var registry =
                LocalRegistry.start(Options.inMemory().withClock(clock::get).withBilling())) {
            var stripe = stripe(registry);
            assertThat(stripe.now()).isEqualTo("2026-11-01T00:00:00Z");
            clock.set(Instant.parse("2026-11-02T00:00:00Z"));
            assertThat(Instant.ofEpochSecond(customer(stripe).getCreated())).isEqualTo("2026-11-02T00:00:00Z");
            stripe.advance(Duration.ofDays(30));
            assertThat(stripe.now()).isEqualTo("2026-12-02T00:00:00Z");
            clock.set(Instant.parse("2026-11-03T00:00:00Z"));
            stripe.catchUp();
            assertThat(stripe.now()).isEqualTo("2026-12-03T00:00:00Z");
        }
    }

    @Test
    void a_person_finds_it_beside_the_mails_and_it_says_that_it_is_none() {
        try (var registry = LocalRegistry.start(Options.inMemory().withBilling())) {
            var stripe = stripe(registry);
            assertThat(web.get(registry.mailbox().url() + "/", "").body())
                    .contains("href=\"" + stripe.url() + "\">What stands in for Stripe</a>");
            assertThat(web.get(stripe.url() + "/", "").headers().firstValue("location"))
                    .hasValue("/_stand-in/");
            assertThat(web.get(stripe.controls().toString(), "").body()).contains("This is not Stripe.");
        }
    }

    @Test
    void nobody_else_on_the_machine_reads_its_keys_and_its_books() throws IOException {
        LocalRegistry.start(options.withBilling()).close();

        for (var name : List.of("stripe-keys.json", "stripe.json")) {
            assertThat(Files.getPosixFilePermissions(folder.resolve(name)))
                    .as(name)
                    .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        }
        assertThat(Files.readString(folder.resolve("registry.log"))).doesNotContain("sk_test_", "whsec_");
    }

    @Test
    void fresh_forgets_its_customers_and_its_keys() throws StripeException {
        String key;
        try (var registry = LocalRegistry.start(options.withBilling())) {
            customer(stripe(registry));
            key = stripe(registry).apiKey();
        }
        LocalRegistry.start(options.fresh()).close();
        assertThat(folder.resolve("stripe.json")).doesNotExist();
        assertThat(folder.resolve("stripe-keys.json")).doesNotExist();
        try (var registry = LocalRegistry.start(options.withBilling())) {
            assertThat(stripe(registry).apiKey()).isNotEqualTo(key);
            assertThat(client(stripe(registry)).v1().customers().list().getData())
                    .isEmpty();
        }
    }

    /// Something that happens to a folder.
    interface Damage {
        void to(Path folder) throws IOException;
    }

    static Stream<Named<Damage>> damages() {
        return Stream.of(
                damage("the books are no JSON", "stripe.json", "{\"format\":"),
                damage("the books are empty", "stripe.json", ""),
                damage("the books are of another format", "stripe.json", "{\"format\":0}"),
                damage("the keys are no JSON", "stripe-keys.json", "{"),
                damage("the key is missing", "stripe-keys.json", "{\"webhookSecret\":\"whsec_x\"}"),
                damage(
                        "the key is a real one",
                        "stripe-keys.json",
                        "{\"apiKey\":\"sk_live_x\",\"webhookSecret\":\"whsec_x\"}"),
                damage("the secret is missing", "stripe-keys.json", "{\"apiKey\":\"sk_test_x\"}"));
    }

    private static Named<Damage> damage(String name, String file, String text) {
        return Named.of(name, folder -> Files.writeString(folder.resolve(file), text));
    }

    @ParameterizedTest
    @MethodSource("damages")
    void what_is_damaged_is_named_with_the_ways_out_which_work(Damage damage) throws IOException {
        LocalRegistry.start(options.withBilling()).close();
        damage.to(folder);

        assertThatThrownBy(() -> LocalRegistry.start(options.withBilling()))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining(folder.toString())
                .hasMessageContaining("--fresh")
                .satisfies(e -> assertThat(e.getMessage().lines()).hasSize(1));
        LocalRegistry.start(options).close();
        LocalRegistry.start(options.withBilling().fresh()).close();
    }

    private static StripeStandIn stripe(LocalRegistry registry) {
        return registry.stripe().orElseThrow();
    }

    private static StripeClient client(StripeStandIn stripe) {
        return StripeClient.builder()
                .setApiKey(stripe.apiKey())
                .setApiBase(stripe.url().toString())
                .build();
    }

    private static Customer customer(StripeStandIn stripe) throws StripeException {
        return client(stripe)
                .v1()
                .customers()
                .create(CustomerCreateParams.builder().setName("Acme").build());
    }

    private static Price price(StripeStandIn stripe, String key) throws StripeException {
        return client(stripe).v1().prices().retrieve(stripe.price(key));
    }

    private static List<String> prices(StripeStandIn stripe) {
        return List.of(stripe.price("seat"), stripe.price("pool-seat"));
    }

    /// A port with five free ones behind it.
    private static int portWithSpace() {
        return IntStream.iterate(21_000, port -> port < 31_000, port -> port + 7)
                .filter(port -> IntStream.rangeClosed(port, port + 5).allMatch(BillingStartTest::isFree))
                .findFirst()
                .orElseThrow();
    }

    private static boolean isFree(int port) {
        try (var socket = new ServerSocket(port, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            return socket.isBound();
        } catch (IOException _) {
            return false;
        }
    }

    /// What is set of Stripe's variables: a blank one counts as unset.
    private static Map<String, String> given(Map<String, String> environment) {
        return environment.entrySet().stream()
                .filter(variable -> variable.getKey().startsWith("STRIPE_"))
                .filter(variable -> !variable.getValue().isBlank())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static List<FunctionBlock> functions() throws IOException {
        return Template.read(ROOT.resolve("template.yaml")).functions();
    }

    private static List<String> filesOf(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(path -> path.getFileName().toString()).toList();
        }
    }
}
