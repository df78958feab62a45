package dev.slipway.local.registry;

import static dev.slipway.local.registry.AccessDesk.done;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.access.Credential;
import dev.slipway.access.Limits;
import dev.slipway.access.Means;
import dev.slipway.access.Principal;
import dev.slipway.access.Scope;
import dev.slipway.access.Token;
import dev.slipway.access.TokenHash;
import dev.slipway.access.TokenId;
import dev.slipway.adapters.dynamodb.DynamoTokens;
import dev.slipway.adapters.lambda.Answer;
import dev.slipway.audit.AuditAction.TokenIssued;
import dev.slipway.audit.AuditEntry;
import dev.slipway.audit.Book;
import dev.slipway.audit.Origin;
import dev.slipway.kernel.Ids;
import java.util.EnumSet;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The pages of an organization's packages, as a browser gets and sends them.
class PackagePagesTest extends OnARegistry {

    private static final String LIST = "/console/organizations/acme/packages";
    private static final String PAD = LIST + "/pad";
    private static final Pattern GUARD = Pattern.compile("name=\"form\" value=\"([0-9a-f]+)\"");

    private Session max;

    @BeforeEach
    void publish() {
        max = registry.as(Who.MAINTAINER);
        max.published(
                Draft.of("@acme/pad", "1.0.0").field("description", "Pads <b>text</b>"),
                Draft.of("@acme/other", "1.0.0"));
    }

