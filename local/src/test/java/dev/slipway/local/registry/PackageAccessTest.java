package dev.slipway.local.registry;

import static dev.slipway.local.registry.AccessDesk.PACKAGES;
import static dev.slipway.local.registry.AccessDesk.PAD;
import static dev.slipway.local.registry.AccessDesk.call;
import static dev.slipway.local.registry.AccessDesk.done;
import static dev.slipway.local.registry.AccessDesk.get;
import static dev.slipway.local.registry.AccessDesk.person;
import static dev.slipway.local.registry.AccessDesk.team;
import static dev.slipway.local.registry.AccessDesk.visibility;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.slipway.access.PackageRole;
import dev.slipway.access.Permission;
import dev.slipway.access.Presented;
import dev.slipway.access.Role;
import dev.slipway.access.TeamId;
import dev.slipway.access.TokenHash;
import dev.slipway.adapters.dynamodb.DynamoMemberships;
import dev.slipway.adapters.dynamodb.DynamoPeople;
import dev.slipway.adapters.dynamodb.DynamoStandings;
import dev.slipway.adapters.lambda.Answer;
import dev.slipway.audit.Origin;
import dev.slipway.audit.Visit;
import dev.slipway.kernel.Handle;
import dev.slipway.kernel.Ids;
import dev.slipway.org.AddMember;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Who may touch a package, as our own API changes it: its visibility, and the people and teams with a role in it.
class PackageAccessTest extends OnARegistry {

    private static final Draft DRAFT = Draft.of("@acme/pad", "1.0.0");
    private static final Draft NEXT = Draft.of("@acme/pad", "1.1.0");

    private Session max;
    private Session mia;
    private Staff staff;

    @BeforeEach
    void publish() {
        max = registry.as(Who.MAINTAINER);
        mia = registry.as(Who.MEMBER);
        staff = new Staff(registry);
        max.published(DRAFT);
    }

    private void refuses(Session by, String method, String path, String body, int status, String code) {
        var before = registry.dump();
        var answer = call(by, method, path, body);
        Registry.assertRefusal(answer, status, code);
        registry.dump().sameAs(before, "what is stored after the refusal " + code);
    }

    private static String role(String role) {
        return "{\"role\": \"" + role + "\"}";
    }

    @Test
    void a_package_goes_to_the_public_and_back_and_the_index_of_the_public_with_it() {
        var before = registry.dump();

        assertThat(visibility(max, "public").json()).isEqualTo(Map.of("name", "@acme/pad", "visibility", "public"));

        assertThat(registry.dump().head("@acme/pad")).containsKeys("publicUnder", "publicAs");
        assertThat(registry.as(Who.ANONYMOUS).tarball(DRAFT)).isEqualTo(DRAFT.bytes());
        assertThat(found(Who.OUTSIDER)).containsExactly("@acme/pad");

        done(visibility(registry.as(Who.ADMIN), "private"));

        assertThat(registry.dump().head("@acme/pad")).doesNotContainKeys("publicUnder", "publicAs");
        assertThat(registry.as(Who.ANONYMOUS).get("/@acme/pad").status()).isEqualTo(401);
        assertThat(found(Who.OUTSIDER)).isEmpty();
        assertThat(registry.dump().auditSince(before))
                .extracting(AuditLine::action, AuditLine::target, AuditLine::details, AuditLine::actor)
                .containsExactlyInAnyOrder(
                        tuple(
                                "package.visibility_changed",
                                "@acme/pad",
                                Map.of("before", "private", "after", "public"),
                                "max"),
                        tuple(
                                "package.visibility_changed",
                                "@acme/pad",
                                Map.of("before", "public", "after", "private"),
                                "abe"));
        registry.assertTidy();
    }

    private List<String> found(Who who) {
        return ((List<?>) registry.as(who).get("/-/v1/search").json().get("objects"))
                .stream()
                        .map(hit -> ((Map<?, ?>) ((Map<?, ?>) hit).get("package"))
                                .get("name")
                                .toString())
                        .toList();
    }

