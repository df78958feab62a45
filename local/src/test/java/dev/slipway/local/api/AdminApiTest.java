package dev.slipway.local.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.access.Role;
import dev.slipway.access.Scope;
import dev.slipway.adapters.lambda.Answer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `/api/admin/orgs`
class AdminApiTest {

    private static final String ADMIN = "/api/admin/orgs";

    private Registrar registrar;

    @BeforeEach
    void open() {
        registrar = new Registrar();
    }

    @AfterEach
    void close() {
        registrar.close();
    }

    private static void refused(Answer answer, int status, String code) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.json()).containsEntry("code", code).containsKey("error");
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> list(Answer answer, String name) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return (List<Map<String, Object>>) answer.json().get(name);
    }

    private void found(String who, String slug) {
        var made = registrar.call(
                who, "POST", "/api/v1/orgs", "{\"name\": \"%s\", \"slug\": \"%s\"}".formatted(slug, slug));
        assertThat(made.status()).as(made.text()).isEqualTo(201);
    }

    @Test
    void everybody_sees_those_that_they_belong_to_by_page() {
        found("ada", "beta");
        found("ada", "gamma");
        found("gus", "globex");

        var all = registrar.get("ada", ADMIN);

        assertThat(list(all, "orgs")).extracting(org -> org.get("slug")).containsExactly("acme", "beta", "gamma");
        assertThat(list(all, "orgs").getFirst())
                .containsEntry("id", "acme")
                .containsEntry("name", "Acme")
                .containsKey("createdAt")
                .doesNotContainKeys("memberCount", "logo");
        assertThat(all.json())
                .containsEntry("total", 3)
                .containsEntry("page", 1)
                .containsEntry("limit", 20);
        var second = registrar.call("ada", "GET", ADMIN, "page=2&limit=2", "");
        assertThat(list(second, "orgs")).extracting(org -> org.get("slug")).containsExactly("gamma");
        assertThat(second.json()).containsEntry("total", 3).containsEntry("page", 2);
        assertThat(list(registrar.call("ada", "GET", ADMIN, "page=1000000&limit=100", ""), "orgs"))
                .isEmpty();
        assertThat(registrar.get("otto", ADMIN).json()).containsEntry("total", 0);
    }

    @Test
    void a_deleted_one_is_not_there() {
        found("ada", "beta");
        registrar.call("ada", "DELETE", "/api/v1/orgs/beta", "confirm=beta", "");

        var all = registrar.get("ada", ADMIN);

        assertThat(list(all, "orgs")).extracting(org -> org.get("slug")).containsExactly("acme");
        assertThat(all.json()).containsEntry("total", 1);
        refused(registrar.get("ada", ADMIN + "/beta"), 404, "not_found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=0", "limit=101", "limit=-1", "page=0", "page=-3", "page=1000001"})
    void a_page_out_of_bounds_is_refused(String query) {
        refused(registrar.call("ada", "GET", ADMIN, query, ""), 400, "invalid_limit");
    }

    @Test
    void a_page_that_is_no_number_is_refused() {
        refused(registrar.call("ada", "GET", ADMIN, "page=two", ""), 400, "invalid_number");
    }

    @Test
    void one_is_shown_with_all_its_members() {
        registrar.join("mia", Role.MEMBER);
        registrar.join("bill", Role.BILLING);

        var shown = registrar.get("mia", ADMIN + "/acme");

        assertThat(shown.json())
                .containsEntry("id", "acme")
                .containsEntry("name", "Acme")
                .containsEntry("memberCount", 3);
        assertThat(list(shown, "members"))
                .extracting(member -> member.get("id"), member -> member.get("role"))
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple("ada", "owner"),
                        org.assertj.core.groups.Tuple.tuple("mia", "member"),
                        org.assertj.core.groups.Tuple.tuple("bill", "billing"));
        assertThat(list(shown, "members"))
                .filteredOn(member -> member.get("id").equals("mia"))
                .extracting(member -> member.get("userId"))
                .containsExactly(registrar.person("mia").id().value());
    }

    @Test
    void a_member_is_removed_by_handle_or_by_account() {
        registrar.join("mia", Role.MEMBER);
        registrar.join("max", Role.MAINTAINER);

        var byHandle = registrar.call("ada", "DELETE", ADMIN + "/acme/members/mia", "");
        var byAccount = registrar.call(
                "ada",
                "DELETE",
                ADMIN + "/acme/members/" + registrar.person("max").id(),
                "");

        assertThat(byHandle.json()).isEqualTo(Map.of("success", true));
        assertThat(byAccount.json()).isEqualTo(Map.of("success", true));
        assertThat(registrar.role("mia")).isEmpty();
        assertThat(registrar.role("max")).isEmpty();
        refused(registrar.get("mia", ADMIN + "/acme"), 404, "not_found");
        refused(registrar.call("ada", "DELETE", ADMIN + "/acme/members/mia", ""), 404, "member_not_found");
        refused(
                registrar.call(
                        "ada",
                        "DELETE",
                        ADMIN + "/acme/members/" + registrar.person("max").id(),
                        ""),
                404,
                "member_not_found");
    }

    @Test
    void whoever_wants_leaves_by_their_account_too() {
        registrar.join("mia", Role.MEMBER);

        var left = registrar.call(
                "mia",
                "DELETE",
                ADMIN + "/acme/members/" + registrar.person("mia").id(),
                "");

        assertThat(left.status()).as(left.text()).isEqualTo(200);
        assertThat(registrar.role("mia")).isEmpty();
    }

    @Test
    void what_stands_against_it_is_said_as_by_the_api() {
        registrar.join("mia", Role.MEMBER);
        registrar.join("abe", Role.ADMIN);
        var members = ADMIN + "/acme/members/";

        refused(registrar.call("mia", "DELETE", members + "abe", ""), 403, "not_permitted");
        refused(registrar.call("abe", "DELETE", members + "ada", ""), 403, "role_above_own");
        refused(registrar.call("ada", "DELETE", members + "ada", ""), 409, "last_owner");
        refused(registrar.call("ada", "DELETE", members + "01ARZ3NDEKTSV4RRFFQ69G5FAV", ""), 404, "member_not_found");
        refused(registrar.call("ada", "DELETE", members + "NOT-AN-ID", ""), 400, "invalid_id");
        refused(registrar.call("otto", "DELETE", members + "mia", ""), 404, "not_found");
        refused(registrar.get("otto", ADMIN + "/acme"), 404, "not_found");
        refused(registrar.get("otto", ADMIN + "/never-founded"), 404, "not_found");

        assertThat(registrar.role("mia")).isEqualTo(Optional.of(Role.MEMBER));
        assertThat(registrar.role("abe")).isEqualTo(Optional.of(Role.ADMIN));
        assertThat(registrar.role("ada")).isEqualTo(Optional.of(Role.OWNER));
    }

    @Test
    void a_token_that_does_not_manage_sees_nothing_here() {
        var reading = registrar.reception.token(registrar.person("ada"), Scope.READ, Scope.PUBLISH);
        var machine = registrar.machine(Scope.READ, Scope.PUBLISH);

        for (var token : List.of(reading, machine)) {
            refused(registrar.reception.call(token, "GET", ADMIN, ""), 403, "token_scope");
            refused(registrar.reception.call(token, "GET", ADMIN + "/acme", ""), 403, "token_scope");
            refused(registrar.reception.call(token, "DELETE", ADMIN + "/acme/members/ada", ""), 403, "token_scope");
        }
        refused(registrar.get("", ADMIN), 401, "authentication_required");
        refused(registrar.get("", ADMIN + "/acme"), 401, "authentication_required");
        refused(registrar.call("", "DELETE", ADMIN + "/acme/members/ada", ""), 401, "authentication_required");
    }
}
