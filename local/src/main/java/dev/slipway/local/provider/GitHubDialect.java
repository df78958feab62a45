package dev.slipway.local.provider;

import dev.slipway.local.loopback.Json;
import dev.slipway.local.loopback.WebRequest;
import dev.slipway.local.loopback.WebResponse;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// GitHub's way of it, with its oddities: a code that is no good is answered with status 200, the answer is a form
/// unless JSON is asked for, and a client that doesn't say who it is gets nothing from the API.
final class GitHubDialect {

    private final Registration client;
    private final Grants grants;

    GitHubDialect(Registration client, Grants grants) {
        this.client = client;
        this.grants = grants;
    }

    WebResponse token(WebRequest request) {
        if (!request.header("accept").orElse("").contains("application/json")) {
            return WebResponse.text(200, "error=this_stand_in_answers_in_json_alone");
        }
        var form = request.form();
        var redirect = form.getOrDefault("redirect_uri", client.redirectUri());
        if (!client.knows(form.getOrDefault("client_id", ""), form.getOrDefault("client_secret", ""))) {
            return error("incorrect_client_credentials");
        }
        if (!redirect.equals(client.redirectUri())) {
            return error("redirect_uri_mismatch");
        }
        return grants.spend(
                        form.getOrDefault("code", ""),
                        client.clientId(),
                        redirect,
                        form.getOrDefault("code_verifier", ""))
                .map(grant -> WebResponse.json(
                        200,
                        Json.write(Map.of(
                                "access_token",
                                grants.token(grant),
                                "token_type",
                                "bearer",
                                "scope",
                                String.join(",", grant.asked().scopes())))))
                .orElseGet(() -> error("bad_verification_code"));
    }

    WebResponse user(WebRequest request) {
        return forHolder(
                request,
                grant -> WebResponse.json(
                        200,
                        Json.write(Map.of(
                                "id", grant.persona().number(),
                                "login", grant.persona().login(),
                                "name", grant.persona().name(),
                                "type", "User"))));
    }

    WebResponse emails(WebRequest request) {
        return forHolder(request, grant -> {
            if (!grant.asked().scopes().contains("user:email")) {
                return message(404, "Not Found");
            }
            var persona = grant.persona();
            return WebResponse.json(
                    200,
                    Json.write(List.of(
                            Map.of(
                                    "email",
                                    persona.login() + "@users.noreply.github.test",
                                    "primary",
                                    false,
                                    "verified",
                                    true),
                            Map.of("email", persona.email(), "primary", true, "verified", persona.verified()))));
        });
    }

    private WebResponse forHolder(WebRequest request, Function<Grants.Grant, WebResponse> answer) {
        if (request.header("user-agent").isEmpty()) {
            return message(403, "Request forbidden by administrative rules. Please make sure you have a User-Agent.");
        }
        return grants.holder(request.header("authorization").orElse(""))
                .map(answer)
                .orElseGet(() -> message(401, "Bad credentials"));
    }

    private static WebResponse error(String error) {
        return WebResponse.json(200, Json.write(Map.of("error", error)));
    }

    private static WebResponse message(int status, String message) {
        return WebResponse.json(status, Json.write(Map.of("message", message)));
    }
}
