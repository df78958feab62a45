package dev.slipway.functions.webhook;

import dev.slipway.adapters.lambda.Problem;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.webhooks.Destinations;
import java.time.Instant;

/// What stands against a webhook, in words for whoever wanted it.
final class WebhookProblems {

    private static final String NOT_THERE = "Nothing can be sent there";

    private WebhookProblems() {}

    static Problem noSuchWebhook(OrgSlug org) {
        return Problem.of(
                404,
                "webhook_not_found",
                "No such webhook",
                "@" + org + " has no such webhook: it was deleted, or never was.");
    }

    static Problem noSuchDelivery() {
        return Problem.of(
                404,
                "delivery_not_found",
                "No such delivery",
                "This webhook was told no such thing in the last 30 days.");
    }

    static Problem tooMany(int most, OrgSlug org) {
        return Problem.of(
                409,
                "too_many_webhooks",
                "Too many webhooks",
                "@" + org + " has " + most + " webhooks, which is as many as there can be: delete one that is not"
                        + " needed.");
    }

    static Problem paused() {
        return Problem.of(
                409, "webhook_paused", "Paused", "This webhook is paused, so nothing is sent to it: resume it first.");
    }

    static Problem rotatedLately(Instant until) {
        return Problem.of(
                409,
                "secret_rotated_lately",
                "Rotated lately",
                "The secret before the last rotation is valid until " + until + ", so that receivers can take over the"
                        + " new one. Wait until then, or rotate with \"expireNow\", which ends all secrets before.");
    }

    static Problem notAllowed(Destinations.Verdict why) {
        return switch (why) {
            case Destinations.Verdict.NotPublic(var host) ->
                Problem.of(
                        400,
                        "webhook_url_not_public",
                        NOT_THERE,
                        "\"" + host + "\" leads to an address that is not public: nothing is ever sent to private,"
                                + " loopback or link-local addresses.");
            case Destinations.Verdict.NotEncrypted _ ->
                Problem.of(400, "webhook_url_not_encrypted", NOT_THERE, "A webhook's URL begins with https://.");
            case Destinations.Verdict.NotFound(var host) ->
                Problem.of(
                        400,
                        "webhook_host_not_found",
                        NOT_THERE,
                        "There is no host \"" + host + "\", or the DNS doesn't answer: look for a typo, or try"
                                + " again.");
            case Destinations.Verdict.Public _ -> throw new IllegalStateException("nothing stands against it");
        };
    }
}
