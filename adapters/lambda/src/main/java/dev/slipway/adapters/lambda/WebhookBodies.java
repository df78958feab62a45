package dev.slipway.adapters.lambda;

import dev.slipway.webhooks.Bodies;
import dev.slipway.webhooks.Payload;
import java.util.TreeMap;

/// What receivers of webhooks get, in the form of [Standard
/// Webhooks](https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md): `type`,
/// `timestamp` and `data`. The details of the event are by themselves, so that none hides what every event has.
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
