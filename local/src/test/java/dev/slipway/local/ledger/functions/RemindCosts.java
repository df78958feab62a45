package dev.slipway.local.ledger.functions;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.slipway.local.ledger.functions.OrganizationCosts.Cast;
import java.time.Duration;

/// The round that is made once a day, of the mails before machine tokens end.
final class RemindCosts implements FunctionCosts {

    @Override
    public void measure(Till till) {
        var cast = Cast.of(till);
        round(till, "a day on which nothing ends", 16);
        till.quietly(cast.owner()
                .asks("POST", OrganizationCosts.ACME + "/tokens")
                .sending("{\"name\":\"ci\",\"scopes\":[\"read\"],\"expires\":\"30d\"}"));
        round(till, "a token ends in 14 days, 2 are told", 16);
        round(till, "the same day once more", 16);
    }

    private static void round(Till till, String title, int days) {
        var due = till.now().plus(Duration.ofDays(days));
        var event = "{\"id\":\"53dc4d37\",\"detail-type\":\"Scheduled Event\",\"time\":\"" + due + "\"}";
        till.event(title, "EventBridge", till.function("RemindFunction"), event.getBytes(UTF_8));
    }
}
