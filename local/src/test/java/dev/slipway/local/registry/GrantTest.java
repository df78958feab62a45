package dev.slipway.local.registry;

import static dev.slipway.local.registry.AccessDesk.PACKAGES;
import static dev.slipway.local.registry.AccessDesk.PAD;
import static dev.slipway.local.registry.AccessDesk.call;
import static dev.slipway.local.registry.AccessDesk.done;
import static dev.slipway.local.registry.AccessDesk.get;
import static dev.slipway.local.registry.AccessDesk.grant;
import static dev.slipway.local.registry.AccessDesk.map;
import static dev.slipway.local.registry.AccessDesk.visibility;
import static dev.slipway.local.registry.AccessDesk.withdraw;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.slipway.adapters.lambda.Answer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// A package shared with an account outside the organization: it reads, and nothing else, while it may.
class GrantTest extends OnARegistry {

    private static final Draft DRAFT = Draft.of("@acme/pad", "1.0.0");

    private Session max;
    private Session otto;

    @BeforeEach
    void publish() {
        max = registry.as(Who.MAINTAINER);
        otto = registry.as(Who.OUTSIDER);
        max.published(DRAFT, Draft.of("@acme/other", "1.0.0"));
        done(visibility(max, "org"));
    }

    private String account() {
        var heads = registry.dump().head("@acme/pad").get("grants").m();
        return heads.keySet().iterator().next();
    }

    private static Object total(Session by) {
        return by.get("/-/v1/search").json().get("total");
    }

    @Test
    void a_guest_reads_documents_tarballs_and_tags_and_finds_the_package() {
        var before = registry.dump();

        var given = grant(max, "otto");

        assertThat(given.json())
                .containsEntry("handle", "otto")
                .containsEntry("effective", true)
                .doesNotContainKey("notice");
        assertThat(otto.versions("@acme/pad")).containsOnlyKeys("1.0.0");
        assertThat(otto.abbreviated("@acme/pad")).containsKey("versions");
        assertThat(otto.tags("@acme/pad")).containsEntry("latest", "1.0.0");
        assertThat(otto.tarball(DRAFT)).isEqualTo(DRAFT.bytes());
        assertThat(total(otto)).isEqualTo(1);
        assertThat(map(otto.get("/-/user/otto/package"))).isEqualTo(Map.of("@acme/pad", "read"));
        assertThat(map(otto.get("/-/-/package"))).isEqualTo(Map.of("@acme/pad", "read"));
        var after = registry.dump();
        assertThat(after.item("GRANTS#" + account(), "@acme/pad")).containsKey("name");
        assertThat(after.auditSince(before))
                .extracting(
                        AuditLine::action,
                        AuditLine::target,
                        line -> line.details().get("handle"))
                .contains(tuple("grant.given", "@acme/pad", "otto"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET|/@acme/other||404",
                "GET|/-/package/@acme/pad/visibility||404",
                "GET|/-/package/@acme/pad/access||404",
                "GET|/-/package/@acme/pad/collaborators||404",
                "GET|/-/package/@acme/pad/owners||404",
                "GET|/-/org/acme/package||404",
                "GET|/-/team/acme/everyone/package||404",
                "GET|/api/v1/orgs/acme/packages||404",
                "GET|/api/v1/orgs/acme/packages/pad||404",
                "GET|/api/v1/orgs/acme/packages/pad/collaborators||404",
                "GET|/api/v1/orgs/acme/packages/pad/grants||404",
                "PUT|/api/v1/orgs/acme/packages/pad/grants/gus||403",
                "DELETE|/api/v1/orgs/acme/packages/pad/grants/otto||403",
                "GET|/api/v1/orgs/acme||404",
                "GET|/api/v1/orgs/acme/members||404",
                "POST|/-/package/@acme/pad/access|{\"access\":\"public\"}|403",
                "PUT|/-/package/@acme/pad/owners|{\"user\":\"otto\"}|403",
                "PUT|/-/team/acme/everyone/package|{\"package\":\"@acme/pad\",\"permissions\":\"read-only\"}|403",
                "PUT|/@acme/pad/-rev/3|{\"maintainers\":[{\"name\":\"otto\"}]}|403",
                "DELETE|/@acme/pad/-rev/3||403",
                "PUT|/-/package/@acme/pad/dist-tags/mine|\"1.0.0\"|403"
            })
    void a_guest_does_nothing_else(String method, String path, String body, int status) {
        done(grant(max, "otto"));
        var before = registry.dump();

        var answer = otto.send(otto.event(method, path).body(body == null ? "" : body));

        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        registry.dump().sameAs(before, "what is stored");
    }

    @Test
    void a_guest_publishes_nothing() {
        done(grant(max, "otto"));

        registry.refuses(
                otto.event("PUT", "/@acme/pad")
                        .body(Draft.of("@acme/pad", "1.1.0").body()),
                403,
                "not_a_member");
    }

    @Test
    void who_is_withdrawn_is_refused_on_the_next_request() {
        done(grant(max, "otto"));
        assertThat(otto.tarball(DRAFT)).isEqualTo(DRAFT.bytes());
        var account = account();
        var before = registry.dump();

        done(withdraw(max, "otto"));

        hidden();
        assertThat(registry.dump().items()).doesNotContainKey("GRANTS#" + account + " @acme/pad");
        assertThat(registry.dump().auditSince(before))
                .singleElement()
                .satisfies(line -> assertThat(line.action()).isEqualTo("grant.withdrawn"));
        Registry.assertRefusal(withdraw(max, "otto"), 404, "grant_not_found");
    }

    @Test
    void a_grant_sleeps_while_the_package_is_private_and_says_so() {
        done(grant(max, "otto"));
        done(visibility(max, "private"));

        hidden();
        assertThat(grant(max, "otto").json())
                .containsEntry("effective", false)
                .hasEntrySatisfying(
                        "notice", notice -> assertThat(notice.toString()).contains("@acme/pad is private", "\"org\""));

        done(visibility(max, "org"));

        assertThat(otto.tarball(DRAFT)).isEqualTo(DRAFT.bytes());
    }

    private void hidden() {
        for (var path :
                List.of("/@acme/pad", "/@acme/pad/1.0.0", DRAFT.tarballPath(), "/-/package/@acme/pad/dist-tags")) {
            registry.refuses(otto.event("GET", path), 404, "not_found");
        }
        assertThat(total(otto)).isEqualTo(0);
        assertThat(map(otto.get("/-/user/otto/package"))).isEmpty();
    }

    @Test
    void grants_are_listed_to_those_who_manage_the_package() {
        done(grant(max, "otto"));
        done(grant(max, "gus"));

        assertThat(handles(get(max, PAD + "/grants"))).containsExactly("gus", "otto");
        assertThat(get(max, PAD + "/grants").json()).containsEntry("visibility", "org");
        Registry.assertRefusal(get(registry.as(Who.MEMBER), PAD + "/grants"), 403, "not_permitted");
        assertThat(map(max.get("/-/package/@acme/pad/collaborators")))
                .isEqualTo(Map.of("max", "write", "otto", "read", "gus", "read"));
        assertThat(map(registry.as(Who.MEMBER).get("/-/package/@acme/pad/collaborators")))
                .isEqualTo(Map.of("max", "write"));
    }

    private static List<String> handles(Answer answer) {
        return ((List<?>) done(answer).json().get("items"))
                .stream()
                        .map(item -> ((Map<?, ?>) item).get("handle").toString())
                        .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "nobody, 404, account_not_found",
        "mia, 409, already_member",
        "bill, 409, already_member",
        "acme, 404, account_not_found",
        "No, 400, invalid_organization"
    })
    void nobody_else_is_given_a_grant(String handle, int status, String code) {
        var before = registry.dump();

        Registry.assertRefusal(grant(max, handle), status, code);

        registry.dump().sameAs(before, "what is stored");
    }