    @Test
    void what_is_so_already_is_done_and_writes_nothing() {
        done(person(max, "mia", "maintainer"));
        done(team(max, "everyone", "reader"));
        var before = registry.dump();

        done(visibility(max, "private"));
        done(person(max, "mia", "maintainer"));
        done(team(max, "everyone", "reader"));

        registry.dump().sameAs(before, "what is stored");
    }

    @Test
    void a_maintainer_of_a_package_uploads_and_manages_nothing() {
        assertThat(mia.publish(NEXT).status()).isEqualTo(403);

        var named = person(max, "mia", "maintainer");

        assertThat(named.json()).containsEntry("role", "maintainer").containsEntry("member", true);
        mia.published(NEXT);
        assertThat(mia.tag("@acme/pad", "beta", "1.0.0").status()).isEqualTo(200);
        refuses(mia, "PATCH", PAD, "{\"visibility\": \"public\"}", 403, "not_permitted");
        refuses(mia, "PUT", PAD + "/collaborators/people/pia", role("maintainer"), 403, "not_permitted");
        assertThat(mia.unpublish("@acme/pad", "1.0.0").status()).isEqualTo(403);
        assertThat(mia.publish(Draft.of("@acme/other", "1.0.0")).status()).isEqualTo(403);
    }

    @Test
    void an_owner_of_a_package_manages_it_and_its_collaborators() {
        var before = registry.dump();

        done(person(max, "mia", "owner"));

        assertThat(registry.dump().auditSince(before)).singleElement().satisfies(line -> {
            assertThat(line.action()).isEqualTo("package.collaborator_changed");
            assertThat(line.details()).isEqualTo(Map.of("collaborator", "mia", "before", "", "after", "owner"));
        });
        assertThat(Session.names(mia.packument("@acme/pad"), "maintainers")).containsExactly("max", "mia");
        done(person(mia, "pia", "maintainer"));
        done(visibility(mia, "org"));
        mia.published(NEXT);
        assertThat(mia.unpublish("@acme/pad", "1.0.0").status()).isEqualTo(200);
        registry.assertTidy();
    }

    @Test
    void the_last_owner_may_go_and_admins_manage_it_then() {
        done(call(max, "DELETE", PAD + "/collaborators/people/max", ""));

        refuses(max, "PATCH", PAD, "{\"visibility\": \"public\"}", 403, "not_permitted");
        assertThat(Session.names(max.packument("@acme/pad"), "maintainers")).isEmpty();
        done(visibility(registry.as(Who.ADMIN), "public"));
        done(person(registry.as(Who.ADMIN), "max", "owner"));
        done(visibility(max, "private"));
    }

    @Test
    void a_role_is_over_with_the_membership_that_it_was_given_to() {
        done(person(max, "mia", "owner"));
        assertThat(registry.as(Who.OWNER)
                        .delete("/api/v1/orgs/acme/members/mia")
                        .status())
                .isEqualTo(204);

        refuses(mia, "PATCH", PAD, "{\"visibility\": \"public\"}", 403, "not_a_member");
        assertThat(mia.get("/@acme/pad").status()).isEqualTo(404);
        assertThat(people(max)).contains(Map.entry("mia", false), Map.entry("max", true));

        registry.clock().advance(Duration.ofMinutes(1));
        rejoin("mia");

        refuses(mia, "PATCH", PAD, "{\"visibility\": \"public\"}", 403, "not_permitted");
        assertThat(people(max)).contains(Map.entry("mia", false));
        done(person(max, "mia", "owner"));
        assertThat(people(max)).contains(Map.entry("mia", true));
        done(visibility(mia, "org"));
    }

    private void rejoin(String handle) {
        var standings = new DynamoStandings(registry.table());
        var memberships = new DynamoMemberships(registry.table());
        var person = new DynamoPeople(registry.table()).find(new Handle(handle)).orElseThrow();
        var shown = new Presented.ByHash(TokenHash.of(registry.token(Who.OWNER)));
        var visit =
                new Visit(shown, Origin.INSIDE, Registry.URL, registry.clock().instant());
        assertThat(new AddMember(memberships, standings, Ids.random()).run(visit, People.ACME, person, Role.MEMBER))
                .isInstanceOf(AddMember.Outcome.Joined.class);
    }

