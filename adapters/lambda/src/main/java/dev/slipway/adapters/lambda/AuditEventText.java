package dev.slipway.adapters.lambda;

import dev.slipway.audit.RecordedEvent;
import java.util.TreeMap;

/// A line of an audit log as programs read it, from the API and in a file.
public final class AuditEventText {

    private AuditEventText() {}

    public static void write(JsonText json, RecordedEvent event) {
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
