package dev.slipway.local.registry;

import static dev.slipway.local.registry.AccessDesk.call;
import static dev.slipway.local.registry.AccessDesk.done;
import static dev.slipway.local.registry.AccessDesk.get;
import static dev.slipway.local.registry.AccessDesk.visibility;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.slipway.adapters.lambda.Answer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// A package that is shared in the Pool: whoever has a place there reads it, of whatever organization, and does nothing
/// else; and from the next request on no longer, whichever of the two is gone.
class PoolTest extends OnARegistry {

    private static final Draft DRAFT = Draft.of("@acme/pad", "1.0.0");
    private static final String POOL = "/api/v1/orgs/acme/packages/pad/pool";
    private static final String PLACE = "/api/v1/orgs/globex/members/gus/pool";

    private Session max;
    private Session gus;

    @BeforeEach
    void publish() {
        max = registry.as(Who.MAINTAINER);
        gus = registry.as(Who.STRANGER);
        max.published(DRAFT, Draft.of("@acme/other", "1.0.0"));
    }

    private void place() {
        done(call(gus, "PUT", PLACE, ""));
    }

    private void share() {
        done(call(max, "PUT", POOL, ""));
    }

    private static Object total(Session by) {
        return by.get("/-/v1/search").json().get("total");
    }

    private void hidden(Session from) {
        for (var path :
                List.of("/@acme/pad", "/@acme/pad/latest", DRAFT.tarballPath(), "/-/package/@acme/pad/dist-tags")) {
            Registry.assertRefusal(from.get(path), 404, "not_found");
        }
        assertThat(total(from)).isEqualTo(0);
    }

    @Test
    void whoever_has_a_place_reads_documents_tarballs_and_tags_and_finds_it() {
        place();
        hidden(gus);
        var before = registry.dump();

        var shared = call(max, "PUT", POOL, "");

        assertThat(shared.json()).isEqualTo(Map.of("name", "@acme/pad", "pool", true));
        assertThat(registry.dump().auditSince(before))
                .extracting(
                        AuditLine::action,
                        AuditLine::target,
                        line -> line.details().get("after"))
                .containsExactly(tuple("package.pool_changed", "@acme/pad", "true"));
        assertThat(gus.versions("@acme/pad")).containsOnlyKeys("1.0.0");
        assertThat(gus.abbreviated("@acme/pad")).containsKey("versions");
        assertThat(gus.tags("@acme/pad")).containsEntry("latest", "1.0.0");
        assertThat(gus.tarball(DRAFT)).isEqualTo(DRAFT.bytes());
        assertThat(total(gus)).isEqualTo(1);
        assertThat(registry.dump().auditSince(before))
                .extracting(AuditLine::action)
                .as("who installed it is in the log of whose it is")
                .contains("version.installed");
        Registry.assertRefusal(gus.get("/@acme/other"), 404, "not_found");
    }

    @ParameterizedTest
    @EnumSource(
            value = Who.class,
            names = {"OUTSIDER", "MACHINE_ELSEWHERE"})
    void whoever_has_none_finds_nothing(Who who) {
        place();
        share();

        hidden(registry.as(who));
        Registry.assertRefusal(registry.as(Who.ANONYMOUS).get("/@acme/pad"), 401, "authentication_required");
    }

