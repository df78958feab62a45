package dev.slipway.local.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.access.Presented;
import dev.slipway.access.Principal;
import dev.slipway.access.Role;
import dev.slipway.access.Scope;
import dev.slipway.access.ServiceAccountId;
import dev.slipway.access.TokenHash;
import dev.slipway.adapters.dynamodb.DynamoInvitations;
import dev.slipway.adapters.dynamodb.DynamoMemberships;
import dev.slipway.adapters.dynamodb.DynamoOrganizations;
import dev.slipway.adapters.dynamodb.DynamoStandings;
import dev.slipway.adapters.lambda.Answer;
import dev.slipway.audit.Origin;
import dev.slipway.audit.Visit;
import dev.slipway.functions.team.TeamHandler;
import dev.slipway.kernel.DisplayName;
import dev.slipway.kernel.Handle;
import dev.slipway.kernel.Ids;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.local.backends.StoredServiceAccount;
import dev.slipway.org.AddMember;
import dev.slipway.org.ChangeRole;
import dev.slipway.org.ExpireInvitations;
import dev.slipway.org.FoundOrganization;
import dev.slipway.org.Organization;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The function `team`, with an organization `acme` of ada's, and short ways to say what is done there.
final class Captain implements AutoCloseable {

    static final String TEAMS = "/api/v1/orgs/acme/teams";
    static final String CONSOLE = "/console/organizations/acme/teams";

    private static final OrgSlug ACME = new OrgSlug("acme");

    final Reception reception = new Reception(TeamHandler::new);

    private final Map<String, Principal.Person> people = new HashMap<>();
    private final Map<String, String> tokens = new HashMap<>();

    Captain() {
        found("ada", "acme");
    }

    void found(String owner, String slug) {
        var memberships = new DynamoMemberships(reception.table);
        var standings = new DynamoStandings(reception.table);
        var founded = new FoundOrganization(
                        new DynamoOrganizations(reception.table),
                        memberships,
                        standings,
                        new FoundOrganization.Terms(20, 1_000),
                        Ids.random())
                .run(
                        by(owner),
                        new FoundOrganization.Wish(
                                new OrgSlug(slug), new DisplayName("Acme"), Organization.Kind.COMPANY));
        assertThat(founded).isInstanceOf(FoundOrganization.Outcome.Founded.class);
    }

    void join(String handle, Role role) {
        var added = new AddMember(
                        new DynamoMemberships(reception.table), new DynamoStandings(reception.table), Ids.random())
                .run(by("ada"), ACME, person(handle), role);
        assertThat(added).isInstanceOf(AddMember.Outcome.Joined.class);
    }

    /// Gives somebody another role.
    void becomes(String handle, Role role) {
        var memberships = new DynamoMemberships(reception.table);
        var expiry = new ExpireInvitations(new DynamoInvitations(reception.table), Ids.random());
        var changed = new ChangeRole(memberships, new DynamoStandings(reception.table), expiry, Ids.random())
                .run(by("ada"), ACME, new Handle(handle), role);
        assertThat(changed).isInstanceOf(ChangeRole.Outcome.Changed.class);
    }

    void service(String name) {
        var id = new ServiceAccountId(Ids.random().next(reception.now()));
        StoredServiceAccount.put(reception.client(), "reception", ACME, id, name, List.of());
    }

    String machine(Scope... scopes) {
        return reception.machine(by("ada"), ACME, scopes);
    }

    private Principal.Person person(String handle) {
        return people.computeIfAbsent(handle, reception::person);
    }

    private String token(String handle) {
        return handle.isEmpty() ? "" : tokens.computeIfAbsent(handle, _ -> reception.fullToken(person(handle)));
    }

    private Visit by(String handle) {
        var shown = new Presented.ByHash(TokenHash.of(token(handle)));
        return new Visit(shown, Origin.INSIDE, Reception.URL, reception.now());
    }

    /// @param who a handle; empty for nobody
    Answer call(String who, String method, String path, String body) {
        return reception.call(token(who), method, path, body);
    }

    Answer get(String who, String path) {
        return call(who, "GET", path, "");
    }

    Answer get(String who, String path, String query) {
        return reception.call(token(who), "GET", path, query, "");
    }

    /// Makes a team of ada's that is there.
    void team(String name, String... permissions) {
        var list = permissions.length == 0 ? "" : "\"" + String.join("\", \"", permissions) + "\"";
        var made = call("ada", "POST", TEAMS, "{\"name\": \"" + name + "\", \"permissions\": [" + list + "]}");
        assertThat(made.status()).as(made.text()).isEqualTo(201);
    }

    void add(String team, String member) {
        var added = call("ada", "PUT", TEAMS + "/" + team + "/members/" + member, "");
        assertThat(added.status()).as(added.text()).isEqualTo(204);
    }

    @SuppressWarnings("unchecked")
    static List<Map<String, Object>> items(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return (List<Map<String, Object>>) answer.json().get("items");
    }

    /// What each of a list is called.
    static List<Object> names(Answer answer, String field) {
        var names = new ArrayList<>();
        items(answer).forEach(item -> names.add(item.get(field)));
        return names;
    }

    static void refused(Answer answer, int status, String code) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.json()).containsEntry("code", code);
        assertThat(answer.json().get("error")).isEqualTo(answer.json().get("detail"));
    }

    /// All that is stored, but for when somebody was seen.
    List<Map<String, AttributeValue>> stored() {
        return reception.database.client().scanPaginator(request -> request.tableName("reception")).items().stream()
                .map(item -> {
                    var lasting = new TreeMap<>(item);
                    lasting.keySet().removeAll(List.of("seenAt", "seenFrom"));
                    return (Map<String, AttributeValue>) lasting;
                })
                .toList();
    }

    /// What the log of acme says was done, in no order.
    List<String> logged() {
        return stored().stream()
                .filter(item -> item.get("pk").s().startsWith("AUDIT#org:acme"))
                .map(item -> item.get("action").s())
                .filter(action -> action.startsWith("team."))
                .toList();
    }

    /// A browser that somebody has just signed in with.
    Browser browser(String handle) {
        return new Browser(reception.session(person(handle), "Firefox on Linux"));
    }

    /// Somebody's browser.
    final class Browser {

        private final String session;

        private Browser(String session) {
            this.session = session;
        }

        Answer get(String path) {
            return reception.send(reception.event("GET", path).cookie("slipway_session", session));
        }

        /// Sends a form as the page that is shown at `from` has it.
        Answer post(String from, String path, String fields) {
            return send(path, "form=" + Registrar.guard(get(from)) + "&" + fields, Reception.URL);
        }

        Answer post(String path, String fields) {
            return post(path, path, fields);
        }

        Answer send(String path, String body, String origin) {
            return reception.send(reception
                    .event("POST", path)
                    .cookie("slipway_session", session)
                    .header("content-type", "application/x-www-form-urlencoded")
                    .header("origin", origin)
                    .body(body));
        }
    }

    @Override
    public void close() {
        reception.close();
    }
}
