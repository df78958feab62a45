package dev.slipway.local.ledger.functions;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.slipway.local.ledger.functions.OrganizationCosts.Cast;
import java.time.Duration;

/// The round that is made once an hour. What KMS is asked for isn't counted: two requests for the first seal that an
/// environment makes, and one for each other.
final class SealCosts implements FunctionCosts {

    @Override
    public void measure(Till till) {
        round(till, "there is no organization", 1);
        Cast.of(till);
        till.rest();
        round(till, "1 organization, its first seal", 1);
        round(till, "the same hour once more", 1);
        till.rest();
        till.rest();
        round(till, "an hour later, nothing new, nothing late", 2);
        till.rest();
        round(till, "from then on, nothing new", 3);
    }

    private static void round(Till till, String title, int hours) {
        var due = till.now().plus(Duration.ofHours(hours));
        var event = "{\"id\":\"53dc4d37\",\"detail-type\":\"Scheduled Event\",\"time\":\"" + due + "\"}";
        till.event(title, "EventBridge", till.function("SealFunction"), event.getBytes(UTF_8));
    }
}
