package dev.slipway.functions.webhook;

import dev.slipway.adapters.lambda.JsonText;
import dev.slipway.webhooks.Attempt;
import dev.slipway.webhooks.Delivery;
import dev.slipway.webhooks.Endpoint;

/// Webhooks and what they were told as our own API has them.
final class WebhookText {

    private WebhookText() {}

    static void write(JsonText json, Endpoint endpoint) {
        json.text("id", endpoint.id().value())
                .text("url", endpoint.url().value())
                .text("description", endpoint.description().value())
                .texts("events", endpoint.events().names())
                .text("state", endpoint.state().wireName())
                .instant("secretSince", endpoint.secret().since())
                .instant("previousSecretUntil", endpoint.secret().previousUntil())
                .number("failures", endpoint.health().failures())
                .instant("failingSince", endpoint.health().failingSince())
                .instant("notBefore", endpoint.health().notBefore())
                .instant("createdAt", endpoint.createdAt())
                .text("createdBy", endpoint.createdBy().handle().value());
    }

    /// In a list: without the body, and of the attempts the last.
    static void write(JsonText json, Delivery delivery) {
        json.text("id", delivery.id().event())
                .text("webhookId", delivery.id().messageId())
                .text("event", delivery.type())
                .text("target", delivery.target())
                .instant("at", delivery.at())
                .text("state", delivery.state().wireName())
                .number("attempts", delivery.made())
                .instant("nextAttempt", delivery.nextAttempt());
        delivery.lastAttempt().ifPresent(attempt -> json.object("lastAttempt", inside -> write(inside, attempt)));
    }

    /// By itself.
    static void writeWhole(JsonText json, Delivery delivery) {
        write(json, delivery);
        json.text("body", delivery.body()).objects("lastAttempts", delivery.attempts(), WebhookText::write);
    }

    private static void write(JsonText json, Attempt attempt) {
        json.number("number", attempt.number())
                .instant("at", attempt.at())
                .number("durationMillis", attempt.took().toMillis());
        switch (attempt.ending()) {
            case Attempt.Ending.Answered(var status) -> json.number("status", status);
            case Attempt.Ending.Broken(var why) -> json.text("error", why);
        }
        json.text("answer", attempt.answer());
    }
}