    private static List<Map.Entry<String, Boolean>> people(Session by) {
        var people = (List<?>) done(get(by, PAD + "/collaborators")).json().get("people");
        return people.stream()
                .map(one -> (Map<?, ?>) one)
                .map(one -> Map.entry(
                        one.get("handle").toString(),
                        Boolean.valueOf(one.get("member").toString())))
                .toList();
    }

    @Test
    void who_leaves_stays_among_the_collaborators_until_somebody_removes_them() {
        done(person(max, "mia", "maintainer"));
        registry.as(Who.OWNER).delete("/api/v1/orgs/acme/members/mia");

        done(call(max, "DELETE", PAD + "/collaborators/people/mia", ""));

        assertThat(people(max)).containsExactly(Map.entry("max", true));
    }

    @Test
    void a_team_has_a_role_in_one_package() {
        var eng = staff.team("eng");
        staff.put("mia", eng);
        assertThat(mia.publish(NEXT).status()).isEqualTo(403);
        var before = registry.dump();

        var named = team(max, "eng", "maintainer");

        assertThat(named.json()).isEqualTo(Map.of("team", "eng", "id", eng.value(), "role", "maintainer"));
        assertThat(registry.dump().auditSince(before))
                .singleElement()
                .satisfies(line -> assertThat(line.details())
                        .isEqualTo(Map.of("collaborator", "team:eng", "before", "", "after", "maintainer")));
        mia.published(NEXT);
        done(team(max, "eng", "owner"));
        done(visibility(mia, "org"));
        done(call(mia, "DELETE", PAD + "/collaborators/teams/eng", ""));
        refuses(mia, "PATCH", PAD, "{\"visibility\": \"public\"}", 403, "not_permitted");
        assertThat(mia.publish(Draft.of("@acme/pad", "1.2.0")).status()).isEqualTo(403);
    }

    @Test
    void a_service_account_reads_what_a_team_of_its_is_given_and_nothing_else() {
        max.published(Draft.of("@acme/other", "1.0.0"));
        var bots = staff.team("bots");
        var bot = staff.serviceAccount("deployer", bots);
        assertThat(bot.get("/@acme/pad").status()).isEqualTo(403);

        done(team(max, "bots", "reader"));

        assertThat(bot.tarball(DRAFT)).isEqualTo(DRAFT.bytes());
        assertThat(bot.get("/@acme/other").status()).isEqualTo(403);
        assertThat(bot.publish(NEXT).status()).isEqualTo(403);
        assertThat(listed(bot)).containsExactly("@acme/pad");
        assertThat(bot.get("/-/v1/search").json()).containsEntry("total", 1);

        staff.delete(bots);

        assertThat(bot.get("/@acme/pad").status()).isEqualTo(403);
        assertThat(bot.get("/-/v1/search").json()).containsEntry("total", 0);
    }

    /// "What a team's service account creates, its team maintains."
    @Test
    void what_a_service_account_creates_its_team_maintains() {
        var makers = staff.team("makers", Permission.CREATE_PACKAGES);
        var bot = staff.serviceAccount("maker", makers);
        var made = Draft.of("@acme/made", "1.0.0");

        bot.published(made);

        assertThat(registry.dump().head("@acme/made").get("teams").m())
                .isEqualTo(Map.of(makers.value(), AttributeValue.fromS("MAINTAINER")));
        bot.published(Draft.of("@acme/made", "1.1.0"));
        assertThat(bot.tarball(made)).isEqualTo(made.bytes());
        refuses(bot, "PATCH", PACKAGES + "/made", "{\"visibility\": \"public\"}", 403, "not_permitted");
        staff.put("mia", makers);
        mia.published(Draft.of("@acme/made", "1.2.0"));
    }

