package dev.slipway.local.stripe.account;

import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import com.stripe.Stripe;
import com.stripe.model.StripeObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What happened, as events, and who is told of it.
public final class Journal {

    /// Stripe keeps them for 30 days; here clocks run far ahead, so they are counted.
    private static final int MOST_KEPT = 5_000;

    private final Books books;
    private final Printer printer;
    private final List<JsonObject> unsent = new ArrayList<>();
    private Optional<Cause> cause = Optional.empty();

    /// The request that events come from; what time brings has none.
    public record Cause(String requestId, Optional<String> idempotencyKey) {}

    public Journal(Books books, Printer printer) {
        this.books = books;
        this.printer = printer;
    }

    /// Until further notice events come from this.
    public void causedBy(Cause other) {
        cause = Optional.of(other);
    }

    public void causedByTime() {
        cause = Optional.empty();
    }

    /// How an object is now, to compare with it later.
    JsonObject before(StripeObject object) {
        return printer.json(object);
    }

    void record(String type, StripeObject object, Instant now) {
        write(type, printer.json(object), Optional.empty(), now);
    }

    /// An event that says what was different before; none if nothing was.
    void updated(String type, JsonObject before, StripeObject object, Instant now) {
        var after = printer.json(object);
        var previous = new JsonObject();
        for (var name : before.keySet()) {
            var later = after.has(name) ? after.get(name) : JsonNull.INSTANCE;
            if (!before.get(name).equals(later)) {
                previous.add(name, before.get(name));
            }
        }
        after.keySet().stream()
                .filter(name -> !before.has(name))
                .forEach(name -> previous.add(name, JsonNull.INSTANCE));
        if (!previous.isEmpty()) {
            write(type, after, Optional.of(previous), now);
        }
    }

    private void write(String type, JsonObject object, Optional<JsonObject> previous, Instant now) {
        var data = new JsonObject();
        data.add("object", object);
        previous.ifPresent(attributes -> data.add("previous_attributes", attributes));
        var request = new JsonObject();
        request.add(
                "id",
                cause.<JsonElement>map(each -> new JsonPrimitive(each.requestId()))
                        .orElse(JsonNull.INSTANCE));
        request.add(
                "idempotency_key",
                cause.flatMap(Cause::idempotencyKey)
                        .<JsonElement>map(JsonPrimitive::new)
                        .orElse(JsonNull.INSTANCE));
        var event = new JsonObject();
        event.addProperty("id", Ids.next("evt"));
        event.addProperty("object", "event");
        event.addProperty("api_version", Stripe.API_VERSION);
        event.addProperty("created", now.getEpochSecond());
        event.add("data", data);
        event.addProperty("livemode", false);
        event.addProperty("pending_webhooks", 0);
        event.add("request", request);
        event.addProperty("type", type);
        books.events.put(event.get("id").getAsString(), event);
        unsent.add(event);
        if (books.events.size() > MOST_KEPT) {
            books.events.remove(books.events.keySet().iterator().next());
        }
    }

    /// What happened since this was last asked.
    public List<JsonObject> takeUnsent() {
        var taken = List.copyOf(unsent);
        unsent.clear();
        return taken;
    }
}
