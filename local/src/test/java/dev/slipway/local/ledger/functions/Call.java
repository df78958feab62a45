package dev.slipway.local.ledger.functions;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.slipway.adapters.lambda.Answer;
import dev.slipway.adapters.lambda.Events;
import dev.slipway.local.gateway.Routes;
import java.util.function.Consumer;

/// A request that is about to be made, as the gateway hands it over.
final class Call {

    private final String who;
    private final String method;
    private final Routes.Match match;
    private final Events event;
    private String act = "";
    private Consumer<Answer> afterwards = _ -> {};

    /// @param url a path of the registry, with its query
    Call(String who, String method, String url, Routes routes) {
        int question = url.indexOf('?');
        var path = question < 0 ? url : url.substring(0, question);
        this.who = who;
        this.method = method;
        this.match = routes.match(method, path).orElseThrow();
        this.event = Events.of(method, path)
                .route(match.route().key())
                .query(question < 0 ? "" : url.substring(question + 1))
                .header("x-forwarded-for", "203.0.113.7")
                .header("x-forwarded-port", "443")
                .header("x-forwarded-proto", "https");
        match.parameters().forEach(event::parameter);
    }

    Call header(String name, String value) {
        event.header(name, value);
        return this;
    }

    Call bearer(String secret) {
        event.bearer(secret);
        return this;
    }

    Call cookie(String name, String value) {
        event.cookie(name, value);
        return this;
    }

    /// A body in JSON.
    Call sending(String json) {
        event.header("content-type", "application/json").body(json);
        return this;
    }

    /// The fields of a form, which the gateway hands over in base64.
    ///
    /// @param pressed what its button does
    Call sendingForm(String pressed, String fields) {
        act = pressed;
        event.header("content-type", "application/x-www-form-urlencoded").body(fields.getBytes(UTF_8));
        return this;
    }

    Call then(Consumer<Answer> deed) {
        afterwards = deed;
        return this;
    }

    String who() {
        return who;
    }

    Routes.Match match() {
        return match;
    }

    /// As a row names it.
    String route() {
        return method + " " + match.route().path();
    }

    /// As [Form#key] names it; empty if this is no form.
    String form() {
        return method.equals("POST") ? Form.key(match.route().path(), act) : "";
    }

    byte[] bytes() {
        return event.json().getBytes(UTF_8);
    }

    void answered(Answer answer) {
        afterwards.accept(answer);
    }
}