    @Test
    void a_service_account_of_a_team_that_owns_everything_manages_packages() {
        var ops = staff.team("ops", Optional.of(PackageRole.OWNER));
        var bot = staff.serviceAccount("operator", ops);

        var before = registry.dump();

        done(visibility(bot, "public"));
        done(person(bot, "mia", "maintainer"));

        assertThat(registry.dump().auditSince(before))
                .extracting(AuditLine::actor)
                .containsExactly("ci", "ci");
        mia.published(NEXT);
    }

    @ParameterizedTest
    @CsvSource({
        "people/otto, maintainer, 404, member_not_found",
        "people/nobody, maintainer, 404, member_not_found",
        "people/bill, maintainer, 409, billing_manager",
        "people/mia, reader, 400, reader_is_for_teams",
        "people/mia, admin, 400, invalid_package_role",
        "people/M, owner, 400, invalid_organization",
        "teams/nobody, reader, 404, team_not_found",
        "teams/a b, reader, 400, invalid_team"
    })
    void whoever_can_not_be_one_is_not_made_a_collaborator(String who, String role, int status, String code) {
        refuses(max, "PUT", PAD + "/collaborators/" + who, role(role), status, code);
    }

    @ParameterizedTest
    @CsvSource({
        "ANONYMOUS, 401, authentication_required",
        "OUTSIDER, 403, not_a_member",
        "STRANGER, 403, not_a_member",
        "REMOVED, 403, not_a_member",
        "BILLING, 403, not_permitted",
        "MEMBER, 403, not_permitted",
        "MACHINE_PUBLISHING, 403, not_permitted",
        "ADMIN_READING, 403, token_scope",
        "EXPIRED, 401, token_expired"
    })
    void nobody_else_manages_it(Who who, int status, String code) {
        var session = registry.as(who);

        refuses(session, "PATCH", PAD, "{\"visibility\": \"public\"}", status, code);
        refuses(session, "PUT", PAD + "/collaborators/people/mia", role("owner"), status, code);
        refuses(session, "DELETE", PAD + "/collaborators/people/max", "", status, code);
        refuses(session, "PUT", PAD + "/collaborators/teams/everyone", role("owner"), status, code);
        refuses(session, "DELETE", PAD + "/collaborators/teams/everyone", "", status, code);
        refuses(session, "PUT", PAD + "/grants/otto", "", status, code);
        refuses(session, "DELETE", PAD + "/grants/otto", "", status, code);
        refuses(session, "PATCH", PACKAGES + "/absent", "{\"visibility\": \"public\"}", status, code);
    }

    @ParameterizedTest
    @CsvSource({
        "ANONYMOUS, 401, authentication_required",
        "OUTSIDER, 404, not_found",
        "STRANGER, 404, not_found",
        "REMOVED, 404, not_found",
        "MACHINE_ELSEWHERE, 404, not_found",
        "BILLING, 403, not_permitted"
    })
    void nobody_else_sees_how_it_is_set_or_learns_that_it_is_there(Who who, int status, String code) {
        for (var name : List.of("/pad", "/absent")) {
            for (var what : List.of("", "/collaborators", "/grants")) {
                refuses(registry.as(who), "GET", PACKAGES + name + what, "", status, code);
            }
        }
        refuses(registry.as(who), "GET", PACKAGES, "", status, code);
    }

    @ParameterizedTest
    @CsvSource({
        "MEMBER, not_permitted",
        "MACHINE_PUBLISHING, not_permitted",
        "ADMIN_READING, token_scope",
    })
    void who_reads_it_and_does_not_manage_it_sees_no_grants(Who who, String code) {
        refuses(registry.as(who), "GET", PAD + "/grants", "", 403, code);
    }

    /// Whoever reads what is public learns nothing of how it is set.
    @ParameterizedTest
    @CsvSource({"ANONYMOUS, 401, authentication_required", "OUTSIDER, 404, not_found"})
    void nobody_outside_sees_how_a_public_package_is_set(Who who, int status, String code) {
        done(visibility(max, "public"));

        refuses(registry.as(who), "GET", PAD, "", status, code);
        refuses(registry.as(who), "GET", PAD + "/collaborators", "", status, code);
        refuses(registry.as(who), "GET", PAD + "/grants", "", status, code);
    }

