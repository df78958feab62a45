package dev.slipway.local.stripe;

import com.google.gson.JsonObject;
import com.stripe.model.Price;
import dev.slipway.local.loopback.WebRequest;
import dev.slipway.local.loopback.WebResponse;
import dev.slipway.local.loopback.WebServer;
import dev.slipway.local.stripe.account.Account;
import dev.slipway.local.stripe.account.Card;
import dev.slipway.local.stripe.account.Settings;
import dev.slipway.local.stripe.api.Api;
import dev.slipway.local.stripe.api.ApiMood;
import dev.slipway.local.stripe.pages.Pages;
import dev.slipway.local.stripe.webhooks.Attempt;
import dev.slipway.local.stripe.webhooks.Deliveries;
import dev.slipway.local.stripe.webhooks.DeliveryMood;
import dev.slipway.local.stripe.wire.Refusal;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// A stand-in for Stripe on this machine. A client of Stripe's is told its [address][#url()] and its
/// [key][Settings#apiKey()], and finds an account that sells what the [settings][Settings] say.
///
/// One request is answered after the other. Before each, all that has fallen due since is done; events go out after it.
public final class StripeStandIn implements AutoCloseable {

    private final Settings settings;
    private final BooksFile file;
    private final Account account;
    private final Api api;
    private final Deliveries deliveries;
    private final Pages pages;
    private final WebServer server;
    private final Optional<ScheduledExecutorService> ticker;
    private final Object lock = new Object();
    private volatile ApiMood mood = ApiMood.WORKING;
    private final AtomicInteger requests = new AtomicInteger();
    private volatile String url = "";

    private StripeStandIn(Settings settings, InstantSource clock) {
        this.settings = settings;
        file = new BooksFile(settings.file());
        account = new Account(file.read(), settings, clock, () -> url);
        api = new Api(account, settings.apiKey());
        deliveries =
                new Deliveries(settings.webhook(), settings.webhookSecrets(), account.times::wall, account.times::now);
        pages = new Pages(account, settings, deliveries, this::advance, this::mood, this::mood);
        server = WebServer.start(settings.port(), this::answer);
        url = server.url().toString();
        try {
            account.moveTo(url);
            file.write(account.books);
        } catch (UncheckedIOException e) {
            server.close();
            deliveries.close();
            throw e;
        }
        ticker = settings.ticking() ? Optional.of(ticker()) : Optional.empty();
    }

    /// Starts it; it is ready when this returns.
    ///
    /// @throws IllegalArgumentException if its file is there and can't be read
    /// @throws UncheckedIOException if it can't be written
    public static StripeStandIn start(Settings settings, InstantSource clock) {
        return new StripeStandIn(settings, clock);
    }

    private ScheduledExecutorService ticker() {
        var executor = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("stripe-clock").factory());
        var _ = executor.scheduleWithFixedDelay(this::tick, 1, 1, TimeUnit.SECONDS);
        return executor;
    }

    /// One that fails must not be the last. What falls due before anybody listens would never be told.
    private void tick() {
        try {
            if (deliveries.hasListener()) {
                catchUp();
            }
        } catch (RuntimeException e) {
            System.getLogger("dev.slipway.local.stripe").log(System.Logger.Level.ERROR, "what was due failed", e);
        }
    }

    /// The base of its API, and where its pages are; without a slash at the end.
    public URI url() {
        return server.url();
    }

    /// Where it is told what to do.
    public URI controls() {
        return URI.create(url + "/_stand-in/");
    }

    /// The id of what is sold by this lookup key now.
    ///
    /// @throws IllegalArgumentException if nothing is
    public String price(String lookupKey) {
        synchronized (lock) {
            return account.books.prices.newestFirst().stream()
                    .filter(price -> lookupKey.equals(price.getLookupKey()))
                    .findFirst()
                    .map(Price::getId)
                    .orElseThrow(() -> new IllegalArgumentException("nothing is sold as " + lookupKey));
        }
    }

    public String apiKey() {
        return settings.apiKey();
    }

    /// What events are signed with; the newer one, if there are two.
    public String webhookSecret() {
        return settings.webhookSecrets().getFirst();
    }

    /// Where events go from now on.
    public void deliverTo(URI webhook) {
        deliveries.to(webhook);
    }

    public void mood(ApiMood other) {
        mood = other;
    }

    public ApiMood mood() {
        return mood;
    }

    public void mood(DeliveryMood other) {
        deliveries.mood(other);
    }

    /// What time it is on the account's clock.
    public Instant now() {
        return account.times.now();
    }

    /// Moves the account's clock ahead. All that falls due on the way happens, each at its moment: renewals, retries,
    /// ends. Events that weren't heard are told again.
    public void advance(Duration more) {
        synchronized (lock) {
            account.advance(more);
            flush(true);
        }
        deliveries.retry();
    }

    /// Does what has fallen due by the clock that it was given, which somebody else moves.
    public void catchUp() {
        synchronized (lock) {
            account.catchUp();
            flush(false);
        }
        deliveries.retry();
    }

    /// Makes a customer pay with another card from now on.
    ///
    /// @throws Refusal if there is no such customer, or the card can't be saved
    public void use(Card card, String customerId) {
        synchronized (lock) {
            var customer = account.customers.there(customerId);
            account.wallet.use(card, customer, account.now(customer));
            flush(true);
        }
    }

    /// All that happened, the first first, as the webhook is told it.
    public List<JsonObject> events() {
        synchronized (lock) {
            return List.copyOf(account.books.events.values());
        }
    }

    /// How often its API was asked something.
    public int requests() {
        return requests.get();
    }

    /// Tells an event again.
    public void resend(String eventId) {
        synchronized (lock) {
            Optional.ofNullable(account.books.events.get(eventId)).ifPresentOrElse(deliveries::resend, () -> {
                throw Refusal.notFound("event", eventId);
            });
        }
    }

    /// Lets go the events that are [held back][DeliveryMood#HELD].
    ///
    /// @param backwards the last first
    public void release(boolean backwards) {
        deliveries.release(backwards);
    }

    /// Waits until the webhook has been told whatever can be told now.
    public void settle() throws InterruptedException {
        deliveries.settle();
    }

    /// How events were told, the last one last.
    public List<Attempt> attempts() {
        return deliveries.attempts();
    }

    private @Nullable WebResponse answer(WebRequest request) {
        var how = mood;
        if (!Api.isFor(request)) {
            return locked(request);
        }
        requests.incrementAndGet();
        return switch (how) {
            case WORKING -> locked(request);
            case FAILING -> refused(500, "", "An unknown error occurred");
            case THROTTLING -> refused(429, "rate_limit", "Request rate limit exceeded.");
            case SILENT -> null;
            case FORGETFUL -> {
                locked(request);
                yield null;
            }
        };
    }

    private static WebResponse refused(int status, String code, String message) {
        return WebResponse.json(status, Refusal.broken(status, code, message).json());
    }

    private WebResponse locked(WebRequest request) {
        WebResponse response;
        synchronized (lock) {
            account.catchUp();
            response = Api.isFor(request) ? api.answer(request) : pages.answer(request);
            flush(!request.method().equals("GET"));
        }
        deliveries.retry();
        return response;
    }

    private void flush(boolean changed) {
        var events = account.journal.takeUnsent();
        if (changed || !events.isEmpty()) {
            file.write(account.books);
        }
        deliveries.tell(events);
    }

    @Override
    public void close() {
        ticker.ifPresent(ScheduledExecutorService::shutdownNow);
        server.close();
        deliveries.close();
    }
}
