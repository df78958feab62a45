package dev.slipway.local.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.access.Presented;
import dev.slipway.access.Principal;
import dev.slipway.access.Role;
import dev.slipway.access.Scope;
import dev.slipway.access.TokenHash;
import dev.slipway.adapters.dynamodb.DynamoMemberships;
import dev.slipway.adapters.dynamodb.DynamoStandings;
import dev.slipway.adapters.dynamodb.Table;
import dev.slipway.adapters.lambda.Answer;
import dev.slipway.adapters.lambda.Environment;
import dev.slipway.audit.Origin;
import dev.slipway.audit.Visit;
import dev.slipway.functions.auditquery.AuditQueryHandler;
import dev.slipway.functions.billing.BillingHandler;
import dev.slipway.functions.billingwebhook.BillingWebhookHandler;
import dev.slipway.functions.leak.LeakHandler;
import dev.slipway.functions.machine.MachineHandler;
import dev.slipway.functions.organization.OrganizationHandler;
import dev.slipway.functions.webhook.WebhookHandler;
import dev.slipway.kernel.Handle;
import dev.slipway.kernel.Ids;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.kernel.Posted;
import dev.slipway.org.AddMember;
import dev.slipway.org.LeakMails;
import dev.slipway.org.LeakSigners;
import dev.slipway.org.TransferMails;
import java.io.OutputStream;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;

/// The function `organization`, with an organization `acme` of ada's, and short ways to say what is done there.
final class Registrar implements AutoCloseable {

    static final String ORG = "/api/v1/orgs/acme";
    static final String CONSOLE = "/console/organizations/acme";

    static final String WEBHOOK_KEY = "a key that is 32 characters or more";

    private static final OrgSlug ACME = new OrgSlug("acme");
    private static final Pattern GUARD = Pattern.compile("name=\"form\" value=\"([0-9a-f]+)\"");

    final Reception reception;
    final List<TransferMails.Letter> letters = new ArrayList<>();

    /// Whether the mail service is out of order.
    boolean mailBroken;

    private final Map<String, Principal.Person> people = new HashMap<>();
    private final Map<String, String> tokens = new HashMap<>();

    Registrar() {
        this((_, _, _) -> LeakSigners.Verdict.FORGED, _ -> new Posted.Accepted("message"));
    }

    /// @param signers who is believed when leaks are reported
    /// @param leakMails who is told of them
    Registrar(LeakSigners signers, LeakMails leakMails) {
        this(signers, leakMails, new AtomicReference<>(Reception.NOON), Map.of());
    }

    /// @param now what time it is
    /// @param variables what the functions find in their environment
    Registrar(AtomicReference<Instant> now, Map<String, String> variables) {
        this((_, _, _) -> LeakSigners.Verdict.FORGED, _ -> new Posted.Accepted("message"), now, variables);
    }

    private Registrar(
            LeakSigners signers, LeakMails leakMails, AtomicReference<Instant> now, Map<String, String> variables) {
        this.reception = new Reception(
                now,
                variables,
                this::organization,
                (environment, table, clock, log) ->
                        new MachineHandler(environment, table, Reception.untouched(), clock, log),
                (environment, table, clock, log) ->
                        new LeakHandler(environment, table, Optional.of(signers), leakMails, () -> {}, clock, log),
                (environment, table, clock, log) ->
                        new AuditQueryHandler(environment, table, Reception.untouched(), clock, log),
                this::webhook,
                BillingHandler::new,
                BillingWebhookHandler::new);
        var made = call("ada", "POST", "/api/v1/orgs", "{\"name\": \"Acme\", \"slug\": \"acme\"}");
        assertThat(made.status()).as(made.text()).isEqualTo(201);
    }

    private OrganizationHandler organization(
            Environment environment, Table table, InstantSource clock, OutputStream log) {
        return new OrganizationHandler(environment, table, this::post, () -> {}, clock, log);
    }

    /// Its receivers may be on this machine.
    private WebhookHandler webhook(Environment environment, Table table, InstantSource clock, OutputStream log) {
        var variables = Environment.of(Map.of(
                "REGISTRY_URL",
                Reception.URL,
                "WEBHOOKS",
                "on",
                "WEBHOOK_KEY",
                WEBHOOK_KEY,
                "WEBHOOK_ALLOW_LOOPBACK",
                "true"));
        return new WebhookHandler(variables, table, Reception.untouched(), clock, log);
    }

    private Posted post(TransferMails.Letter letter) {
        if (mailBroken) {
            return new Posted.Failed("out of order");
        }
        letters.add(letter);
        mailed();
        return new Posted.Accepted("message");
    }

    /// What stands behind `token=` in the mail that was sent last.
    String mailed() {
        var link = letters.getLast().link().toString();
        return reception.handedOut(link.substring(link.indexOf("token=") + "token=".length()));
    }

    Principal.Person person(String handle) {
        return people.computeIfAbsent(handle, reception::person);
    }

    String token(String handle) {
        return handle.isEmpty() ? "" : tokens.computeIfAbsent(handle, _ -> reception.fullToken(person(handle)));
    }

    void join(String handle, Role role) {
        var standings = new DynamoStandings(reception.table);
        var added = new AddMember(new DynamoMemberships(reception.table), standings, Ids.random())
                .run(byAda(), ACME, person(handle), role);
        assertThat(added).isInstanceOf(AddMember.Outcome.Joined.class);
    }

    String machine(Scope... scopes) {
        return reception.machine(byAda(), ACME, scopes);
    }

    private Visit byAda() {
        var shown = new Presented.ByHash(TokenHash.of(token("ada")));
        return new Visit(shown, Origin.INSIDE, Reception.URL, reception.now());
    }

    /// The role of a member, as the table has it.
    Optional<Role> role(String handle) {
        return new DynamoMemberships(reception.table)
                .find(ACME, new Handle(handle))
                .map(member -> member.role());
    }

    /// @param who a handle; empty for nobody
    Answer call(String who, String method, String path, String body) {
        return reception.call(token(who), method, path, body);
    }

    Answer get(String who, String path) {
        return call(who, "GET", path, "");
    }

    Answer call(String who, String method, String path, String query, String body) {
        return reception.call(token(who), method, path, query, body);
    }

    /// Offers acme to a member, and gives what is in the mail.
    String offered(String to) {
        var started = call("ada", "POST", ORG + "/transfers", "{\"to\": \"" + to + "\"}");
        assertThat(started.status()).as(started.text()).isEqualTo(201);
        return mailed();
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
            return get(path, "");
        }

        Answer get(String path, String query) {
            return reception.send(
                    reception.event("GET", path).query(query).cookie("slipway_session", session), "GET", path);
        }

        /// Sends a form as the page that is shown at `from` has it.
        Answer post(String from, String path, String fields) {
            return send(path, "form=" + guard(get(from)) + "&" + fields, Reception.URL);
        }

        Answer post(String path, String fields) {
            return post(path, path, fields);
        }

        Answer send(String path, String body, String origin) {
            return reception.send(
                    reception
                            .event("POST", path)
                            .cookie("slipway_session", session)
                            .header("content-type", "application/x-www-form-urlencoded")
                            .header("origin", origin)
                            .body(body),
                    "POST",
                    path);
        }
    }

    static String guard(Answer page) {
        var guard = GUARD.matcher(page.text());
        assertThat(guard.find()).as(page.text()).isTrue();
        return guard.group(1);
    }

    @Override
    public void close() {
        reception.close();
    }
}
