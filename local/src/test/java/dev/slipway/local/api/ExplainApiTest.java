package dev.slipway.local.api;

import static dev.slipway.local.api.Gatehouse.ACME;
import static dev.slipway.local.api.Gatehouse.ISSUER;
import static dev.slipway.local.api.Gatehouse.ORG;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.access.PackageAccess;
import dev.slipway.access.PackageRole;
import dev.slipway.access.Permission;
import dev.slipway.access.Role;
import dev.slipway.access.Scope;
import dev.slipway.access.TeamId;
import dev.slipway.access.TeamName;
import dev.slipway.access.TeamPower;
import dev.slipway.access.Teams;
import dev.slipway.access.Visibility;
import dev.slipway.adapters.lambda.Answer;
import dev.slipway.local.api.ExplainStage.Pad;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `GET /api/v1/orgs/{org}/permissions/explain`. Every answer is held to the OpenAPI document.
class ExplainApiTest {

    private static final TeamId ENG = new TeamId("01KAKJ3V6Q8ZQ0W3Y2M7N5T4EN");

    private Gatehouse gate;
    private ExplainStage stage;

    @BeforeEach
    void open() {
        gate = new Gatehouse();
        stage = new ExplainStage(gate);
        gate.join("bob", Role.MEMBER);
        gate.join("bil", Role.BILLING);
    }

    @AfterEach
    void close() {
        gate.close();
    }

