package dev.slipway.adapters.lambda;

import dev.slipway.webhooks.Bodies;
import dev.slipway.webhooks.Payload;
import java.util.TreeMap;

/// What webhooks send, as [Standard
/// Webhooks](https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md) have it.
///
/// Details stand in an object of their own, as in the audit log: none of them can take the place of a field beside it.
public final class WebhookBodies implements Bodies {

    @Override
    public String write(Payload payload) {
        return JsonText.of(json -> json.text("type", payload.type())
                .instant("timestamp", payload.timestamp())
                .object("data", data -> {
                    data.text("organization", payload.org().value())
                            .text("id", payload.id())
                            .object("actor", actor -> ActorText.write(actor, payload.actor()))
                            .text("target", payload.target())
                            .object("details", details -> new TreeMap<>(payload.details()).forEach(details::text));
                    if (payload.cut()) {
                        data.flag("cut", true);
                    }
                }));
    }
}
