package dev.slipway.local.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.access.Credential;
import dev.slipway.access.Lifetime;
import dev.slipway.access.Limits;
import dev.slipway.access.Means;
import dev.slipway.access.Presented;
import dev.slipway.access.Principal;
import dev.slipway.access.Scope;
import dev.slipway.access.Token;
import dev.slipway.access.TokenId;
import dev.slipway.access.TokenRequest;
import dev.slipway.adapters.dynamodb.DynamoAccounts;
import dev.slipway.adapters.dynamodb.DynamoMachineTokens;
import dev.slipway.adapters.dynamodb.DynamoServiceAccounts;
import dev.slipway.adapters.dynamodb.DynamoStandings;
import dev.slipway.adapters.dynamodb.DynamoTokens;
import dev.slipway.adapters.dynamodb.Table;
import dev.slipway.adapters.lambda.Answer;
import dev.slipway.adapters.lambda.Environment;
import dev.slipway.adapters.lambda.Events;
import dev.slipway.adapters.lambda.HttpHandler;
import dev.slipway.adapters.s3.Bucket;
import dev.slipway.audit.AuditAction.AccountOpened;
import dev.slipway.audit.AuditAction.TokenIssued;
import dev.slipway.audit.Book;
import dev.slipway.audit.Origin;
import dev.slipway.audit.Visit;
import dev.slipway.functions.account.AccountHandler;
import dev.slipway.identity.Account;
import dev.slipway.identity.IssueToken;
import dev.slipway.kernel.AccountId;
import dev.slipway.kernel.Email;
import dev.slipway.kernel.Handle;
import dev.slipway.kernel.Ids;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.local.Database;
import dev.slipway.local.TableDefinition;
import dev.slipway.local.gateway.Routes;
import dev.slipway.local.gateway.Template;
import dev.slipway.org.IssueMachineToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// One function, `account` unless another is asked for, on a table, with a clock that a test moves, and short ways to
/// say who calls.
///
/// Every answer to an API is held to the OpenAPI document. When it is closed, its log is looked through for every
/// secret that was handed out.
final class Reception implements AutoCloseable {

    static final String URL = "https://npm.acme.test";
    static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    static final String NPM = "npm/11.19.1 node/v22.14.0 linux x64 workspaces/false";

    private static final Routes ROUTES = routes();

    final Table table;
    final Database database = Database.inMemory();
    private final DynamoTokens tokens;
    private final IssueToken issueToken;
    private final AtomicReference<Instant> now;
    private final ByteArrayOutputStream log = new ByteArrayOutputStream();
    private final List<String> secrets = new ArrayList<>();
    private final Contract contract = Contract.read();
    private final Ids ids = Ids.random();
    private final HttpHandler handler;
    private final Map<String, HttpHandler> others = new HashMap<>();

    /// Makes the function that is called.
    interface Maker {
        HttpHandler make(Environment environment, Table table, InstantSource clock, OutputStream log);
    }

    Reception() {
        this((environment, table, clock, log) -> new AccountHandler(environment, table, untouched(), clock, log));
    }

    /// @param others functions on the same table, for what routes lead to them
    Reception(Maker maker, Maker... others) {
        this(new AtomicReference<>(NOON), Map.of(), maker, others);
    }

    /// @param now what time it is, for whoever has to know it besides
    /// @param variables what the functions find in their environment
    Reception(AtomicReference<Instant> now, Map<String, String> variables, Maker maker, Maker... others) {
        this.now = now;
        this.table = database.create(TableDefinition.find(), "reception");
        this.tokens = new DynamoTokens(table);
        this.issueToken = new IssueToken(tokens, new DynamoStandings(table), ids);
        var all = new HashMap<>(variables);
        all.put("REGISTRY_URL", URL);
        var environment = Environment.of(all);
        this.handler = maker.make(environment, table, now::get, log);
        for (var other : others) {
            var made = other.make(environment, table, now::get, log);
            this.others.put(made.getClass().getName(), made);
        }
    }

