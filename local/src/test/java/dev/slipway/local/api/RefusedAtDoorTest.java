package dev.slipway.local.api;

import static dev.slipway.local.api.Gatehouse.ORG;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.access.Means;
import dev.slipway.access.Role;
import dev.slipway.access.Scope;
import dev.slipway.adapters.lambda.Answer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Who is refused for where they came from, or for how they signed in, stands in the audit log; nobody else who is
/// refused does.
class RefusedAtDoorTest {

    private static final String ELSEWHERE = "192.0.2.7";
    private static final String RULE = ORG + "/sign-in-rule";
    private static final String LIST = ORG + "/allow-list";

    private Gatehouse gate;

    @BeforeEach
    void open() {
        gate = new Gatehouse();
        gate.join("bob", Role.ADMIN);
    }

    @AfterEach
    void close() {
        gate.close();
    }

    private Answer asked(String token, String address) {
        return gate.reception.send(gate.event("GET", LIST, address).bearer(token));
    }

    private void onlyFromHome() {
        assertThat(gate.call("ada", "PUT", LIST, "{\"networks\": [\"203.0.113.0/24\"]}")
                        .status())
                .isEqualTo(200);
    }

    private void onlyByGitHub() {
        assertThat(gate.call("ada", "PUT", RULE, "{\"means\": [\"github\"], \"breakGlass\": \"ada\"}")
                        .status())
                .isEqualTo(200);
    }

    private List<Map<String, AttributeValue>> lines(String action) {
        return gate.reception.entries(action);
    }

    private static String text(Map<String, AttributeValue> line, String name) {
        return line.get(name).s();
    }

    @Test
    void a_request_from_an_address_that_is_not_allowed_is_a_line_with_who_and_from_where() {
        onlyFromHome();

        assertThat(asked(gate.token("bob"), ELSEWHERE).status()).isEqualTo(403);

        var line = lines("address.refused").getFirst();
        assertThat(text(line, "pk")).isEqualTo("AUDIT#org:acme");
        assertThat(text(line, "target")).isEqualTo("acme");
        assertThat(text(line, "address")).isEqualTo(ELSEWHERE);
        assertThat(line.get("actor").m().get("handle").s()).isEqualTo("bob");
        assertThat(line.get("details").m().get("asked").s()).isEqualTo("allow-list.show");
    }

    @Test
    void machines_are_refused_and_recorded_too() {
        var machine = gate.machine(Scope.READ);
        onlyFromHome();

        var answer = gate.reception.send(gate.event("GET", ORG + "/permissions/explain", ELSEWHERE)
                .query("permission=read_packages")
                .bearer(machine));

        assertThat(answer.json()).containsEntry("code", "address_not_allowed");
        assertThat(lines("address.refused"))
                .singleElement()
                .satisfies(line -> assertThat(line.get("actor").m()).containsKey("token"));
    }

    @Test
    void whoever_has_not_signed_in_as_the_organization_wants_is_a_line_by_api_and_by_page() {
        onlyByGitHub();

        assertThat(asked(gate.token("bob"), Gatehouse.HOME).status()).isEqualTo(403);
        var session = gate.session("bob", Means.MAIL);
        assertThat(gate.reception
                        .send(gate.event("GET", Gatehouse.CONSOLE + "/security", Gatehouse.HOME)
                                .cookie("slipway_session", session))
                        .status())
                .isEqualTo(403);

        assertThat(lines("sign_in.refused"))
                .hasSize(2)
                .allSatisfy(line ->
                        assertThat(line.get("details").m().get("wanted").s()).isEqualTo("github"));
    }

    @Test
    void who_knocks_all_day_is_one_line_an_hour_for_each_network() {
        onlyFromHome();
        for (int i = 0; i < 20; i++) {
            asked(gate.token("bob"), ELSEWHERE);
        }
        assertThat(lines("address.refused")).hasSize(1);

        asked(gate.token("bob"), "198.51.100.9");
        assertThat(lines("address.refused")).hasSize(2);

        gate.reception.wait(Duration.ofHours(1));
        asked(gate.token("bob"), ELSEWHERE);
        assertThat(lines("address.refused")).hasSize(3);
    }

    @Test
    void no_other_refusal_is_a_line() {
        gate.join("mia", Role.MEMBER);
        onlyFromHome();

        assertThat(asked(gate.token("mia"), Gatehouse.HOME).status()).isEqualTo(403);
        assertThat(asked(gate.token("otto"), ELSEWHERE).status()).isEqualTo(404);
        assertThat(asked("", ELSEWHERE).status()).isEqualTo(401);
        assertThat(asked("slp_aNobodyKnowsThisOne", ELSEWHERE).status()).isEqualTo(401);

        assertThat(lines("address.refused")).isEmpty();
        assertThat(lines("sign_in.refused")).isEmpty();
    }
}
