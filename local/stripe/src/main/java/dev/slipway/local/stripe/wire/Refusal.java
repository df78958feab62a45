package dev.slipway.local.stripe.wire;

import com.google.gson.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;

/// Stripe's answer to what it doesn't do: a status, and an object that says why.
public final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private static final String INVALID = "invalid_request_error";

    private final int status;
    private final boolean unread;
    private final String sentence;
    private final transient Map<String, String> fields;

    private Refusal(int status, boolean unread, String message, String... fields) {
        super(message, null, false, false);
        this.status = status;
        this.unread = unread;
        this.sentence = message;
        this.fields = new LinkedHashMap<>();
        for (int i = 0; i < fields.length; i += 2) {
            if (!fields[i + 1].isEmpty()) {
                this.fields.put(fields[i], fields[i + 1]);
            }
        }
        this.fields.put("message", message);
    }

    /// The request was understood, and can't be done as things are.
    public static Refusal invalid(String message, String param) {
        return new Refusal(400, false, message, "param", param, "type", INVALID);
    }

    /// The same with one of Stripe's [codes](https://docs.stripe.com/error-codes).
    public static Refusal invalid(String code, String message, String param) {
        return new Refusal(400, false, message, "code", code, "param", param, "type", INVALID);
    }

    /// The parameters are wrong in themselves: nothing was looked up, and no idempotency key is used up.
    public static Refusal parameter(String code, String message, String param) {
        return new Refusal(400, true, message, "code", code, "param", param, "type", INVALID);
    }

    /// What a path names isn't there.
    public static Refusal notFound(String what, String id) {
        return missing(404, what, id, "id");
    }

    /// What a parameter names isn't there.
    public static Refusal noSuch(String what, String id, String param) {
        return missing(400, what, id, param);
    }

    private static Refusal missing(int status, String what, String id, String param) {
        return new Refusal(
                status,
                false,
                "No such %s: '%s'".formatted(what, id),
                "code",
                "resource_missing",
                "param",
                param,
                "type",
                INVALID);
    }

    public static Refusal unauthorized(String message) {
        return new Refusal(401, true, message, "type", INVALID);
    }

    public static Refusal unknownUrl(String method, String path) {
        return new Refusal(
                404,
                true,
                "Unrecognized request URL (%s: %s). If you are trying to list objects, remove the trailing slash."
                                .formatted(method, path)
                        + " This stand-in knows only what docs/local-stripe.md lists.",
                "type",
                INVALID);
    }

    /// A card that doesn't pay.
    public static Refusal card(String code, String declineCode, String message) {
        return new Refusal(402, false, message, "code", code, "decline_code", declineCode, "type", "card_error");
    }

    public static Refusal idempotency(String message) {
        return new Refusal(400, true, message, "type", "idempotency_error");
    }

    /// Stripe isn't well, or is asked too often.
    public static Refusal broken(int status, String code, String message) {
        return new Refusal(status, true, message, "code", code, "type", status == 429 ? INVALID : "api_error");
    }

    /// What it says.
    public String sentence() {
        return sentence;
    }

    public int status() {
        return status;
    }

    /// Whether it was refused before anything was done: then the same idempotency key may come again.
    public boolean unread() {
        return unread;
    }

    public String json() {
        var error = new JsonObject();
        fields.forEach(error::addProperty);
        var body = new JsonObject();
        body.add("error", error);
        return body.toString();
    }
}
