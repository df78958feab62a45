package dev.slipway.local.api;

import static dev.slipway.local.api.Captain.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.access.Role;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What `npm team` and `pnpm team` send, and what they want to read. Every answer is held to the OpenAPI document.
class NpmTeamTest {

    private static final String TEAMS = "/-/org/acme/team";
    private static final String ENG = "/-/team/acme/eng";

    private Captain captain;

    @BeforeEach
    void open() {
        captain = new Captain();
    }

    @AfterEach
    void close() {
        captain.close();
    }

    @Test
    void a_team_is_made_filled_emptied_and_destroyed() {
        captain.join("mia", Role.MEMBER);

        var made = captain.call("ada", "PUT", TEAMS, "{\"name\": \"eng\", \"description\": \"Engineers\"}");
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.text()).isEqualTo("{\"name\":\"eng\"}");
        assertThat(captain.get("ada", Captain.TEAMS + "/eng").json())
                .containsEntry("description", "Engineers")
                .containsEntry("permissions", List.of())
                .containsEntry("allPackages", "none");
        assertThat(captain.call("ada", "PUT", ENG + "/user", "{\"user\": \"mia\"}")
                        .status())
                .isEqualTo(200);
        assertThat(captain.get("ada", ENG + "/user", "format=cli").text()).isEqualTo("[\"mia\"]");
        assertThat(captain.call("ada", "DELETE", ENG + "/user", "{\"user\": \"mia\"}")
                        .status())
                .isEqualTo(200);
        assertThat(captain.get("ada", ENG + "/user", "format=cli").text()).isEqualTo("[]");
        assertThat(captain.call("ada", "DELETE", ENG, "").text()).isEqualTo("{}");
        refused(captain.get("ada", ENG + "/user"), 404, "team_not_found");
        assertThat(captain.logged())
                .containsExactlyInAnyOrder("team.created", "team.member_added", "team.member_removed", "team.deleted");
    }

    @Test
    void npm_gets_texts_and_pnpm_objects() {
        captain.service("deploy");
        captain.team("eng");
        captain.add("eng", "ada");
        captain.add("eng", "service:deploy");

        assertThat(captain.get("ada", TEAMS, "format=cli").text())
                .isEqualTo("[\"acme:administrators\",\"acme:eng\",\"acme:everyone\"]");
        assertThat(captain.get("ada", TEAMS).text())
                .isEqualTo("[{\"name\":\"administrators\"},{\"name\":\"eng\"},{\"name\":\"everyone\"}]");
        assertThat(captain.get("ada", ENG + "/user", "format=cli").text()).isEqualTo("[\"ada\",\"service:deploy\"]");
        assertThat(captain.get("ada", ENG + "/user").text())
                .isEqualTo("[{\"name\":\"ada\"},{\"name\":\"service:deploy\"}]");
    }

    @Test
    void the_mark_of_a_scope_is_no_part_of_its_name() {
        assertThat(captain.get("ada", "/-/org/@acme/team", "format=cli").text()).contains("acme:everyone");
    }

    @Test
    void a_field_that_nobody_knows_is_passed_over_and_null_is_nothing() {
        assertThat(captain.call("ada", "PUT", TEAMS, "{\"name\": \"eng\", \"description\": null, \"tfa\": true}")
                        .status())
                .isEqualTo(201);
    }

    @Test
    void a_list_is_whole_however_long() {
        for (int i = 0; i < 205; i++) {
            captain.join("bill-" + i, Role.BILLING);
        }
        for (int i = 0; i < 5; i++) {
            captain.join("mia-" + i, Role.MEMBER);
        }

        assertThat(captain.get("ada", "/-/team/acme/everyone/user", "format=cli")
                        .text())
                .isEqualTo("[\"ada\",\"mia-0\",\"mia-1\",\"mia-2\",\"mia-3\",\"mia-4\"]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ada|PUT|/-/org/acme/team|{\"name\": \"web\"}|409|team_name_taken",
                "ada|PUT|/-/org/acme/team|{\"name\": \"Web\"}|400|invalid_team",
                "ada|PUT|/-/org/acme/team|{}|400|missing_field",
                "ada|PUT|/-/org/acme/team|[]|400|invalid_json",
                "ada|DELETE|/-/team/acme/everyone|''|409|team_built_in",
                "ada|DELETE|/-/team/acme/none|''|404|team_not_found",
                "ada|PUT|/-/team/acme/web/user|{\"user\": \"nobody\"}|404|member_not_found",
                "ada|PUT|/-/team/acme/web/user|{\"user\": \"bill\"}|409|takes_no_seat",
                "ada|PUT|/-/team/acme/web/user|{}|400|missing_field",
                "ada|DELETE|/-/team/acme/web/user|{\"user\": \"nobody\"}|404|member_not_found",
                "bill|PUT|/-/org/acme/team|{\"name\": \"eng\"}|403|not_permitted",
                "bill|DELETE|/-/team/acme/web|''|403|not_permitted",
                "bill|PUT|/-/team/acme/web/user|{\"user\": \"bill\"}|403|not_permitted",
                "otto|GET|/-/org/acme/team|''|404|not_found",
                "otto|GET|/-/team/acme/web/user|''|404|not_found",
                "otto|PUT|/-/org/acme/team|{\"name\": \"eng\"}|404|not_found",
                "''|GET|/-/org/acme/team|''|401|authentication_required",
                "''|DELETE|/-/team/acme/web|''|401|authentication_required",
            })
    void what_stands_against_it_is_said_in_the_words_that_npm_prints(
            String who, String method, String path, String body, int status, String code) {
        captain.join("bill", Role.BILLING);
        captain.team("web");
        if (!who.isEmpty()) {
            captain.get(who, "/-/org/acme/team");
        }
        var before = captain.stored();

        refused(captain.call(who, method, path, body), status, code);

        assertThat(captain.stored()).containsExactlyInAnyOrderElementsOf(before);
    }

    @Test
    void another_method_is_told_which_ones_there_are() {
        for (var path : List.of(TEAMS, ENG, ENG + "/user")) {
            refused(
                    captain.reception.send(captain.reception.event("POST", path).bearer("x")),
                    405,
                    "method_not_allowed");
        }
    }
}
