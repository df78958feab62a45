package dev.slipway.adapters.sqs;

import dev.slipway.kernel.OrgSlug;
import dev.slipway.webhooks.DeliveryId;
import dev.slipway.webhooks.EndpointId;
import dev.slipway.webhooks.Lane;
import dev.slipway.webhooks.Queue.Message;

/// A message as it stands in the queue: one line, its form first. `1 acme <webhook> <event> <lane> <round> <tries>`.
public final class MessageForm {

    private static final String FORM = "1";
    private static final int WORDS = 7;

    private MessageForm() {}

    static String write(Message message) {
        return String.join(
                " ",
                FORM,
                message.org().value(),
                message.delivery().endpoint().value(),
                message.delivery().event(),
                Integer.toString(message.lane()),
                Integer.toString(message.round()),
                Integer.toString(message.tries()));
    }

    /// @throws IllegalArgumentException if it isn't what is written here
    public static Message read(String text) {
        var words = text.split(" ", -1);
        if (words.length != WORDS || !words[0].equals(FORM)) {
            throw new IllegalArgumentException("what the queue holds is no message as it is written");
        }
        try {
            var delivery = new DeliveryId(new EndpointId(words[2]), words[3]);
            return new Message(
                    new OrgSlug(words[1]),
                    delivery,
                    number(words[4], Lane.LANES - 1),
                    number(words[5]),
                    number(words[6]));
        } catch (RuntimeException e) {
            throw new IllegalArgumentException("what the queue holds is no message as it is written", e);
        }
    }

    private static int number(String word) {
        return number(word, Integer.MAX_VALUE);
    }

    private static int number(String word, int most) {
        var number = Integer.parseInt(word);
        if (number < 0 || number > most) {
            throw new IllegalArgumentException("out of range");
        }
        return number;
    }
}
