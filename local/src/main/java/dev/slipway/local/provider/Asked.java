package dev.slipway.local.provider;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What a browser was sent with: who asks, for what, and where it goes back to.
///
/// @param scopes separated by spaces
/// @param challenge by S256
record Asked(String clientId, String redirectUri, Set<String> scopes, String state, String nonce, String challenge) {

    /// It can be sent back to nobody: the browser stays, and says why.
    static final class Unsendable extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Unsendable(String sentence) {
            super(sentence, null, false, false);
        }
    }

    /// It is sent back, with the name of what is wrong.
    static final class Refused extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final String location;

        private Refused(Asked asked, String error, String sentence) {
            super(sentence, null, false, false);
            this.location = asked.back(Map.of("error", error, "error_description", sentence));
        }

        String location() {
            return location;
        }
    }

    /// @throws Unsendable if client or address are not those that are known together
    /// @throws Refused if anything else is wrong
    static Asked of(Map<String, String> parameters, Registration client, boolean openId) {
        var asked = new Asked(
                text(parameters, "client_id"),
                text(parameters, "redirect_uri"),
                Set.of(text(parameters, "scope").split(" ", -1)),
                text(parameters, "state"),
                text(parameters, "nonce"),
                text(parameters, "code_challenge"));
        if (!asked.clientId().equals(client.clientId())) {
            throw new Unsendable("There is no client of this name.");
        }
        if (!asked.redirectUri().equals(client.redirectUri())) {
            throw new Unsendable("This client doesn't let people go back to that address.");
        }
        asked.check(parameters, openId);
        return asked;
    }

    private void check(Map<String, String> parameters, boolean openId) {
        if (openId && !text(parameters, "response_type").equals("code")) {
            throw new Refused(this, "unsupported_response_type", "Only response_type=code is known here.");
        }
        if (openId && !scopes.contains("openid")) {
            throw new Refused(this, "invalid_scope", "The scope openid is missing.");
        }
        if (!challenge.matches("[A-Za-z0-9_-]{43}")
                || !text(parameters, "code_challenge_method").equals("S256")) {
            throw new Refused(this, "invalid_request", "PKCE by S256 is required.");
        }
        if (state.isEmpty() || (openId && nonce.isEmpty())) {
            throw new Refused(this, "invalid_request", "State or nonce is missing.");
        }
    }

    String granted(String code) {
        return back(Map.of("code", code));
    }

    String denied() {
        return back(Map.of("error", "access_denied"));
    }

    private String back(Map<String, String> parameters) {
        var location = new StringBuilder(redirectUri).append(redirectUri.contains("?") ? '&' : '?');
        parameters.forEach((name, value) ->
                location.append(name).append('=').append(encoded(value)).append('&'));
        return location.append("state=").append(encoded(state)).toString();
    }

    private static String text(Map<String, String> parameters, String name) {
        return Optional.ofNullable(parameters.get(name)).orElse("");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