    @Test
    void a_package_is_shared_with_a_hundred_and_not_one_more() {
        var full = new HashMap<String, AttributeValue>();
        for (int i = 0; i < 100; i++) {
            full.put("01KAKJ3V6Q8ZQ0W3Y2M7N5T%03d".formatted(i), AttributeValue.fromS("g" + i));
        }
        registry.change("PACKAGE#@acme/pad", "HEAD", "grants", AttributeValue.fromM(full));

        Registry.assertRefusal(grant(max, "otto"), 409, "too_many_grants");
    }

    /// A grant is for one package of one time.
    @Test
    void a_grant_is_over_when_all_of_the_package_is_unpublished() {
        done(grant(max, "otto"));
        max.unpublishAll("@acme/pad");
        assertThat(total(otto)).isEqualTo(0);

        max.published(Draft.of("@acme/pad", "2.0.0"));
        done(visibility(max, "org"));

        assertThat(otto.get("/@acme/pad").status()).isEqualTo(404);
        assertThat(total(otto)).isEqualTo(0);
        assertThat(map(otto.get("/-/-/package"))).isEmpty();
    }

    @Test
    void what_a_deleted_organization_shared_is_shared_no_more() {
        done(grant(max, "otto"));
        var owner = registry.as(Who.OWNER);
        assertThat(owner.send(owner.event("DELETE", "/api/v1/orgs/acme").query("confirm=acme"))
                        .status())
                .isEqualTo(204);

        assertThat(otto.get("/@acme/pad").status()).isEqualTo(404);
        assertThat(total(otto)).isEqualTo(0);
        assertThat(map(otto.get("/-/-/package"))).isEmpty();
    }

    @Test
    void what_the_path_names_is_one_of_the_organization_s() {
        Registry.assertRefusal(call(max, "PUT", PACKAGES + "/absent/grants/otto", ""), 403, "not_permitted");
        Registry.assertRefusal(
                call(registry.as(Who.ADMIN), "PUT", PACKAGES + "/absent/grants/otto", ""), 404, "not_found");
    }
}
