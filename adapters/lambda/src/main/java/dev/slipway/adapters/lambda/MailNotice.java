package dev.slipway.adapters.lambda;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Optional;

/// What SES tells of a mail after it took it
/// ([contents of event data](https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-sns-contents.html)).
///
/// @param messageId what SES called the mail when it took it
public record MailNotice(Kind kind, String messageId) {

    /// What happened to it.
    public enum Kind {
        /// It won't arrive. A bounce that SES calls transient isn't one: it may be a note of absence.
        BOUNCED,
        /// Whoever got it called it spam.
        COMPLAINED,
        /// SES found a virus in it.
        REJECTED
    }

    /// @return empty for an event of another kind, and for what is no event of SES's at all
    public static Optional<MailNotice> read(String json) {
        try (var parser = Json.FACTORY.createParser(json)) {
            return parser.nextToken() == JsonToken.START_OBJECT ? read(parser) : Optional.empty();
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    private static Optional<MailNotice> read(JsonParser parser) throws IOException {
        var type = "";
        var bounce = "";
        var messageId = "";
        for (var field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
            parser.nextToken();
            switch (field) {
                // The one for a configuration set, the other for an identity.
                case "eventType", "notificationType" -> type = parser.getValueAsString("");
                case "bounce" -> bounce = text(parser, "bounceType");
                case "mail" -> messageId = text(parser, "messageId");
                default -> {}
            }
            parser.skipChildren();
        }
        var id = messageId;
        return id.isEmpty() ? Optional.empty() : kind(type, bounce).map(kind -> new MailNotice(kind, id));
    }

    private static Optional<Kind> kind(String type, String bounce) {
        return switch (type) {
            case "Bounce" -> bounce.equals("Transient") ? Optional.empty() : Optional.of(Kind.BOUNCED);
            case "Complaint" -> Optional.of(Kind.COMPLAINED);
            case "Reject" -> Optional.of(Kind.REJECTED);
            default -> Optional.empty();
        };
    }

    private static String text(JsonParser parser, String name) throws IOException {
        var text = "";
        if (parser.isExpectedStartObjectToken()) {
            for (var field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
                parser.nextToken();
                if (field.equals(name)) {
                    text = parser.getValueAsString("");
                }
                parser.skipChildren();
            }
        }
        return text;
    }
}