    /// The cookie of a browser that somebody has just signed in with.
    private String session(Who who) {
        var tokens = new DynamoTokens(registry.table());
        var person = (Principal.Person)
                tokens.find(TokenHash.of(registry.token(who))).orElseThrow().principal();
        var now = registry.clock().instant();
        var ids = Ids.random();
        var token = Token.draw(Token.Kind.SESSION);
        var credential = new Credential(
                new TokenId(ids.next(now)),
                Token.Kind.SESSION,
                person,
                "Firefox on Linux",
                EnumSet.allOf(Scope.class),
                Limits.NONE,
                token.prefix(),
                Means.MAIL,
                now,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        var action = new TokenIssued(credential.id(), credential.name(), credential.scopes(), "never");
        tokens.issue(
                token.hash(),
                credential,
                new AuditEntry(ids.next(now), new Book.OfAccount(person.id()), now, person, Origin.INSIDE, action));
        return token.secret();
    }

    private Answer page(String session, String path, String query) {
        return registry.send(
                registry.as(Who.ANONYMOUS).event("GET", path).query(query).cookie("slipway_session", session));
    }

    private Answer post(String session, String fields) {
        var guard = GUARD.matcher(page(session, PAD, "").text());
        assertThat(guard.find()).isTrue();
        return send(session, "form=" + guard.group(1) + "&" + fields);
    }

    private Answer send(String session, String body) {
        return registry.send(registry.as(Who.ANONYMOUS)
                .event("POST", PAD)
                .cookie("slipway_session", session)
                .header("content-type", "application/x-www-form-urlencoded")
                .header("origin", Registry.URL)
                .body(body));
    }

    @Test
    void the_packages_are_listed_and_searched() {
        var browser = session(Who.MEMBER);

        assertThat(page(browser, LIST, "").text())
                .contains("@acme/pad", "@acme/other", "Pads &lt;b&gt;text&lt;/b&gt;", ">Packages</a>");
        assertThat(page(browser, LIST, "q=pads").text()).contains("@acme/pad").doesNotContain("@acme/other");
        assertThat(page(browser, LIST, "q=nothing").text())
                .contains("Nothing fits")
                .doesNotContain("@acme/pad<");
        assertThat(page(browser, LIST, "limit=1").text())
                .contains("@acme/other", "?cursor=")
                .doesNotContain("@acme/pad<");
    }

    @Test
    void a_member_sees_how_a_package_is_set_and_no_form() {
        var shown = page(session(Who.MEMBER), PAD, "");

        assertThat(shown.status()).isEqualTo(200);
        assertThat(shown.text())
                .contains("@acme/pad", "max", "Private", "<dd>1</dd>")
                .doesNotContain("name=\"act\"", "Shared with");
    }

    @Test
    void an_owner_changes_everything_there() {
        var browser = session(Who.MAINTAINER);
        var before = registry.dump();

        assertThat(post(browser, "act=visibility&visibility=org").header("location"))
                .isEqualTo(PAD);
        post(browser, "act=name-person&handle=mia&role=maintainer");
        post(browser, "act=name-team&team=everyone&role=maintainer");
        post(browser, "act=grant&handle=otto");

        assertThat(page(browser, PAD, "").text()).contains("mia", "everyone", "otto", "Members and guests");
        assertThat(registry.dump().auditSince(before))
                .extracting(AuditLine::action)
                .containsExactlyInAnyOrder(
                        "package.visibility_changed",
                        "package.collaborator_changed",
                        "package.collaborator_changed",
                        "grant.given");

        post(browser, "act=remove-person&handle=mia");
        post(browser, "act=remove-team&team=everyone");
        post(browser, "act=withdraw&handle=otto");

        var access = registry.dump().head("@acme/pad");
        assertThat(access.get("people").m()).hasSize(1);
        assertThat(access.get("teams").m()).isEmpty();
        assertThat(access.get("grants").m()).isEmpty();
    }

    @Test
    void a_grant_that_does_nothing_yet_is_said_to() {
        var browser = session(Who.MAINTAINER);
        post(browser, "act=grant&handle=otto");

        assertThat(page(browser, PAD, "").text()).contains("sharing changes nothing");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "act=name-person&handle=nobody&role=owner|404|There is no member nobody",
                "act=name-person&handle=bill&role=owner|409|billing manager",
                "act=name-person&handle=mia&role=reader|400|Every member reads the package already",
                "act=name-team&team=none&role=reader|404|There is no team none",
                "act=remove-person&handle=mia|404|mia has no role",
                "act=remove-team&team=everyone|404|has no role",
                "act=grant&handle=nobody|404|There is no account nobody",
                "act=grant&handle=mia|409|mia belongs to @acme",
                "act=withdraw&handle=otto|404|not shared with",
                "act=visibility&visibility=secret|400|is no visibility",
                "act=nothing|400|not a form of this page",
                "act=grant&handle=|400|is no organization"
            })
    void what_can_not_be_done_is_said_on_the_page(String fields, int status, String sentence) {
        var browser = session(Who.MAINTAINER);
        var before = registry.dump();

        var answer = post(browser, fields);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.text()).contains(sentence);
        registry.dump().sameAs(before, "what is stored");
    }

    @Test
    void whoever_does_not_manage_it_is_refused() {
        var browser = session(Who.MEMBER);
        var guard = GUARD.matcher(page(browser, PAD, "").text());
        assertThat(guard.find()).isTrue();
        var before = registry.dump();

        for (var act : new String[] {"visibility&visibility=public", "grant&handle=otto", "remove-person&handle=max"}) {
            assertThat(send(browser, "form=" + guard.group(1) + "&act=" + act).status())
                    .isEqualTo(403);
        }
        assertThat(send(session(Who.MAINTAINER), "form=" + guard.group(1) + "&act=visibility&visibility=public")
                        .status())
                .as("a form that another browser was shown")
                .isEqualTo(403);
        assertThat(registry.dump().head("@acme/pad")).isEqualTo(before.head("@acme/pad"));
    }

    @ParameterizedTest
    @CsvSource({"OUTSIDER, 404", "STRANGER, 404", "REMOVED, 404", "BILLING, 403"})
    void nobody_else_sees_the_pages(Who who, int status) {
        var browser = session(who);

        for (var path : new String[] {LIST, PAD, LIST + "/absent"}) {
            assertThat(page(browser, path, "").status()).as(path).isEqualTo(status);
        }
    }

    @Test
    void whoever_is_signed_out_is_led_to_the_door() {
        assertThat(page("", PAD, "").header("location"))
                .isEqualTo("/sign-in?returnTo=%2Fconsole%2Forganizations%2Facme%2Fpackages%2Fpad");
    }

    @Test
    void a_package_that_guests_read_shows_no_page_to_them() {
        done(AccessDesk.visibility(max, "org"));
        done(AccessDesk.grant(max, "otto"));

        assertThat(page(session(Who.OUTSIDER), PAD, "").status()).isEqualTo(404);
    }
}