    @Test
    void members_read_it_as_before_and_billing_managers_do_not() {
        share();

        assertThat(registry.as(Who.MEMBER).tarball(DRAFT)).isEqualTo(DRAFT.bytes());
        assertThat(registry.as(Who.MACHINE_READING).tarball(DRAFT)).isEqualTo(DRAFT.bytes());
        Registry.assertRefusal(registry.as(Who.BILLING).get("/@acme/pad"), 403, "not_permitted");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET|/-/package/@acme/pad/visibility||404",
                "GET|/-/package/@acme/pad/collaborators||404",
                "GET|/api/v1/orgs/acme/packages||404",
                "GET|/api/v1/orgs/acme/packages/pad||404",
                "GET|/api/v1/orgs/acme/packages/pad/collaborators||404",
                "PUT|/api/v1/orgs/acme/packages/pad/pool||403",
                "DELETE|/api/v1/orgs/acme/packages/pad/pool||403",
                "GET|/api/v1/orgs/acme||404",
                "POST|/-/package/@acme/pad/access|{\"access\":\"public\"}|403",
                "PUT|/-/package/@acme/pad/dist-tags/mine|\"1.0.0\"|403",
                "DELETE|/@acme/pad/-rev/3||403"
            })
    void who_reads_by_the_pool_does_nothing_else(String method, String path, String body, int status) {
        place();
        share();
        var before = registry.dump();

        var answer = gus.send(gus.event(method, path).body(body == null ? "" : body));

        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        registry.dump().sameAs(before, "what is stored");
    }

    @Test
    void a_place_that_is_taken_away_opens_nothing_on_the_next_request() {
        place();
        share();
        assertThat(gus.tarball(DRAFT)).isEqualTo(DRAFT.bytes());

        done(call(gus, "DELETE", PLACE, ""));

        hidden(gus);
    }

    @Test
    void what_is_taken_out_of_the_pool_is_hidden_on_the_next_request() {
        place();
        share();
        var before = registry.dump();

        done(call(max, "DELETE", POOL, ""));

        hidden(gus);
        assertThat(registry.dump().auditSince(before))
                .extracting(AuditLine::action, line -> line.details().get("before"))
                .contains(tuple("package.pool_changed", "true"));
    }

    @Test
    void a_deleted_organization_gives_no_place_and_a_restored_one_gives_it_again() {
        place();
        share();

        done(gus.send(gus.event("DELETE", "/api/v1/orgs/globex").query("confirm=globex")));

        hidden(gus);
        done(call(gus, "POST", "/api/v1/orgs/globex/restore", ""));
        assertThat(gus.tarball(DRAFT)).isEqualTo(DRAFT.bytes());
    }

    @Test
    void what_a_deleted_organization_shared_is_there_for_nobody() {
        place();
        share();
        var owner = registry.as(Who.OWNER);

        done(owner.send(owner.event("DELETE", "/api/v1/orgs/acme").query("confirm=acme")));

        hidden(gus);
    }

    @Test
    void what_leads_to_a_place_gives_none_by_itself() {
        place();
        share();
        registry.change("MEMBERS#globex", gus(), "inPool", AttributeValue.fromBool(false));

        hidden(gus);
    }

    private String gus() {
        return registry.dump().items().keySet().stream()
                .filter(key -> key.startsWith("POOL#"))
                .map(key -> key.substring("POOL#".length(), key.indexOf(' ')))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void both_doors_hold() {
        place();
        share();
        registry.change("ORG#globex", "ORGANIZATION", "networks", networks("192.0.2.0/24"));
        var elsewhere = gus.get("/@acme/pad");
        Registry.assertRefusal(elsewhere, 401, "address_not_allowed");
        assertThat(elsewhere.text()).contains("@globex").doesNotContain("@acme lets");
        assertThat(total(gus)).isEqualTo(0);

        registry.change("ORG#globex", "ORGANIZATION", "networks", networks(Session.ADDRESS + "/32"));
        registry.change("ORG#acme", "ORGANIZATION", "networks", networks("192.0.2.0/24"));

        Registry.assertRefusal(gus.get("/@acme/pad"), 401, "address_not_allowed");
        Registry.assertRefusal(gus.get("/@acme/other"), 404, "not_found");
    }

    private static AttributeValue networks(String network) {
        return AttributeValue.fromL(List.of(AttributeValue.fromS(network)));
    }

    @ParameterizedTest
    @EnumSource(
            value = Who.class,
            names = {"MEMBER", "BILLING", "OUTSIDER", "STRANGER", "MACHINE_PUBLISHING", "ADMIN_READING", "ANONYMOUS"})
    void nobody_shares_it_who_does_not_manage_it(Who who) {
        var session = registry.as(who);
        var before = registry.dump();

        var put = call(session, "PUT", POOL, "");
        var deleted = call(session, "DELETE", POOL, "");

        assertThat(List.of(put.status(), deleted.status())).allMatch(status -> status == 401 || status == 403);
        registry.dump().sameAs(before, "what is stored");
    }

    @Test
    void sharing_twice_is_sharing_once_and_what_is_not_there_is_told() {
        share();
        var before = registry.dump();

        share();

        registry.dump().sameAs(before, "what is stored");
        var unheardOf = call(registry.as(Who.OWNER), "PUT", "/api/v1/orgs/acme/packages/nothing/pool", "");
        Registry.assertRefusal(unheardOf, 404, "not_found");
        assertThat(get(max, "/api/v1/orgs/acme/packages/pad").json()).containsEntry("pool", true);
        done(visibility(max, "public"));
        assertThat(get(max, "/api/v1/orgs/acme/packages/pad").json())
                .as("another visibility leaves it shared")
                .containsEntry("pool", true);
        assertThat(registry.as(Who.ANONYMOUS).tarball(DRAFT)).isEqualTo(DRAFT.bytes());
    }

    @Test
    void a_new_version_is_in_the_pool_as_the_others_are() {
        place();
        share();

        max.published(Draft.of("@acme/pad", "1.1.0"));

        assertThat(gus.versions("@acme/pad")).containsOnlyKeys("1.0.0", "1.1.0");
    }

    @Test
    void explain_names_the_pool_to_whoever_asks_and_not_who_gives_the_place() {
        place();
        var question = "permission=read_packages&package=@acme/pad";
        var owner = registry.as(Who.OWNER);
        Registry.assertRefusal(explain(gus, question), 404, "not_found");

        share();

        assertThat(explain(gus, question).json())
                .containsEntry("allowed", true)
                .containsEntry("grounds", List.of(Map.of("by", "pool")));
        var told = explain(owner, "subject=gus&" + question);
        assertThat(told.json()).containsEntry("grounds", List.of(Map.of("by", "pool")));
        assertThat(told.text()).doesNotContain("globex");
        assertThat(explain(owner, "subject=otto&" + question).json()).containsEntry("allowed", false);
    }

    private static Answer explain(Session by, String query) {
        return by.send(by.event("GET", "/api/v1/orgs/acme/permissions/explain").query(query));
    }
}
