package dev.slipway.local.billing;

import dev.slipway.adapters.dynamodb.Table;
import dev.slipway.adapters.lambda.Answer;
import dev.slipway.adapters.lambda.Environment;
import dev.slipway.adapters.lambda.Events;
import dev.slipway.functions.billingwebhook.BillingWebhookHandler;
import dev.slipway.local.loopback.WebRequest;
import dev.slipway.local.loopback.WebResponse;
import dev.slipway.local.loopback.WebServer;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Map;

/// The webhook at an address of this machine, as the gateway hands requests to it.
final class Ear implements AutoCloseable {

    private static final String PATH = "/webhooks/stripe";

    private final BillingWebhookHandler handler;
    private final ByteArrayOutputStream log = new ByteArrayOutputStream();
    private final WebServer server;

    Ear(Map<String, String> environment, Table table, InstantSource clock) {
        handler = new BillingWebhookHandler(Environment.of(environment), table, clock, log);
        server = WebServer.start(0, this::answer);
    }

    URI url() {
        return URI.create(server.url() + PATH);
    }

    private WebResponse answer(WebRequest request) {
        var event = event().body(request.body());
        request.header("stripe-signature").ifPresent(signature -> event.header("Stripe-Signature", signature));
        var answer = tell(event);
        // A function that throws is a 500 at the gateway.
        return WebResponse.text(answer.status() == 0 ? 500 : answer.status(), answer.text());
    }

    static Events event() {
        return Events.post(PATH).route("POST " + PATH).header("content-type", "application/json");
    }

    Answer tell(Events event) {
        return Answer.of(handler, event);
    }

    String log() {
        return log.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        server.close();
    }
}
