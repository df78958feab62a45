package dev.slipway.local.api;

import static dev.slipway.local.api.Captain.TEAMS;
import static dev.slipway.local.api.Captain.items;
import static dev.slipway.local.api.Captain.names;
import static dev.slipway.local.api.Captain.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.access.Role;
import dev.slipway.access.Scope;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// `/api/v1/orgs/{org}/teams` and what is below it. Every answer is held to the OpenAPI document.
class TeamApiTest {

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
    void a_team_is_made_shown_changed_listed_and_deleted() {
        var made = captain.call("ada", "POST", TEAMS, """
                {"name": "eng", "description": "Engineers", "permissions": ["create_packages", "manage_teams"],
                 "allPackages": "maintainer"}""");
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.header("location")).isEqualTo(Reception.URL + TEAMS + "/eng");
        assertThat(made.json())
                .containsEntry("name", "eng")
                .containsEntry("builtIn", false)
                .containsEntry("permissions", List.of("create_packages", "manage_teams"))
                .containsEntry("allPackages", "maintainer")
                .containsEntry("createdBy", "ada")
                .containsEntry("createdAt", "2026-11-21T12:00:00Z");

        var changed = captain.call("ada", "PATCH", TEAMS + "/eng", """
                {"name": "core", "description": "", "permissions": [], "allPackages": "none"}""");
        assertThat(changed.json())
                .containsEntry("name", "core")
                .containsEntry("permissions", List.of())
                .containsEntry("allPackages", "none")
                .doesNotContainKey("description");
        assertThat(captain.get("ada", TEAMS + "/core").json()).isEqualTo(changed.json());
        assertThat(names(captain.get("ada", TEAMS), "name")).containsExactly("administrators", "core", "everyone");

