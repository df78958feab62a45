package dev.slipway.adapters.oidc;

import java.util.Map;
import java.util.Optional;

/// What a code was spent for.
record TokenReply(Map<String, Object> fields) {

    /// @param who answered, for the complaint
    /// @throws Rejection if the code or something else of ours is no good
    /// @throws Outage if the provider is broken
    static TokenReply of(Wire.Reply reply, String who) {
        if (reply.isOutage()) {
            throw new Outage(who + " answered " + reply.status() + " to a code");
        }
        if (reply.status() != 200) {
            throw new Rejection(who + " answered " + reply.status() + " to a code" + error(reply.body()));
        }
        var fields = Json.object(reply.body(), "what " + who + " gave for a code");
        // GitHub says no with status 200.
        if (fields.containsKey("error")) {
            throw new Rejection(who + " refused a code" + error(reply.body()));
        }
        return new TokenReply(fields);
    }

    Optional<String> idToken() {
        return Json.text(fields, "id_token");
    }

    Optional<String> accessToken() {
        return Json.text(fields, "access_token");
    }

    /// The provider's name for it, such as `invalid_grant`; never its sentence.
    private static String error(String body) {
        try {
            return Json.text(Json.object(body, "an error"), "error")
                    .filter(code -> code.matches("[a-z_]{1,40}"))
                    .map(code -> ": " + code)
                    .orElse("");
        } catch (Outage _) {
            return "";
        }
    }

    @Override
    public String toString() {
        return "***";
    }
}
