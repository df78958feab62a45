package dev.slipway.local;

import java.util.Map;
import java.util.Set;

/// Webhooks on a laptop: receivers may be on this machine, and the key is at hand instead of in a store.
record Webhooks(String key) {

    /// Those that derive secrets: the others don't get the key.
    private static final Set<String> FUNCTIONS = Set.of("WebhookFunction", "DeliverFunction");

    /// What whoever deploys would give the template: the name of a parameter, which nobody looks up here.
    Map<String, String> parameters() {
        return Map.of("WebhookKeyParameter", "/slipway/local/webhook-key");
    }

    /// What a function finds besides.
    Map<String, String> variables(String logicalId) {
        return FUNCTIONS.contains(logicalId)
                ? Map.of("WEBHOOK_KEY", key, "WEBHOOK_KEY_PARAMETER", "", "WEBHOOK_ALLOW_LOOPBACK", "true")
                : Map.of();
    }

    /// Shows no key.
    @Override
    public String toString() {
        return "webhooks";
    }
}
