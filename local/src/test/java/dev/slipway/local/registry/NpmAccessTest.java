package dev.slipway.local.registry;

import static dev.slipway.local.registry.AccessDesk.call;
import static dev.slipway.local.registry.AccessDesk.done;
import static dev.slipway.local.registry.AccessDesk.get;
import static dev.slipway.local.registry.AccessDesk.map;
import static dev.slipway.local.registry.AccessDesk.person;
import static dev.slipway.local.registry.AccessDesk.visibility;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.access.PackageRole;
import dev.slipway.adapters.lambda.Answer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `npm access` and `npm owner`, and pnpm's, as they come over the wire.
class NpmAccessTest extends OnARegistry {

    private static final String P = "/-/package/@acme/pad";
    private static final String EVERYONE = "/-/team/acme/everyone/package";

    private Session max;
    private Session mia;

    @BeforeEach
    void publish() {
        max = registry.as(Who.MAINTAINER);
        mia = registry.as(Who.MEMBER);
        max.published(Draft.of("@acme/pad", "1.0.0"), Draft.of("@acme/other", "1.0.0"));
    }

    private void refuses(Session by, String method, String path, String body, int status, String code) {
        var before = registry.dump();
        Registry.assertRefusal(call(by, method, path, body), status, code);
        registry.dump().sameAs(before, "what is stored after the refusal " + code);
    }

    private static String grant(String pkg, String permissions) {
        return "{\"package\":\"" + pkg + "\",\"permissions\":\"" + permissions + "\"}";
    }

    @Test
    void npm_and_pnpm_ask_whether_a_package_is_public_in_two_ways() {
        assertThat(get(mia, P + "/visibility").json()).isEqualTo(Map.of("public", false));
        assertThat(get(mia, P + "/access").json()).isEqualTo(Map.of("access", "restricted"));

        done(call(max, "POST", P + "/access", "{\"access\":\"public\"}"));

        assertThat(get(mia, P + "/visibility").json()).isEqualTo(Map.of("public", true));
        assertThat(get(registry.as(Who.ANONYMOUS), P + "/access").json()).isEqualTo(Map.of("access", "public"));
        assertThat(registry.as(Who.ANONYMOUS).get("/@acme/pad").status()).isEqualTo(200);

        done(call(max, "POST", P + "/access", "{\"access\":\"restricted\"}"));

        assertThat(registry.as(Who.ANONYMOUS).get("/@acme/pad").status()).isEqualTo(401);
    }

    /// In every way that clients write it, and that a gateway may hand it over in.
    @ParameterizedTest
    @CsvSource({
        "/-/package/@acme%2fpad/visibility",
        "/-/package/@acme%2Fpad/visibility",
        "/-/package/%40acme/pad/visibility",
        "/-/package/%40acme%2fpad/visibility"
    })
    void the_slash_in_the_name_may_be_escaped(String path) {
        var answer = mia.send(mia.event("GET", path));

        assertThat(answer.json()).isEqualTo(Map.of("public", false));
    }