    private static void refused(Answer answer, int status, String code) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.json()).containsEntry("code", code);
    }

    private Map<String, Object> explained(String who, String query) {
        var answer = gate.explain(who, query);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json();
    }

    private void eng(Permission... permissions) {
        var power = new TeamPower(new TeamName("eng"), Set.of(permissions), Optional.empty());
        stage.policy(ACME, policy -> policy.with(new Teams(Map.of(ENG, power))));
        stage.teams(ACME, gate.person("bob"), ENG);
    }

    @Test
    void a_role_is_named() {
        assertThat(explained("ada", "permission=manage_members"))
                .containsEntry("allowed", true)
                .containsEntry("subject", "ada")
                .containsEntry("grounds", List.of(Map.of("by", "role", "role", "owner")))
                .containsEntry("sentence", "ada may manage the members of @acme: the role owner in @acme gives it.");
    }

    @Test
    void a_team_is_named_and_so_is_what_lacks() {
        eng(Permission.MANAGE_TEAMS);

        assertThat(explained("ada", "subject=bob&permission=manage_teams"))
                .containsEntry("allowed", true)
                .containsEntry("grounds", List.of(Map.of("by", "team", "team", "eng", "teamId", ENG.value())))
                .containsEntry("sentence", "bob may manage the teams of @acme: the team eng gives it.");
        var lacking = explained("ada", "subject=bob&permission=invite_members");
        assertThat(lacking)
                .containsEntry("allowed", false)
                .containsEntry("code", "not_permitted")
                .containsEntry("grounds", List.of())
                .containsEntry("remedy", Map.of("role", "admin", "setting", false, "team", true));
        assertThat(lacking.get("sentence").toString())
                .isEqualTo("bob may not invite people to @acme: no role, team or package gives it. It takes the role"
                        + " admin, or a team that carries invite_members. An owner or admin of @acme can give that.");
    }

    @Test
    void a_team_is_asked_about_by_itself() {
        eng(Permission.MANAGE_TEAMS);

        assertThat(explained("ada", "subject=team:eng&permission=manage_teams")).containsEntry("allowed", true);
        assertThat(explained("ada", "subject=team:eng&permission=read_packages"))
                .containsEntry("allowed", false);
        assertThat(explained("ada", "subject=team:administrators&permission=manage_members"))
                .containsEntry("allowed", true);
        refused(gate.explain("ada", "subject=team:ops&permission=read_packages"), 404, "subject_not_found");
    }

    @Test
    void a_service_account_is_asked_about_by_its_name() {
        eng(Permission.MANAGE_TEAMS);
        stage.service(ACME, "01KAKJ3V6Q8ZQ0W3Y2M7N5T4SV", "build-server", ENG);

        assertThat(explained("ada", "subject=service:build-server&permission=manage_teams"))
                .containsEntry("allowed", true)
                .containsEntry("subject", "service:build-server");
        refused(gate.explain("ada", "subject=service:other&permission=read_packages"), 404, "subject_not_found");
    }

    @Test
    void what_a_package_says_is_named() {
        stage.put(new Pad(
                "@acme/pad",
                PackageAccess.of(Visibility.ORG)
                        .with(ENG, PackageRole.OWNER)
                        .with(
                                gate.person("bob").id(),
                                new PackageAccess.Collaborator(
                                        gate.person("bob").handle(), PackageRole.MAINTAINER, Optional.empty()))));
        eng();

        var publish = explained("ada", "subject=bob&permission=publish_packages&package=@acme/pad");
        assertThat(publish)
                .containsEntry("package", "@acme/pad")
                .containsEntry(
                        "grounds",
                        List.of(
                                Map.of("by", "team_of_package", "team", "eng", "teamId", ENG.value(), "role", "owner"),
                                Map.of("by", "package", "role", "maintainer")));
        assertThat(publish.get("sentence").toString())
                .contains("the team eng is owner of the package; and being maintainer of the package gives it");
    }

    @Test
    void a_grant_and_what_is_public_are_named_of_somebody_outside() {
        gate.person("gus");
        stage.put(new Pad(
                "@acme/pad",
                new PackageAccess(
                        Visibility.ORG,
                        Map.of(),
                        Map.of(),
                        Map.of(gate.person("gus").id(), gate.person("gus").handle()))));
        stage.put(new Pad("@acme/open", PackageAccess.of(Visibility.PUBLIC)));

        var grant = "permission=read_packages&package=@acme/pad";
        assertThat(explained("ada", "subject=gus&" + grant)).containsEntry("grounds", List.of(Map.of("by", "grant")));
        assertThat(explained("gus", grant)).containsEntry("grounds", List.of(Map.of("by", "grant")));
        assertThat(explained("ada", "subject=gus&permission=read_packages&package=@acme/open"))
                .containsEntry("grounds", List.of(Map.of("by", "public")));
        var outside = explained("ada", "subject=gus&permission=publish_packages&package=@acme/pad");
        assertThat(outside).containsEntry("allowed", false).containsEntry("code", "not_a_member");
        assertThat(outside.get("sentence").toString()).contains("they are no member of @acme");
    }

    @Test
    void the_allow_list_is_asked_about_an_address_and_the_sign_in_rule_about_the_last_means() {
        gate.seen(gate.token("bob"), Gatehouse.HOME);
        assertThat(gate.call("ada", "PUT", ORG + "/allow-list", "{\"networks\": [\"203.0.113.0/24\"]}")
                        .status())
                .isEqualTo(200);
        var read = "subject=bob&permission=read_packages";

        assertThat(explained("ada", read))
                .containsEntry("allowed", true)
                .containsEntry("door", Map.of("means", "mail"));
        var away = explained("ada", read + "&address=192.0.2.7");
        assertThat(away)
                .containsEntry("allowed", false)
                .containsEntry("code", "address_not_allowed")
                .containsEntry("door", Map.of("means", "mail", "address", "192.0.2.7"));
        assertThat(explained("ada", read + "&address=203.0.113.9")).containsEntry("allowed", true);

        gate.call("ada", "PUT", ORG + "/sign-in-rule", "{\"means\": [\"" + ISSUER + "\"], \"breakGlass\": \"ada\"}");
        var mail = explained("ada", read);
        assertThat(mail).containsEntry("allowed", false).containsEntry("code", "sign_in_elsewhere");
        assertThat(mail.get("sentence").toString()).contains("/sign-in/with/generic-oidc");
        refused(gate.explain("bob", "permission=read_packages"), 403, "sign_in_elsewhere");
    }

    @Test
    void that_nobody_has_paid_is_told() {
        stage.lapse(ACME);

        assertThat(explained("ada", "permission=invite_members"))
                .containsEntry("allowed", false)
                .containsEntry("code", "payment_due")
                .containsEntry("grounds", List.of(Map.of("by", "role", "role", "owner")));
        assertThat(explained("ada", "permission=manage_members")).containsEntry("allowed", true);
    }

    @Test
    void who_narrows_is_ones_own_token() {
        var narrow = gate.reception.token(gate.person("ada"), Scope.READ);

        var answer = gate.reception.call(narrow, "GET", ORG + "/permissions/explain", "permission=manage_members", "");
        assertThat(answer.json())
                .containsEntry("allowed", false)
                .containsEntry("code", "token_scope")
                .containsEntry("grounds", List.of(Map.of("by", "role", "role", "owner")));
    }

    @Test
    void a_member_asks_about_themselves_and_nobody_else() {
        assertThat(explained("bob", "permission=publish_packages")).containsEntry("allowed", false);
        assertThat(explained("bob", "subject=bob&permission=publish_packages")).containsEntry("allowed", false);
        refused(gate.explain("bob", "subject=ada&permission=publish_packages"), 403, "not_permitted");
        refused(gate.explain("bob", "subject=nobody-there&permission=publish_packages"), 403, "not_permitted");
        eng(Permission.MANAGE_TEAMS);
        assertThat(explained("bob", "subject=ada&permission=own_organization")).containsEntry("allowed", true);
        refused(gate.explain("bob", "subject=nobody-there&permission=belong"), 404, "subject_not_found");
    }

    @Test
    void who_can_not_read_packages_does_not_learn_which_there_are() {
        stage.put(new Pad("@acme/pad", PackageAccess.of(Visibility.PRIVATE)));
        var there = gate.explain("bil", "permission=publish_packages&package=@acme/pad");
        var not = gate.explain("bil", "permission=publish_packages&package=@acme/not");

        assertThat(there.status()).isEqualTo(not.status()).isEqualTo(200);
        assertThat(there.text().replace("@acme/pad", "@acme/not")).isEqualTo(not.text());
        gate.person("zoe");
        refused(gate.explain("zoe", "permission=read_packages&package=@acme/pad"), 404, "not_found");
        refused(gate.explain("zoe", "permission=read_packages&package=@acme/not"), 404, "not_found");
        refused(gate.explain("", "permission=read_packages&package=@acme/not"), 401, "authentication_required");
        refused(gate.explain("bob", "permission=read_packages&package=@acme/not"), 404, "package_not_found");
        refused(
                gate.explain("ada", "subject=bob&permission=read_packages&package=@acme/not"),
                404,
                "package_not_found");
        assertThat(explained("ada", "permission=create_packages&package=@acme/not"))
                .containsEntry("allowed", true);
    }

    /// Of others one learns by a token that may only manage; what there is to read one doesn't.
    @Test
    void a_token_that_can_not_read_does_not_learn_which_packages_there_are() {
        stage.put(new Pad("@acme/pad", PackageAccess.of(Visibility.PRIVATE)));
        var manages = gate.reception.token(gate.person("ada"), Scope.MANAGE);

        for (var pkg : List.of("@acme/pad", "@acme/not")) {
            var asked = "subject=bob&permission=publish_packages&package=" + pkg;
            refused(gate.reception.call(manages, "GET", ORG + "/permissions/explain", asked, ""), 403, "token_scope");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'', invalid_permission",
        "permission=fly, invalid_permission",
        "permission=belong&subject=A!, invalid_organization",
        "permission=belong&subject=team:A!, invalid_team",
        "permission=belong&subject=service:A!, invalid_service_account",
        "permission=belong&package=pad, invalid_package_name",
        "permission=belong&package=@globex/pad, invalid_package_name",
        "permission=belong&address=office, invalid_address",
    })
    void what_can_not_be_asked_is_refused(String query, String code) {
        refused(gate.explain("ada", query), 400, code);
    }
}