    @Test
    void what_is_not_there_is_not_changed() {
        var admin = registry.as(Who.ADMIN);
        admin.published(Draft.of("@acme/gone", "1.0.0"));
        admin.unpublishAll("@acme/gone");

        for (var name : List.of("absent", "gone")) {
            refuses(admin, "PATCH", PACKAGES + "/" + name, "{\"visibility\": \"public\"}", 404, "not_found");
            refuses(admin, "GET", PACKAGES + "/" + name, "", 404, "not_found");
            refuses(admin, "GET", PACKAGES + "/" + name + "/grants", "", 404, "not_found");
        }
        refuses(max, "DELETE", PAD + "/collaborators/people/mia", "", 404, "collaborator_not_found");
        refuses(max, "DELETE", PAD + "/collaborators/teams/everyone", "", 404, "collaborator_not_found");
    }

    @Test
    void a_package_has_a_hundred_people_and_not_one_more() {
        var full = new HashMap<String, AttributeValue>();
        for (int i = 0; i < 100; i++) {
            full.put(
                    "01KAKJ3V6Q8ZQ0W3Y2M7N5T%03d".formatted(i),
                    AttributeValue.fromM(Map.of(
                            "handle", AttributeValue.fromS("m" + i), "role", AttributeValue.fromS("MAINTAINER"))));
        }
        registry.change("PACKAGE#@acme/pad", "HEAD", "people", AttributeValue.fromM(full));

        refuses(
                registry.as(Who.ADMIN),
                "PUT",
                PAD + "/collaborators/people/mia",
                role("owner"),
                409,
                "too_many_collaborators");
    }

    @Test
    void a_deleted_team_makes_room_for_another() {
        var teams = new HashMap<String, AttributeValue>();
        for (int i = 0; i < 100; i++) {
            teams.put("01KAKJ3V6Q8ZQ0W3Y2M7N5T%03d".formatted(i), AttributeValue.fromS("READER"));
        }
        registry.change("PACKAGE#@acme/pad", "HEAD", "teams", AttributeValue.fromM(teams));

        done(team(max, "everyone", "maintainer"));

        assertThat(registry.dump().head("@acme/pad").get("teams").m()).containsOnlyKeys(TeamId.EVERYONE.value());
    }

    @Test
    void a_package_is_shown_with_what_the_caller_may() {
        var shown = done(get(mia, PAD)).json();

        assertThat(shown)
                .containsEntry("visibility", "private")
                .containsEntry("versions", 1)
                .containsEntry("version", "1.0.0")
                .containsEntry("may", List.of("read_packages"));
        assertThat(done(get(max, PAD)).json().get("may"))
                .isEqualTo(List.of("manage_package", "publish_packages", "read_packages"));
    }

    @Test
    void pages_of_packages_neither_skip_nor_repeat() {
        max.published(Draft.of("@acme/a", "1.0.0"), Draft.of("@acme/b", "1.0.0"), Draft.of("@acme/z", "1.0.0"));

        var first = done(call(mia, "GET", PACKAGES, "limit=2", ""));
        var second =
                done(call(mia, "GET", PACKAGES, "limit=2&cursor=" + first.json().get("next"), ""));

        assertThat(listed(first)).containsExactly("@acme/a", "@acme/b");
        assertThat(listed(second)).containsExactly("@acme/pad", "@acme/z");
        assertThat(second.json()).doesNotContainKey("next");
    }

    private static List<String> listed(Session by) {
        return listed(done(get(by, PACKAGES)));
    }

    private static List<String> listed(Answer answer) {
        return ((List<?>) answer.json().get("items"))
                .stream().map(item -> ((Map<?, ?>) item).get("name").toString()).toList();
    }

    @Test
    void a_page_that_can_not_be_is_refused() {
        Registry.assertRefusal(call(mia, "GET", PACKAGES, "limit=0", ""), 400, "invalid_limit");
        Registry.assertRefusal(call(mia, "GET", PACKAGES, "cursor=abc", ""), 400, "invalid_cursor");
    }
}
