package dev.slipway.adapters.stripe;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.slipway.billing.CustomerId;
import dev.slipway.billing.EventId;
import dev.slipway.kernel.Malformed;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/// What Stripe tells us: whether it is Stripe's, and of whom it speaks. What happened isn't read, as it may be old
/// news: Stripe is asked how things are.
///
/// Read by hand: for these four fields the library would load a thousand classes (`docs/adr/0024`).
public final class StripeEvents {

    private static final int MAX_NESTING = 100;

    /// Stripe's events have some kilobytes; the gateway lets 10 MB through.
    private static final int MAX_STRING = 1024 * 1024;

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_NESTING)
                    .maxStringLength(MAX_STRING)
                    .build())
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();

    private final Signatures signatures;

    /// @param secrets one, or two while one replaces the other, with white space between them
    public StripeEvents(Supplier<String> secrets) {
        signatures = new Signatures(secrets);
    }

    /// What was delivered.
    public sealed interface Delivery {

        /// Stripe tells something.
        ///
        /// @param customer of whom, if of somebody
        record Heard(EventId id, String type, Instant createdAt, Optional<CustomerId> customer) implements Delivery {}

        /// Nobody signed it with a secret of ours, or not lately.
        record NotGenuine() implements Delivery {}
    }

    /// @param body as it came, byte by byte
    /// @param signature the header `Stripe-Signature`; empty if there is none
    /// @throws Malformed `invalid_json` if it is signed, and yet no event. So it isn't taken for a forgery, which it
    ///     isn't, and Stripe shows it as refused
    public Delivery hear(byte[] body, String signature, Instant now) {
        return signatures.isGenuine(body, signature, now) ? read(body) : new Delivery.NotGenuine();
    }

    private static Delivery.Heard read(byte[] body) {
        try (var parser = JSON.createParser(body)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw unusable("is no object");
            }
            var id = "";
            var type = "";
            var created = Optional.<Instant>empty();
            var customer = Optional.<CustomerId>empty();
            for (var field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
                var token = parser.nextToken();
                switch (field) {
                    case "id" -> id = text(parser, token);
                    case "type" -> type = text(parser, token);
                    case "created" ->
                        created = token == JsonToken.VALUE_NUMBER_INT
                                ? Optional.of(Instant.ofEpochSecond(parser.getLongValue()))
                                : Optional.empty();
                    case "data" -> customer = customerOf(parser, token);
                    default -> {}
                }
                parser.skipChildren();
            }
            if (parser.nextToken() != null || id.isBlank() || type.isBlank()) {
                throw unusable("is no event");
            }
            return new Delivery.Heard(
                    new EventId(id), type, created.orElseThrow(() -> unusable("has no time")), customer);
        } catch (IOException _) {
            throw unusable("is not JSON");
        }
    }

    private static Optional<CustomerId> customerOf(JsonParser parser, JsonToken token) throws IOException {
        var customer = Optional.<CustomerId>empty();
        if (token == JsonToken.START_OBJECT) {
            for (var field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
                var value = parser.nextToken();
                if (field.equals("object") && value == JsonToken.START_OBJECT) {
                    customer = ofObject(parser);
                }
                parser.skipChildren();
            }
        }
        return customer;
    }

    /// The customer that it has, or is.
    private static Optional<CustomerId> ofObject(JsonParser parser) throws IOException {
        var id = "";
        var kind = "";
        var customer = "";
        for (var field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
            var token = parser.nextToken();
            switch (field) {
                case "id" -> id = text(parser, token);
                case "object" -> kind = text(parser, token);
                case "customer" -> customer = text(parser, token);
                default -> {}
            }
            parser.skipChildren();
        }
        return Optional.of(kind.equals("customer") ? id : customer)
                .filter(text -> !text.isBlank())
                .map(CustomerId::new);
    }

    /// The text, or nothing if it is none.
    private static String text(JsonParser parser, JsonToken token) throws IOException {
        return token == JsonToken.VALUE_STRING ? parser.getText() : "";
    }

    private static Malformed unusable(String why) {
        return new Malformed("invalid_json", "The event " + why + ".");
    }
}
