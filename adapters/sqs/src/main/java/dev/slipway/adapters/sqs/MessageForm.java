package dev.slipway.adapters.sqs;

import dev.slipway.kernel.OrgSlug;
import dev.slipway.webhooks.DeliveryId;
import dev.slipway.webhooks.EndpointId;
import dev.slipway.webhooks.Lane;
import dev.slipway.webhooks.Queue.Item;
import dev.slipway.webhooks.Queue.Message;
import dev.slipway.webhooks.Queue.Notice;

/// What stands in the queue, as text: one line, its form first.
///
/// - `1 <org> <webhook> <event> <lane> <round> <tries>`: one try to deliver.
/// - `paused-1 <org> <webhook> <event>`: a notice.
public final class MessageForm {

    private static final String MESSAGE = "1";
    private static final String NOTICE = "paused-1";

    private MessageForm() {}

    static String write(Item item) {
        return switch (item) {
            case Message message ->
                String.join(
                        " ",
                        MESSAGE,
                        message.org().value(),
                        message.delivery().endpoint().value(),
                        message.delivery().event(),
                        Integer.toString(message.lane()),
                        Integer.toString(message.round()),
                        Integer.toString(message.tries()));
            case Notice notice ->
                String.join(" ", NOTICE, notice.org().value(), notice.endpoint().value(), notice.event());
        };
    }

    /// @throws IllegalArgumentException if it isn't what is written here
    public static Item read(String text) {
        var words = text.split(" ", -1);
        try {
            return switch (words[0] + " " + words.length) {
                case MESSAGE + " 7" -> message(words);
                case NOTICE + " 4" -> new Notice(new OrgSlug(words[1]), new EndpointId(words[2]), words[3]);
                default -> throw new IllegalArgumentException("an unknown form");
            };
        } catch (RuntimeException e) {
            throw new IllegalArgumentException("what the queue holds is nothing as it is written", e);
        }
    }

    private static Message message(String[] words) {
        var delivery = new DeliveryId(new EndpointId(words[2]), words[3]);
        return new Message(
                new OrgSlug(words[1]), delivery, number(words[4], Lane.LANES - 1), number(words[5]), number(words[6]));
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