    private static Routes routes() {
        try {
            var root = Path.of(System.getProperty("slipway.root", ".."));
            return Routes.of(Template.read(root.resolve("template.yaml")).functions());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The function has no use for one.
    static Bucket untouched() {
        return Bucket.open("bucket", Optional.empty(), untouched(SdkHttpClient.class));
    }

    private static <C> C untouched(Class<C> client) {
        return client.cast(Proxy.newProxyInstance(client.getClassLoader(), new Class<?>[] {client}, (_, method, _) -> {
            throw new AssertionError("nobody was to be asked, and " + method.getName() + " was called");
        }));
    }

    Instant now() {
        return now.get();
    }

    void wait(Duration duration) {
        now.updateAndGet(before -> before.plus(duration));
    }

    Principal.Person person(String handle) {
        var at = now();
        var account = new Account(
                new AccountId(ids.next(at)),
                new Handle(handle),
                Optional.empty(),
                Set.of(new Email(handle + "@example.com")),
                at);
        var audit = visit().entry(
                        ids.next(at),
                        new Book.OfAccount(account.id()),
                        account.person(),
                        new AccountOpened(handle, Optional.empty()));
        new DynamoAccounts(table).open(account, List.of(), audit);
        return account.person();
    }

    /// An access token of theirs.
    String token(Principal.Person person, Limits limits, Optional<Instant> end, Scope... scopes) {
        var wish = new IssueToken.Wish("laptop", Set.of(scopes), limits, end);
        var issued = (IssueToken.Outcome.Issued) issueToken.toPerson(visit(), person, wish, Means.MAIL);
        return handedOut(issued.token().secret());
    }

    String token(Principal.Person person, Scope... scopes) {
        return token(person, Limits.NONE, Optional.empty(), scopes);
    }

    String fullToken(Principal.Person person) {
        return token(person, Scope.values());
    }

    /// What the cookie of a browser holds that they have just signed in with.
    String session(Principal.Person person, String device) {
        var token = Token.draw(Token.Kind.SESSION);
        var credential = new Credential(
                new TokenId(ids.next(now())),
                Token.Kind.SESSION,
                person,
                device,
                EnumSet.allOf(Scope.class),
                Limits.NONE,
                token.prefix(),
                Means.MAIL,
                now(),
                Optional.of(now().plus(Duration.ofDays(30))),
                Optional.empty(),
                Optional.empty());
        var issued = new TokenIssued(credential.id(), device, credential.scopes(), "later");
        tokens.issue(
                token.hash(),
                credential,
                visit().entry(ids.next(now()), new Book.OfAccount(person.id()), person, issued));
        return handedOut(token.secret());
    }

    String handedOut(String secret) {
        secrets.add(secret);
        return secret;
    }

    private Visit visit() {
        return new Visit(new Presented.Nothing(), Origin.INSIDE, URL, now());
    }

    /// As the gateway hands it over, with its route.
    Events event(String method, String path) {
        var match = ROUTES.match(method, path).orElseThrow();
        var event = Events.of(method, path).route(match.route().key());
        match.parameters().forEach(event::parameter);
        return event;
    }

    Answer send(Events event) {
        return Answer.of(handler, event);
    }

    /// Hands an event to the function that its route leads to, if that is one of the others.
    Answer send(Events event, String method, String path) {
        var function = ROUTES.match(method, path).orElseThrow().function();
        return Answer.of(others.getOrDefault(function.handlerClass(), handler), event);
    }

    /// Calls an API and holds the answer to the document.
    Answer call(String token, String method, String path, String body) {
        return call(token, method, path, "", body);
    }

    Answer call(String token, String method, String path, String query, String body) {
        var event = event(method, path).query(query).userAgent(NPM);
        if (!token.isEmpty()) {
            event.bearer(token);
        }
        return call(event, method, path, body);
    }

    /// The same with headers of its own, and no token.
    Answer call(String method, String path, String body, Map<String, String> headers) {
        var event = event(method, path);
        headers.forEach(event::header);
        return call(event, method, path, body);
    }

    private Answer call(Events event, String method, String path, String body) {
        if (!body.isEmpty()) {
            event.header("content-type", "application/json").body(body);
        }
        var answer = send(event, method, path);
        var route = ROUTES.match(method, path).orElseThrow().route().path();
        assertThat(contract.complaints(
                        new Contract.Operation(method.toLowerCase(Locale.ROOT), route),
                        body,
                        answer.status(),
                        answer.header("content-type"),
                        answer.text()))
                .isEmpty();
        return answer;
    }

    Answer get(String token, String path) {
        return call(token, "GET", path, "");
    }

    /// A token of an organization's own.
    ///
    /// @param by who makes it
    String machine(Visit by, OrgSlug org, Scope... scopes) {
        var issue = new IssueMachineToken(
                new DynamoMachineTokens(table),
                new DynamoServiceAccounts(table),
                new DynamoStandings(table),
                Ids.random());
        var issued = issue.toOrganization(by, org, new TokenRequest("ci", Set.of(scopes), new Lifetime.Forever()));
        return handedOut(((IssueMachineToken.Outcome.Issued) issued).token().secret());
    }

    /// Everything that is stored.
    List<Map<String, AttributeValue>> items() {
        return database.client().scanPaginator(request -> request.tableName("reception")).items().stream()
                .toList();
    }

    /// The table itself, for what no use case can bring about yet. Its name is `reception`.
    DynamoDbClient client() {
        return database.client();
    }

    /// What stands in all audit logs of this action.
    List<Map<String, AttributeValue>> entries(String action) {
        return database
                .client()
                .scanPaginator(request -> request.tableName("reception").consistentRead(true))
                .items()
                .stream()
                .filter(item -> item.get("type").s().equals("audit"))
                .filter(item -> item.get("action").s().equals(action))
                .toList();
    }

    String log() {
        return log.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        database.close();
        var lines = log();
        assertThat(secrets).as("secrets in the log").noneMatch(lines::contains);
        assertThat(lines).doesNotContain("slp_");
    }
}
