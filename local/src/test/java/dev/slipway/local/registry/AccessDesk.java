package dev.slipway.local.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.adapters.lambda.Answer;
import dev.slipway.local.api.Contract;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// Calls about who may touch packages of `acme`, each held to the OpenAPI document.
final class AccessDesk {

    static final String PACKAGES = "/api/v1/orgs/acme/packages";
    static final String PAD = PACKAGES + "/pad";

    private static final Contract CONTRACT = Contract.read();

    private AccessDesk() {}

    static Answer call(Session by, String method, String path, String body) {
        return call(by, method, path, "", body);
    }

    static Answer call(Session by, String method, String path, String query, String body) {
        var event = by.event(method, path).query(query);
        if (!body.isEmpty()) {
            event.header("content-type", "application/json").body(body);
        }
        var answer = by.send(event);
        assertThat(CONTRACT.complaints(
                        operation(method, path), body, answer.status(), answer.header("content-type"), answer.text()))
                .isEmpty();
        return answer;
    }

    static Answer get(Session by, String path) {
        return call(by, "GET", path, "");
    }

    static Answer visibility(Session by, String visibility) {
        return call(by, "PATCH", PAD, "{\"visibility\": \"" + visibility + "\"}");
    }

    static Answer person(Session by, String handle, String role) {
        return call(by, "PUT", PAD + "/collaborators/people/" + handle, "{\"role\": \"" + role + "\"}");
    }

    static Answer team(Session by, String team, String role) {
        return call(by, "PUT", PAD + "/collaborators/teams/" + team, "{\"role\": \"" + role + "\"}");
    }

    static Answer grant(Session by, String handle) {
        return call(by, "PUT", PAD + "/grants/" + handle, "");
    }

    static Answer withdraw(Session by, String handle) {
        return call(by, "DELETE", PAD + "/grants/" + handle, "");
    }

    /// That it was done, and what it answered.
    static Answer done(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isBetween(200, 204);
        return answer;
    }

    /// The flat object of an answer, in alphabetical order.
    static Map<String, Object> map(Answer answer) {
        return new TreeMap<>(done(answer).json());
    }

    /// As the document writes the path.
    private static Contract.Operation operation(String method, String path) {
        var route = Instance.ROUTES.match(method, path).orElseThrow().route().path();
        return new Contract.Operation(
                method.toLowerCase(Locale.ROOT),
                route.equals("/{path+}") ? "" : route.replace("/{scope}/{name}", "/@{organization}/{package}"));
    }
}
