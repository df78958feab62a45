package dev.slipway.local.mailbox;

import dev.slipway.local.loopback.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// What SES tells a topic when a mail didn't arrive or wasn't wanted, in the event in which SNS hands it to a function.
///
/// The shapes are those of the developer guide's
/// [examples](https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-sns-examples.html).
enum Feedback {
    BOUNCE,
    /// The mailbox is full, or the like: SES gave up for now.
    TRANSIENT_BOUNCE,
    /// SES didn't even try: an earlier mail to this address bounced.
    SUPPRESSED,
    COMPLAINT;

    /// What the addresses of the
    /// [mailbox simulator](https://docs.aws.amazon.com/ses/latest/dg/send-an-email-from-console.html) do.
    static Optional<Feedback> of(String address) {
        if (!address.endsWith("@simulator.amazonses.com")) {
            return Optional.empty();
        }
        return switch (address.substring(0, address.indexOf('@')).split("\\+", 2)[0]) {
            case "bounce" -> Optional.of(BOUNCE);
            case "suppressionlist" -> Optional.of(SUPPRESSED);
            case "complaint" -> Optional.of(COMPLAINT);
            default -> Optional.empty();
        };
    }

    /// The event of a function.
    byte[] event(Message message, String recipient, String topic, Instant now) {
        var notification = Map.of(
                "Type",
                "Notification",
                "MessageId",
                UUID.randomUUID().toString(),
                "TopicArn",
                topic,
                "Subject",
                "Amazon SES Email Event Notification",
                "Message",
                Json.write(record(message, recipient, now)) + "\n",
                "Timestamp",
                now.toString(),
                "MessageAttributes",
                Map.of());
        var sns = Map.of(
                "EventSource",
                "aws:sns",
                "EventVersion",
                "1.0",
                "EventSubscriptionArn",
                topic + ":" + UUID.randomUUID(),
                "Sns",
                notification);
        return Json.write(Map.of("Records", List.of(sns))).getBytes(StandardCharsets.UTF_8);
    }

    private Map<String, Object> record(Message message, String recipient, Instant now) {
        var mail = Map.of(
                "timestamp", message.at().toString(),
                "source", message.from(),
                "messageId", message.id(),
                "destination", message.to(),
                "headersTruncated", false,
                "headers", List.of(Map.of("name", "Subject", "value", message.subject())),
                "commonHeaders", Map.of("to", message.to(), "messageId", message.id(), "subject", message.subject()),
                "tags", Map.of());
        return switch (this) {
            case COMPLAINT -> Map.of("eventType", "Complaint", "complaint", complaint(recipient, now), "mail", mail);
            case BOUNCE, TRANSIENT_BOUNCE, SUPPRESSED ->
                Map.of("eventType", "Bounce", "bounce", bounce(recipient, now), "mail", mail);
        };
    }

    private Map<String, Object> bounce(String recipient, Instant now) {
        var passing = this == TRANSIENT_BOUNCE;
        return Map.of(
                "bounceType",
                passing ? "Transient" : "Permanent",
                "bounceSubType",
                passing ? "MailboxFull" : this == SUPPRESSED ? "OnAccountSuppressionList" : "General",
                "bouncedRecipients",
                List.of(Map.of(
                        "emailAddress",
                        recipient,
                        "action",
                        "failed",
                        "status",
                        passing ? "4.2.2" : "5.1.1",
                        "diagnosticCode",
                        passing ? "smtp; 452 4.2.2 mailbox full" : "smtp; 550 5.1.1 user unknown")),
                "timestamp",
                now.toString(),
                "feedbackId",
                UUID.randomUUID() + "-000000",
                "reportingMTA",
                "dsn; local");
    }

    private static Map<String, Object> complaint(String recipient, Instant now) {
        return Map.of(
                "complainedRecipients",
                List.of(Map.of("emailAddress", recipient)),
                "timestamp",
                now.toString(),
                "feedbackId",
                UUID.randomUUID() + "-000000",
                "userAgent",
                "Amazon SES Mailbox Simulator",
                "complaintFeedbackType",
                "abuse",
                "arrivalDate",
                now.toString());
    }
}
