package dev.slipway.local.ledger.functions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.adapters.lambda.Answer;
import java.nio.charset.StandardCharsets;

/// Counts, beside the till, how often Stripe is asked, which stands in the title of each row.
record StripeAsked(Till till) {

    Answer row(String title, int times, Call call) {
        int before = requests();
        var answer = till.row(titled(title, times), call);
        check(title, times, before);
        return answer;
    }

    Answer refused(String title, int times, Call call) {
        int before = requests();
        var answer = till.refused(titled(title, times), call);
        check(title, times, before);
        return answer;
    }

    void event(String title, int times, String function, String event) {
        int before = requests();
        var bytes = event.getBytes(StandardCharsets.UTF_8);
        till.event(titled(title, times), "EventBridge", till.function(function), bytes);
        check(title, times, before);
    }

    private static String titled(String title, int times) {
        return title + " (Stripe: " + times + ")";
    }

    private int requests() {
        return till.cashier().stripe().requests();
    }

    private void check(String title, int times, int before) {
        assertThat(requests() - before)
                .as("how often Stripe is asked: " + title)
                .isEqualTo(times);
    }
}