    @Test
    void restricted_leaves_alone_what_guests_may_read() {
        done(visibility(max, "org"));

        done(call(max, "POST", P + "/access", "{\"access\":\"restricted\"}"));

        assertThat(registry.dump().head("@acme/pad").get("visibility").s()).isEqualTo("ORG");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"access\":\"secret\"}|invalid_access",
                "{}|missing_field",
                "[]|invalid_json",
                "{\"access\":1}|invalid_field",
                "{\"publish_requires_tfa\":false}|unsupported_change",
                "{\"automation_token_overrides_tfa\":true}|unsupported_change"
            })
    void anything_else_is_no_status(String body, String code) {
        refuses(max, "POST", P + "/access", body, 400, code);
    }

    @Test
    void collaborators_are_a_map_for_npm_and_a_list_for_pnpm() {
        done(person(max, "mia", "maintainer"));

        assertThat(map(get(mia, P + "/collaborators"))).isEqualTo(Map.of("max", "write", "mia", "write"));
        var list = call(mia, "GET", P + "/collaborators", "format=cli", "");
        assertThat(list.text())
                .isEqualTo(
                        "[{\"user\":\"max\",\"permissions\":\"write\"},{\"user\":\"mia\",\"permissions\":\"write\"}]");
    }

    @Test
    void a_team_is_given_a_package_to_read_or_to_write() {
        done(call(max, "PUT", EVERYONE, grant("@acme/pad", "read-write")));

        assertThat(map(get(mia, EVERYONE))).isEqualTo(Map.of("@acme/pad", "write"));
        mia.published(Draft.of("@acme/pad", "1.1.0"));

        done(call(max, "PUT", EVERYONE, grant("@acme/pad", "read-only")));

        assertThat(map(get(mia, EVERYONE))).isEqualTo(Map.of("@acme/pad", "read"));
        assertThat(mia.publish(Draft.of("@acme/pad", "1.2.0")).status()).isEqualTo(403);

        done(call(max, "DELETE", EVERYONE, "{\"package\":\"@acme/pad\"}"));

        assertThat(map(get(mia, EVERYONE))).isEmpty();
        refuses(max, "DELETE", EVERYONE, "{\"package\":\"@acme/pad\"}", 404, "collaborator_not_found");
    }

    @Test
    void read_write_takes_nothing_from_a_team_that_owns_the_package() {
        done(AccessDesk.team(max, "everyone", "owner"));

        done(call(max, "PUT", EVERYONE, grant("@acme/pad", "read-write")));

        assertThat(registry.dump()
                        .head("@acme/pad")
                        .get("teams")
                        .m()
                        .get("everyone")
                        .s())
                .isEqualTo("OWNER");
    }

    @Test
    void what_a_team_has_on_all_packages_is_listed_too() {
        var staff = new Staff(registry);
        staff.team("readers", Optional.of(PackageRole.READER));
        staff.team("ops", Optional.of(PackageRole.OWNER));
        done(AccessDesk.team(max, "readers", "maintainer"));

        assertThat(map(get(mia, "/-/team/acme/readers/package")))
                .isEqualTo(Map.of("@acme/pad", "write", "@acme/other", "read"));
        assertThat(map(get(mia, "/-/team/acme/ops/package")))
                .isEqualTo(Map.of("@acme/pad", "write", "@acme/other", "write"));
        assertThat(map(get(registry.as(Who.BILLING), "/-/team/acme/ops/package")))
                .isEmpty();
        refuses(registry.as(Who.OUTSIDER), "GET", "/-/team/acme/ops/package", "", 404, "not_found");
        refuses(registry.as(Who.ANONYMOUS), "GET", "/-/team/acme/ops/package", "", 401, "authentication_required");
    }

    @Test
    void teams_are_given_what_is_their_organization_s() {
        refuses(max, "PUT", EVERYONE, grant("@globex/pad", "read-only"), 400, "team_elsewhere");
        refuses(max, "DELETE", EVERYONE, grant("@globex/pad", "read-only"), 400, "team_elsewhere");
        refuses(max, "PUT", EVERYONE, grant("@acme/pad", "all"), 400, "invalid_permissions");
        refuses(max, "PUT", EVERYONE, grant("pad", "read-only"), 400, "invalid_package_name");
        refuses(max, "PUT", EVERYONE, "{}", 400, "missing_field");
        refuses(max, "PUT", "/-/team/acme/none/package", grant("@acme/pad", "read-only"), 404, "team_not_found");
        refuses(mia, "GET", "/-/team/acme/none/package", "", 404, "team_not_found");
        refuses(mia, "PUT", EVERYONE, grant("@acme/pad", "read-write"), 403, "not_permitted");
    }

    /// npm asks for a person on a 404 and on nothing else.
    @Test
    void packages_are_asked_of_an_organization_first_and_then_of_a_person() {
        assertThat(map(get(max, "/-/org/acme/package")))
                .isEqualTo(Map.of("@acme/pad", "write", "@acme/other", "write"));
        assertThat(map(get(mia, "/-/org/acme/package"))).isEqualTo(Map.of("@acme/pad", "read", "@acme/other", "read"));
        for (var nobody : List.of("mia", "nobody", "globex", "Not-A-Slug")) {
            refuses(mia, "GET", "/-/org/" + nobody + "/package", "", 404, "not_found");
        }
        refuses(registry.as(Who.BILLING), "GET", "/-/org/acme/package", "", 403, "not_permitted");
        assertThat(map(get(mia, "/-/user/mia/package"))).isEqualTo(Map.of("@acme/pad", "read", "@acme/other", "read"));
        assertThat(map(get(mia, "/-/-/package"))).isEqualTo(Map.of("@acme/pad", "read", "@acme/other", "read"));
    }

    /// pnpm asks for the person alone.
    @Test
    void an_organization_is_found_where_a_person_is_asked_for() {
        assertThat(map(call(mia, "GET", "/-/user/acme/package", "format=cli", "")))
                .isEqualTo(Map.of("@acme/pad", "read", "@acme/other", "read"));
        refuses(registry.as(Who.OUTSIDER), "GET", "/-/user/acme/package", "", 404, "not_found");
        refuses(mia, "GET", "/-/user/nobody/package", "", 404, "not_found");
        refuses(registry.as(Who.ANONYMOUS), "GET", "/-/user/mia/package", "", 401, "authentication_required");
        refuses(registry.as(Who.MACHINE_READING), "GET", "/-/-/package", "", 403, "not_a_person");
    }

    @Test
    void of_somebody_else_one_learns_what_both_may_read() {
        registry.as(Who.STRANGER).published(Draft.of("@globex/mine", "1.0.0"));

        assertThat(map(get(mia, "/-/user/max/package")))
                .isEqualTo(Map.of("@acme/pad", "write", "@acme/other", "write"));
        assertThat(map(get(mia, "/-/user/gus/package"))).isEmpty();
        assertThat(map(get(mia, "/-/user/bill/package"))).isEmpty();
        assertThat(map(get(registry.as(Who.OUTSIDER), "/-/user/max/package"))).isEmpty();
        assertThat(map(get(registry.as(Who.MACHINE_READING), "/-/user/mia/package")))
                .isEqualTo(Map.of("@acme/pad", "read", "@acme/other", "read"));
    }

    @Test
    void npm_owner_asks_whether_there_is_such_an_account() {
        assertThat(get(registry.as(Who.OUTSIDER), "/-/user/org.couchdb.user:mia")
                        .json())
                .isEqualTo(Map.of("name", "mia", "email", ""));
        refuses(mia, "GET", "/-/user/org.couchdb.user:nobody", "", 404, "account_not_found");
        refuses(mia, "GET", "/-/user/org.couchdb.user:acme", "", 404, "account_not_found");
        refuses(mia, "GET", "/-/user/mia", "", 404, "unknown_route");
        refuses(registry.as(Who.ANONYMOUS), "GET", "/-/user/org.couchdb.user:mia", "", 401, "authentication_required");
        refuses(registry.as(Who.ADMIN_IDLE), "GET", "/-/user/org.couchdb.user:mia", "", 403, "token_scope");
        refuses(mia, "PUT", "/-/user/org.couchdb.user:mia", "{}", 401, "no_passwords");
    }

    private Answer owners(Session by, String... names) {
        return owners(by, by.packument("@acme/pad").get("_rev"), names);
    }

    private Answer owners(Session by, Object revision, String... names) {
        var maintainers = List.of(names).stream()
                .map(name -> Map.<String, Object>of("name", name, "email", ""))
                .toList();
        return by.put(
                "/@acme/pad/-rev/" + revision,
                JsonText.of(Map.of("_id", "@acme/pad", "_rev", revision, "maintainers", maintainers)));
    }

    @Test
    void npm_owner_names_and_takes_away_one_at_a_time() {
        var before = registry.dump();

        assertThat(owners(max, "max", "mia").status()).isEqualTo(200);

        assertThat(Session.names(mia.packument("@acme/pad"), "maintainers")).containsExactly("max", "mia");
        assertThat(owners(mia, "mia").status()).isEqualTo(200);
        assertThat(Session.names(mia.packument("@acme/pad"), "maintainers")).containsExactly("mia");
        assertThat(owners(mia).header("npm-notice")).contains("@acme/pad has no owner any more");
        assertThat(Session.names(mia.packument("@acme/pad"), "maintainers")).isEmpty();
        assertThat(registry.dump().auditSince(before))
                .extracting(line -> line.details().get("collaborator"))
                .containsExactlyInAnyOrder("mia", "max", "mia");
        registry.assertTidy();
    }

    @Test
    void what_npm_owner_can_not_do_is_refused() {
        var revision = max.packument("@acme/pad").get("_rev");
        var before = registry.dump();

        Registry.assertRefusal(owners(max, revision, "max", "mia", "pia"), 400, "one_at_a_time");
        Registry.assertRefusal(owners(max, revision, "mia"), 400, "one_at_a_time");
        Registry.assertRefusal(owners(max, revision, "max", "otto"), 404, "member_not_found");
        Registry.assertRefusal(owners(max, revision, "max", "bill"), 409, "billing_manager");
        Registry.assertRefusal(owners(max, (Object) "0", "max", "mia"), 409, "stale_revision");
        Registry.assertRefusal(owners(mia, revision, "max", "mia"), 403, "not_permitted");
        Registry.assertRefusal(owners(registry.as(Who.OUTSIDER), revision, "otto"), 403, "not_a_member");
        Registry.assertRefusal(owners(registry.as(Who.ANONYMOUS), revision, "max"), 401, "authentication_required");
        assertThat(owners(max, revision, "max").status()).isEqualTo(200);

        registry.dump().sameAs(before, "what is stored");
    }

    @Test
    void pnpm_has_addresses_of_its_own_for_owners() {
        assertThat(get(mia, P + "/owners").text()).isEqualTo("[{\"username\":\"max\",\"email\":\"\"}]");

        done(call(max, "PUT", P + "/owners", "{\"user\":\"mia\"}"));

        assertThat(Session.names(mia.packument("@acme/pad"), "maintainers")).containsExactly("max", "mia");
        done(call(mia, "DELETE", P + "/owners/max", ""));
        assertThat(Session.names(mia.packument("@acme/pad"), "maintainers")).containsExactly("mia");
        refuses(mia, "DELETE", P + "/owners/max", "", 404, "collaborator_not_found");
        refuses(mia, "PUT", P + "/owners", "{\"user\":\"otto\"}", 404, "member_not_found");
        refuses(mia, "PUT", P + "/owners", "{}", 400, "missing_field");
        refuses(max, "PUT", P + "/owners", "{\"user\":\"max\"}", 403, "not_permitted");
    }

    @Test
    void another_method_and_another_address_are_told() {
        Registry.assertRefusal(max.delete(P + "/access"), 405, "method_not_allowed");
        Registry.assertRefusal(max.put(P + "/visibility", "{}"), 405, "method_not_allowed");
        Registry.assertRefusal(max.put("/-/org/acme/package", "{}"), 405, "method_not_allowed");
    }

    /// A package may bear the name of what is asked of one.
    @Test
    void words_of_the_protocol_are_names_as_well() {
        max.published(Draft.of("@acme/owners", "1.0.0"), Draft.of("@acme/access", "1.0.0"));

        assertThat(max.tags("@acme/owners")).containsEntry("latest", "1.0.0");
        assertThat(max.tag("@acme/owners", "beta", "1.0.0").status()).isEqualTo(200);
        assertThat(get(max, "/-/package/@acme/owners/owners").status()).isEqualTo(200);
        assertThat(get(max, "/-/package/@acme/access/access").status()).isEqualTo(200);
    }
}
