package dev.slipway.functions.auditquery;

import dev.slipway.adapters.lambda.ActorText;
import dev.slipway.adapters.lambda.JsonText;
import dev.slipway.audit.RecordedEvent;
import java.util.TreeMap;

/// A line of a log as programs read it.
final class AuditEventText {

    private AuditEventText() {}

    static void write(JsonText json, RecordedEvent event) {
        json.text("id", event.id())
                .instant("at", event.at())
                .object("actor", inside -> ActorText.write(inside, event.actor()))
                .text("action", event.action())
                .text("target", event.target())
                .object("details", inside -> new TreeMap<>(event.details()).forEach(inside::text))
                .text("address", event.origin().address())
                .text("client", event.origin().client())
                .text("requestId", event.origin().requestId());
    }
}