        assertThat(captain.call("ada", "DELETE", TEAMS + "/core", "").status()).isEqualTo(204);
        refused(captain.call("ada", "DELETE", TEAMS + "/core", ""), 404, "team_not_found");
        assertThat(captain.logged()).containsExactlyInAnyOrder("team.created", "team.changed", "team.deleted");
    }

    @Test
    void members_and_service_accounts_are_added_listed_and_removed_and_again_is_no_error() {
        captain.join("mia", Role.MEMBER);
        captain.service("deploy");
        captain.team("eng");

        for (int i = 0; i < 2; i++) {
            captain.add("eng", "mia");
            captain.add("eng", "service:deploy");
        }
        var members = captain.get("mia", TEAMS + "/eng/members");
        assertThat(names(members, "member")).containsExactlyInAnyOrder("mia", "service:deploy");
        assertThat(names(members, "type")).containsExactlyInAnyOrder("person", "service_account");
        for (int i = 0; i < 2; i++) {
            for (var member : List.of("mia", "service:deploy")) {
                assertThat(captain.call("ada", "DELETE", TEAMS + "/eng/members/" + member, "")
                                .status())
                        .isEqualTo(204);
            }
        }

        assertThat(items(captain.get("mia", TEAMS + "/eng/members"))).isEmpty();
        assertThat(captain.logged())
                .containsExactlyInAnyOrder(
                        "team.created",
                        "team.member_added",
                        "team.member_added",
                        "team.member_removed",
                        "team.member_removed");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "POST|''|{}|400|missing_field",
                "POST|''|{\"name\": \"Eng\"}|400|invalid_team",
                "POST|''|{\"name\": \"eng\", \"color\": \"red\"}|400|unknown_field",
                "POST|''|{\"name\": \"eng\", \"permissions\": \"manage_teams\"}|400|invalid_field",
                "POST|''|{\"name\": \"eng\", \"permissions\": [\"own_organization\"]}|400|invalid_permission",
                "POST|''|{\"name\": \"eng\", \"permissions\": [\"publish_packages\"]}|400|invalid_permission",
                "POST|''|{\"name\": \"eng\", \"permissions\": [\"belong\"]}|400|invalid_permission",
                "POST|''|{\"name\": \"eng\", \"allPackages\": \"admin\"}|400|invalid_package_role",
                "POST|''|{\"name\": \"eng\", \"description\": \"a\\nb\"}|400|invalid_description",
                "POST|''|{\"name\": \"web\"}|409|team_name_taken",
                "POST|''|{\"name\": \"everyone\"}|409|team_name_taken",
                "POST|''|{\"name\": \"administrators\"}|409|team_name_taken",
                "PATCH|/none|{\"name\": \"eng\"}|404|team_not_found",
                "PATCH|/web|{\"name\": \"everyone\"}|409|team_name_taken",
                "PATCH|/everyone|{\"name\": \"all\"}|409|team_built_in",
                "PATCH|/administrators|{\"permissions\": []}|409|team_built_in",
                "DELETE|/none|''|404|team_not_found",
                "DELETE|/everyone|''|409|team_built_in",
                "PUT|/none/members/ada|''|404|team_not_found",
                "PUT|/web/members/nobody|''|404|member_not_found",
                "PUT|/web/members/service:none|''|404|service_account_not_found",
                "PUT|/web/members/Nobody|''|400|invalid_organization",
                "PUT|/web/members/service:No|''|400|invalid_service_account",
                "PUT|/web/members/bill|''|409|takes_no_seat",
                "PUT|/everyone/members/ada|''|409|team_built_in",
                "DELETE|/everyone/members/ada|''|409|team_built_in",
                "DELETE|/administrators/members/ada|''|409|administrator_by_role",
                "DELETE|/web/members/otto|''|404|member_not_found",
                "GET|/none/members|''|404|team_not_found",
            })
    void what_stands_against_it_is_said_and_nothing_is_stored(
            String method, String path, String body, int status, String code) {
        captain.join("bill", Role.BILLING);
        captain.call("otto", "GET", TEAMS, "");
        captain.team("web");
        var before = captain.stored();

        refused(captain.call("ada", method, TEAMS + path, body), status, code);

        assertThat(captain.stored()).containsExactlyInAnyOrderElementsOf(before);
    }

    @Test
    void who_manages_by_a_team_is_told_what_they_lack() {
        captain.join("mona", Role.MEMBER);
        captain.join("mia", Role.MEMBER);
        captain.team("managers", "manage_teams");
        captain.team("money", "change_settings");
        captain.add("managers", "mona");

        var answer = captain.call("mona", "PUT", TEAMS + "/money/members/mia", "");
        refused(answer, 403, "team_beyond_oneself");
        assertThat(answer.json()).containsEntry("lacking", "change_settings");
        refused(
                captain.call("mona", "POST", TEAMS, "{\"name\": \"all\", \"allPackages\": \"owner\"}"),
                403,
                "team_beyond_oneself");
        assertThat(captain.call("mona", "POST", TEAMS, "{\"name\": \"readers\", \"allPackages\": \"reader\"}")
                        .status())
                .isEqualTo(201);
        assertThat(captain.call("mona", "PUT", TEAMS + "/readers/members/mia", "")
                        .status())
                .isEqualTo(204);
        refused(captain.call("mona", "PUT", TEAMS + "/readers/members/mona", ""), 403, "team_for_others");
    }

    /// Revocation: a removed team.
    @Test
    void what_a_removed_team_gave_is_refused_on_the_very_next_request() {
        captain.join("mona", Role.MEMBER);
        captain.team("managers", "manage_teams");
        captain.add("managers", "mona");
        assertThat(captain.call("mona", "POST", TEAMS, "{\"name\": \"one\"}").status())
                .isEqualTo(201);

        captain.call("ada", "DELETE", TEAMS + "/managers", "");

        refused(captain.call("mona", "POST", TEAMS, "{\"name\": \"two\"}"), 403, "not_permitted");
    }

    @Test
    void everybody_inside_sees_teams_and_nobody_else() {
        captain.join("bill", Role.BILLING);
        captain.found("gus", "globex");

        for (var path : List.of(TEAMS, TEAMS + "/everyone", TEAMS + "/administrators/members")) {
            assertThat(captain.get("bill", path).status()).isEqualTo(200);
            assertThat(captain.reception.get(captain.machine(Scope.READ), path).status())
                    .isEqualTo(200);
            refused(captain.get("gus", path), 404, "not_found");
            refused(captain.get("gus", path.replace("acme", "nowhere")), 404, "not_found");
            refused(captain.get("", path), 401, "authentication_required");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"bill", "mia", "max"})
    void nobody_below_admin_changes_any(String who) {
        captain.join("bill", Role.BILLING);
        captain.join("mia", Role.MEMBER);
        captain.join("max", Role.MAINTAINER);
        captain.team("eng");
        captain.get(who, TEAMS);
        var before = captain.stored();

        refused(captain.call(who, "POST", TEAMS, "{\"name\": \"ops\"}"), 403, "not_permitted");
        refused(captain.call(who, "PATCH", TEAMS + "/eng", "{\"name\": \"ops\"}"), 403, "not_permitted");
        refused(captain.call(who, "DELETE", TEAMS + "/eng", ""), 403, "not_permitted");
        refused(captain.call(who, "PUT", TEAMS + "/eng/members/" + who, ""), 403, "not_permitted");
        refused(captain.call(who, "DELETE", TEAMS + "/eng/members/" + who, ""), 403, "not_permitted");
        // Whether there is such a team plays no part.
        refused(captain.call(who, "DELETE", TEAMS + "/none", ""), 403, "not_permitted");

        assertThat(captain.stored()).containsExactlyInAnyOrderElementsOf(before);
    }

    @Test
    void a_machine_changes_none() {
        var machine = captain.machine(Scope.READ, Scope.PUBLISH);

        refused(captain.reception.call(machine, "POST", TEAMS, "{\"name\": \"ops\"}"), 403, "token_scope");
    }

    @Test
    void lists_go_on_by_a_cursor_that_is_good_for_them_alone() {
        for (var name : List.of("a", "b", "c")) {
            captain.team(name);
        }
        var first = captain.get("ada", TEAMS, "limit=2");
        assertThat(names(first, "name")).containsExactly("a", "administrators");
        var next = first.json().get("next").toString();

        assertThat(names(captain.get("ada", TEAMS, "limit=2&cursor=" + next), "name"))
                .containsExactly("b", "c");
        refused(captain.get("ada", TEAMS + "/everyone/members", "cursor=" + next), 400, "invalid_cursor");
        refused(captain.get("ada", TEAMS, "limit=0"), 400, "invalid_limit");
    }

    @Test
    void another_method_is_told_which_ones_there_are() {
        captain.team("eng");
        for (var path : List.of(TEAMS, TEAMS + "/eng", TEAMS + "/eng/members", TEAMS + "/eng/members/ada")) {
            var answer = captain.reception.send(
                    captain.reception.event("OPTIONS", path).bearer("x"));
            refused(answer, 405, "method_not_allowed");
            assertThat(answer.header("allow")).isNotBlank();
        }
    }
}
