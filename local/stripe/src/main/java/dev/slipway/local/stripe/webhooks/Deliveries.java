package dev.slipway.local.stripe.webhooks;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import com.stripe.net.Webhook;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// Tells the webhook what happened, one event after the other.
///  An event that isn't heard is told again later: then by the account's clock, so a clock that is moved ahead brings
/// the retries too. What waits for a retry is kept in memory only.
public final class Deliveries implements AutoCloseable {

    /// Stripe tries for three days, at moments that it doesn't publish.
    private static final List<Duration> RETRIES = List.of(
            Duration.ofMinutes(1),
            Duration.ofMinutes(10),
            Duration.ofHours(1),
            Duration.ofHours(4),
            Duration.ofHours(12),
            Duration.ofHours(24),
            Duration.ofHours(30));

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);
    private static final int MOST_KEPT = 500;
    private static final Gson GSON =
            new GsonBuilder().serializeNulls().setPrettyPrinting().create();

    private final HttpClient client;
    private final ExecutorService worker = Executors.newSingleThreadExecutor(
            Thread.ofVirtual().name("stripe-webhooks").factory());
    private final Object lock = new Object();
    private final List<Attempt> attempts = new ArrayList<>();
    private final List<Waiting> waiting = new ArrayList<>();
    private final List<JsonObject> held = new ArrayList<>();
    private final List<String> secrets;
    private final Supplier<Instant> wall;
    private final Supplier<Instant> now;
    private Optional<URI> url;
    private DeliveryMood mood = DeliveryMood.PROMPT;
    private int underWay;

    private record Waiting(JsonObject event, int attempt, Instant at) {}

    /// @param wall what time signatures have
    /// @param now what time retries go by
    public Deliveries(Optional<URI> url, List<String> secrets, Supplier<Instant> wall, Supplier<Instant> now) {
        this.url = url;
        this.secrets = secrets;
        this.wall = wall;
        this.now = now;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(PATIENCE)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    /// Where events go from now on.
    public void to(URI other) {
        synchronized (lock) {
            url = Optional.of(other);
        }
    }

    public boolean hasListener() {
        synchronized (lock) {
            return url.isPresent();
        }
    }

    public void mood(DeliveryMood other) {
        synchronized (lock) {
            mood = other;
        }
    }

    public DeliveryMood mood() {
        synchronized (lock) {
            return mood;
        }
    }

    /// These happened, in this order.
    public void tell(List<JsonObject> events) {
        synchronized (lock) {
            for (var event : events) {
                switch (mood) {
                    case PROMPT -> start(event, 0);
                    case TWICE -> {
                        start(event, 0);
                        start(event, 0);
                    }
                    case HELD -> held.add(event);
                    case DROPPED -> {}
                }
            }
        }
    }

    /// Tells one again, whatever the mood is.
    public void resend(JsonObject event) {
        synchronized (lock) {
            start(event, 0);
        }
    }

    /// Lets go what is held back.
    ///
    /// @param backwards the last first
    public void release(boolean backwards) {
        synchronized (lock) {
            var events = new ArrayList<>(held);
            held.clear();
            if (backwards) {
                Collections.reverse(events);
            }
            events.forEach(event -> start(event, 0));
        }
    }

    public int held() {
        synchronized (lock) {
            return held.size();
        }
    }

    /// How many wait to be told again.
    public int waiting() {
        synchronized (lock) {
            return waiting.size();
        }
    }

    /// What was tried, the last one last.
    public List<Attempt> attempts() {
        synchronized (lock) {
            return List.copyOf(attempts);
        }
    }

    /// Tells again what is due.
    public void retry() {
        synchronized (lock) {
            var at = now.get();
            var due = waiting.stream().filter(each -> !each.at().isAfter(at)).toList();
            waiting.removeAll(due);
            due.forEach(each -> start(each.event(), each.attempt()));
        }
    }

    /// Waits until whatever can be told now has been.
    public void settle() throws InterruptedException {
        var end = System.nanoTime() + LONGEST_WAIT.toNanos();
        synchronized (lock) {
            while (underWay > 0) {
                long left = end - System.nanoTime();
                if (left <= 0) {
                    throw new IllegalStateException("the webhook takes too long");
                }
                lock.wait(Math.max(1, left / 1_000_000));
            }
        }
    }

    private void start(JsonObject event, int attempt) {
        url.ifPresent(to -> {
            underWay++;
            worker.execute(() -> {
                var status = 0;
                try {
                    status = send(to, event);
                } finally {
                    done(event, attempt, status);
                }
            });
        });
    }

    private int send(URI to, JsonObject event) {
        var told = event.deepCopy();
        told.addProperty("pending_webhooks", 1);
        var body = GSON.toJson(told);
        var request = HttpRequest.newBuilder(to)
                .timeout(PATIENCE)
                .header("Content-Type", "application/json; charset=utf-8")
                .header("User-Agent", "Stripe/1.0 (+https://stripe.com/docs/webhooks)")
                .header("Stripe-Signature", signature(body, wall.get()))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (IOException _) {
            return 0;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    private String signature(String body, Instant at) {
        var signed = at.getEpochSecond() + "." + body;
        return "t=" + at.getEpochSecond()
                + secrets.stream().map(secret -> ",v1=" + hmac(secret, signed)).collect(Collectors.joining());
    }

    private static String hmac(String secret, String signed) {
        try {
            return Webhook.Util.computeHmacSha256(secret, signed);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JVM signs nothing", e);
        }
    }

    private void done(JsonObject event, int attempt, int status) {
        synchronized (lock) {
            var made =
                    new Attempt(event.get("id").getAsString(), event.get("type").getAsString(), now.get(), status);
            attempts.add(made);
            if (attempts.size() > MOST_KEPT) {
                attempts.removeFirst();
            }
            if (!made.heard() && attempt < RETRIES.size()) {
                waiting.add(new Waiting(event, attempt + 1, made.at().plus(RETRIES.get(attempt))));
            }
            underWay--;
            lock.notifyAll();
        }
    }

    @Override
    public void close() {
        worker.shutdownNow();
        client.shutdownNow();
    }
}
