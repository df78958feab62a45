package dev.slipway.local.api;

import static dev.slipway.local.api.Captain.CONSOLE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.access.Role;
import dev.slipway.adapters.lambda.Answer;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// `/console/organizations/{org}/teams` and the page of one team.
class TeamPagesTest {

    private static final String ENG = CONSOLE + "/eng";

    private Captain captain;
    private Captain.Browser ada;

    @BeforeEach
    void open() {
        captain = new Captain();
        ada = captain.browser("ada");
    }

    @AfterEach
    void close() {
        captain.close();
    }

    private static void shows(Answer page, int status, String... texts) {
        assertThat(page.status()).as(page.text()).isEqualTo(status);
        assertThat(page.header("content-type")).isEqualTo("text/html; charset=utf-8");
        assertThat(page.text()).contains(texts);
    }

    private static void leadsTo(Answer answer, String location) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(303);
        assertThat(answer.header("location")).isEqualTo(location);
    }

    @Test
    void a_team_is_made_and_leads_to_its_page() {
        shows(ada.get(CONSOLE), 200, "administrators", "everyone", "Built in", "New team", ">Teams</a>");

        leadsTo(ada.post(CONSOLE, "act=create&name=eng&description=Engineers"), ENG);

        shows(ada.get(ENG), 200, "Engineers", "Made by", "Nobody is of this team yet", "Delete team");
        shows(ada.get(CONSOLE), 200, "Nothing yet", CONSOLE + "/eng");
        assertThat(captain.logged()).containsExactly("team.created");
    }

    @Test
    void what_stands_against_a_name_is_said_beside_it() {
        captain.team("eng");

        shows(ada.post(CONSOLE, "act=create&name=Eng"), 400, "is no name of a team", "value=\"Eng\"");
        shows(ada.post(CONSOLE, "act=create&name=eng"), 409, "has a team eng already", "value=\"eng\"");
        shows(ada.post(CONSOLE, "act=create&name=ops&description=a%0Ab"), 400, "A description is one line");
        assertThat(ada.post(CONSOLE, "act=no-such-act").status()).isEqualTo(400);
    }

    @Test
    void what_it_gives_is_ticked_and_saved_and_it_is_renamed() {
        captain.team("eng", "invite_members");
        shows(ada.get(ENG), 200, "name=\"invite_members\" checked", "name=\"manage_teams\"");

        leadsTo(
                ada.post(
                        ENG,
                        "act=save&name=core&description=The+core&manage_teams=on&create_packages=on"
                                + "&allPackages=maintainer"),
                CONSOLE + "/core");

        assertThat(captain.get("ada", Captain.TEAMS + "/core").json())
                .containsEntry("description", "The core")
                .containsEntry("permissions", List.of("create_packages", "manage_teams"))
                .containsEntry("allPackages", "maintainer");
        shows(ada.get(CONSOLE), 200, "Create packages, manage teams; maintainer of all packages");
        shows(ada.get(ENG), 404, "There is no team eng in @acme.");
        captain.team("ops");
        shows(
                ada.post(CONSOLE + "/core", "act=save&name=ops&description=&allPackages=none"),
                409,
                "has a team ops already",
                "value=\"ops\"");
        shows(
                ada.post(CONSOLE + "/core", "act=save&name=Core&description=&change_settings=on&allPackages=owner"),
                400,
                "is no name of a team",
                "value=\"Core\"",
                "name=\"change_settings\" checked",
                "value=\"owner\" checked");
        assertThat(ada.post(CONSOLE + "/core", "act=save&name=core&allPackages=all")
                        .status())
                .isEqualTo(400);
        assertThat(captain.get("ada", Captain.TEAMS + "/core").json()).containsEntry("allPackages", "maintainer");
    }

    @Test
    void members_are_added_and_removed() {
        captain.join("mia", Role.MEMBER);
        captain.service("deploy");
        captain.team("eng");

        leadsTo(ada.post(ENG, "act=add&member=mia"), ENG);
        leadsTo(ada.post(ENG, "act=add&member=service%3Adeploy"), ENG);
        shows(ada.get(ENG), 200, "mia", "service:deploy", "Service account");
        leadsTo(ada.post(ENG, "act=remove&member=mia"), ENG);

        assertThat(ada.get(ENG).text()).doesNotContain("value=\"mia\"").contains("value=\"service:deploy\"");
    }

    @Test
    void whom_it_can_not_add_it_says_beside_the_field() {
        captain.join("bill", Role.BILLING);
        captain.team("eng");

        shows(ada.post(ENG, "act=add&member=nobody"), 404, "There is no member nobody in @acme", "value=\"nobody\"");
        shows(ada.post(ENG, "act=add&member=No+Body"), 404, "There is no member of that name");
        shows(ada.post(ENG, "act=add&member=bill"), 409, "bill is a billing manager, who takes no seat");
        shows(ada.post(ENG, "act=add&member=service%3Anone"), 404, "There is no service account none");
        shows(ada.post(CONSOLE + "/administrators", "act=remove&member=ada"), 409, "by their role");
    }

    @Test
    void a_team_is_deleted_and_a_built_in_one_is_not() {
        captain.team("eng");

        leadsTo(ada.post(ENG, "act=delete"), CONSOLE);

        shows(ada.get(ENG), 404, "There is no team eng");
        shows(ada.post(CONSOLE, ENG, "act=delete"), 404, "There is no team eng");
        shows(ada.post(CONSOLE + "/everyone", "act=delete"), 409, "neither renamed nor deleted");
        assertThat(ada.get(CONSOLE + "/everyone").text())
                .doesNotContain("value=\"delete\"", "value=\"add\"")
                .contains("value=\"save\"");
        assertThat(ada.get(CONSOLE + "/administrators").text())
                .doesNotContain("value=\"delete\"", "value=\"save\"", "value=\"remove\"")
                .contains("value=\"add\"");
    }

    @Test
    void members_see_teams_without_a_form_and_are_refused() {
        captain.join("mia", Role.MEMBER);
        captain.team("eng");
        captain.add("eng", "mia");
        var mia = captain.browser("mia");

        assertThat(mia.get(CONSOLE).text()).contains("eng").doesNotContain("value=\"create\"");
        assertThat(mia.get(ENG).text())
                .contains("mia")
                .doesNotContain("value=\"save\"", "value=\"add\"", "value=\"remove\"", "value=\"delete\"");
        shows(mia.post(CONSOLE, "act=create&name=ops"), 403, "You may not manage the teams");
        shows(mia.post(ENG, "act=delete"), 403, "You may not manage the teams");
    }

    @Test
    void who_manages_by_a_team_is_offered_what_they_have_and_no_more() {
        captain.join("mona", Role.MEMBER);
        captain.team("managers", "manage_teams");
        captain.team("money", "change_settings");
        captain.team("eng");
        captain.add("managers", "mona");
        var mona = captain.browser("mona");

        var page = mona.get(ENG).text();
        assertThat(page).containsPattern("name=\"change_settings\"[^>]* disabled");
        assertThat(page).doesNotContainPattern("name=\"manage_teams\"[^>]* disabled");
        assertThat(page).containsPattern("value=\"owner\"[^>]* disabled");
        assertThat(mona.get(CONSOLE + "/money").text()).doesNotContain("value=\"save\"", "value=\"add\"");
        shows(mona.post(ENG, "act=add&member=mona"), 403, "not yourself");
        shows(
                mona.post(ENG, "act=save&name=eng&description=&change_settings=on&allPackages=none"),
                403,
                "this is about change_settings");
    }

    @Test
    void a_billing_manager_of_a_team_is_shown_as_having_nothing_of_it() {
        captain.join("mia", Role.MEMBER);
        captain.team("eng", "invite_members");
        captain.add("eng", "mia");
        captain.becomes("mia", Role.BILLING);

        shows(ada.get(ENG), 200, "Gets nothing of it");
    }

    @Test
    void pages_want_somebody_signed_in_who_belongs_to_it_and_a_form_of_theirs() {
        captain.team("eng");
        leadsTo(
                captain.reception.send(captain.reception.event("GET", CONSOLE)),
                "/sign-in?returnTo=%2Fconsole%2Forganizations%2Facme%2Fteams");
        assertThat(captain.browser("otto").get(CONSOLE).status()).isEqualTo(404);
        assertThat(captain.browser("otto").get(ENG).status()).isEqualTo(404);
        var guard = Registrar.guard(ada.get(ENG));

        assertThat(ada.send(ENG, "form=" + guard + "&act=delete", "https://evil.example")
                        .status())
                .isEqualTo(403);
        assertThat(ada.send(ENG, "act=delete", Reception.URL).status()).isEqualTo(403);
        assertThat(captain.logged()).containsExactly("team.created");
    }
}
