package dev.slipway.adapters.dynamodb;

import dev.slipway.kernel.OrgSlug;
import dev.slipway.webhooks.Attempt;
import dev.slipway.webhooks.Delivery;
import dev.slipway.webhooks.DeliveryId;
import dev.slipway.webhooks.EndpointId;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// What a webhook was told, or is to be told, of one event.
final class DeliveryItem {

    private DeliveryItem() {}

    static Map<String, AttributeValue> write(Delivery delivery) {
        var attempts = new HashMap<String, Map<String, AttributeValue>>();
        delivery.attempts().forEach(attempt -> attempts.put(Integer.toString(attempt.number()), write(attempt)));
        return Attributes.item(Keys.delivery(delivery.id()), "delivery", 1)
                .text("webhook", delivery.id().endpoint().value())
                .text("event", delivery.id().event())
                .text("org", delivery.org().value())
                .text("name", delivery.type())
                .text("target", delivery.target())
                .text("body", delivery.body())
                .instant("at", delivery.at())
                .text("state", delivery.state().name())
                .number("round", delivery.round())
                .number("tries", delivery.tries())
                .number("made", delivery.made())
                .maps("attempts", attempts)
                .instant("nextAttempt", delivery.nextAttempt())
                .number("version", delivery.version())
                .forgetAt(delivery.listedUntil())
                .build();
    }

    static Delivery read(Map<String, AttributeValue> item) {
        return new Delivery(
                new DeliveryId(new EndpointId(Attributes.text(item, "webhook")), Attributes.text(item, "event")),
                new OrgSlug(Attributes.text(item, "org")),
                Attributes.text(item, "name"),
                Attributes.text(item, "target"),
                Attributes.text(item, "body"),
                Attributes.instant(item, "at"),
                Delivery.State.valueOf(Attributes.text(item, "state")),
                number(item, "round"),
                number(item, "tries"),
                number(item, "made"),
                readAttempts(item),
                Attributes.findInstant(item, "nextAttempt"),
                Attributes.number(item, "version"));
    }

    /// Refused if it is another by now.
    static <S extends Enum<S>> Write<S> replace(S step, Delivery next) {
        return Write.put(step, write(next), "version = :before", before(next));
    }

    /// @return whether it was as it was read
    static boolean replace(Table table, Delivery next) {
        return table.putIf(write(next), "version = :before", before(next));
    }

    private static Map<String, AttributeValue> before(Delivery next) {
        return Map.of(":before", AttributeValue.fromN(Long.toString(next.version() - 1)));
    }

    private static Map<String, AttributeValue> write(Attempt attempt) {
        var form = new HashMap<String, AttributeValue>();
        form.put("at", AttributeValue.fromS(attempt.at().toString()));
        form.put("millis", AttributeValue.fromN(Long.toString(attempt.took().toMillis())));
        form.put("answer", AttributeValue.fromS(attempt.answer()));
        switch (attempt.ending()) {
            case Attempt.Ending.Answered(var status) ->
                form.put("status", AttributeValue.fromN(Integer.toString(status)));
            case Attempt.Ending.Broken(var why) -> form.put("why", AttributeValue.fromS(why));
        }
        return form;
    }

    private static List<Attempt> readAttempts(Map<String, AttributeValue> item) {
        return Attributes.findMaps(item, "attempts").entrySet().stream()
                .map(entry -> readAttempt(Integer.parseInt(entry.getKey()), entry.getValue()))
                .sorted(Comparator.comparingInt(Attempt::number))
                .toList();
    }

    private static Attempt readAttempt(int number, Map<String, AttributeValue> form) {
        return new Attempt(
                number,
                Attributes.instant(form, "at"),
                Duration.ofMillis(Attributes.number(form, "millis")),
                Attributes.findText(form, "why")
                        .<Attempt.Ending>map(Attempt.Ending.Broken::new)
                        .orElseGet(() -> new Attempt.Ending.Answered(number(form, "status"))),
                Attributes.text(form, "answer"));
    }

    private static int number(Map<String, AttributeValue> item, String name) {
        return Math.toIntExact(Attributes.number(item, name));
    }
}
