package dev.slipway.local.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.access.Principal;
import dev.slipway.access.ServiceAccountId;
import dev.slipway.access.TeamId;
import dev.slipway.access.TokenHash;
import dev.slipway.adapters.aws.Connections;
import dev.slipway.adapters.dynamodb.Table;
import dev.slipway.adapters.lambda.Answer;
import dev.slipway.adapters.lambda.Environment;
import dev.slipway.adapters.lambda.Events;
import dev.slipway.adapters.s3.Bucket;
import dev.slipway.functions.accept.AcceptHandler;
import dev.slipway.functions.access.AccessHandler;
import dev.slipway.functions.account.AccountHandler;
import dev.slipway.functions.auditquery.AuditQueryHandler;
import dev.slipway.functions.billing.BillingHandler;
import dev.slipway.functions.billingwebhook.BillingWebhookHandler;
import dev.slipway.functions.guard.GuardHandler;
import dev.slipway.functions.install.InstallHandler;
import dev.slipway.functions.invite.InviteHandler;
import dev.slipway.functions.leak.LeakHandler;
import dev.slipway.functions.machine.MachineHandler;
import dev.slipway.functions.organization.OrganizationHandler;
import dev.slipway.functions.publish.PublishHandler;
import dev.slipway.functions.signin.SignInHandler;
import dev.slipway.functions.team.TeamHandler;
import dev.slipway.functions.webhook.WebhookHandler;
import dev.slipway.kernel.Posted;
import dev.slipway.local.TableDefinition;
import dev.slipway.local.backends.Cashier;
import dev.slipway.local.backends.Cloud;
import dev.slipway.local.backends.StoredServiceAccount;
import dev.slipway.org.LeakSigners;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.s3.model.S3Object;

/// The registry of one test: the real handlers on a table and a bucket that are empty but for [People].
///
/// When it is closed it looks through all that its functions logged for every credential that was shown to them.
final class Registry implements AutoCloseable {

    static final String URL = "https://npm.acme.test";

    private static final String WEBHOOK_KEY = "a key that is 32 characters or more";
    private static final Instant START = Instant.parse("2026-11-21T09:30:00Z");
    /// Words such as `null` are in every log.
    private static final int SHORTEST_CREDENTIALS = 10;

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final TableDefinition DEFINITION = TableDefinition.find();
    private static final AtomicReference<Settled> SETTLED = new AtomicReference<>();

    private final Cloud cloud;
    private final String name = "slipway-test-" + UUID.randomUUID();
    private final Connections connections = new Connections();
    private final TestClock clock = new TestClock(START);
    private final ByteArrayOutputStream log = new ByteArrayOutputStream();
    private final Set<String> shown = ConcurrentHashMap.newKeySet();
    private final Map<Who, String> tokens;
    private final Instance instance;
    private final Optional<Cashier> cashier;

    private Registry(Cloud cloud, boolean billed) {
        this.cloud = cloud;
        this.cashier = billed ? Optional.of(Cashier.open(clock)) : Optional.empty();
        cloud.dynamoDb().createTable(DEFINITION.request(name));
        cloud.dynamoDb().waiter().waitUntilTableExists(request -> request.tableName(name));
        cloud.s3().createBucket(request -> request.bucket(name));
        var settled = settled(cloud);
        settled.moveTo(cloud.dynamoDb(), name);
        this.tokens = settled.tokens();
        this.instance = instance();
        clock.advance(People.SHORT_LIFE.plusMinutes(1));
    }

    /// @param cloud where its table and its bucket are made, and deleted when it is closed
    static Registry in(Cloud cloud) {
        return new Registry(cloud, false);
    }

    /// One whose function `billing` has a Stripe to ask. All others are as if nobody were billed.
    static Registry billedIn(Cloud cloud) {
        return new Registry(cloud, true);
    }

    Cashier cashier() {
        return cashier.orElseThrow();
    }

    /// Settling takes a hundred transactions. What comes of it is the same for every test, so it is done once, aside,
    /// and copied.
    private static Settled settled(Cloud cloud) {
        synchronized (SETTLED) {
            if (SETTLED.get() == null) {
                var tokens = People.settle(cloud.table(), START);
                SETTLED.set(Settled.in(cloud.dynamoDb(), cloud.name(), tokens));
            }
            return SETTLED.get();
        }
    }

    /// Another environment of each function.
    Instance instance() {
        return instance(Between.NOBODY);
    }

    /// Another environment of each function, with somebody between it and the table and bucket.
    Instance instance(Between between) {
        return instance(between, URL, clock);
    }

    /// One that clients reach by another URL.
    Instance instanceAt(String url) {
        return instance(Between.NOBODY, url, clock);
    }

    /// One whose clock goes otherwise.
    Instance instanceWith(TestClock itsClock) {
        return instance(Between.NOBODY, URL, itsClock);
    }

    private Instance instance(Between between, String url, TestClock itsClock) {
        var environment = Environment.of(Map.of(
                "REGISTRY_URL",
                url,
                "MAIL_FROM",
                "no-reply@slipway.test",
                "WEBHOOKS",
                "on",
                "WEBHOOK_KEY",
                WEBHOOK_KEY,
                "WEBHOOK_ALLOW_LOOPBACK",
                "true"));
        var itsTable = new Table(between.before(DynamoDbClient.class, cloud.dynamoDb()), name);
        return new Instance(
                new PublishHandler(environment, itsTable, bucket(between), itsClock, log),
                new InstallHandler(environment, itsTable, bucket(between), itsClock, log),
                new SignInHandler(environment, itsTable, bucket(between), itsClock, log),
                new AccountHandler(environment, itsTable, bucket(between), itsClock, log),
                new InviteHandler(environment, itsTable, _ -> new Posted.Accepted("accepted"), () -> {}, itsClock, log),
                new AcceptHandler(environment, itsTable, bucket(between), itsClock, log),
                new OrganizationHandler(
                        environment, itsTable, _ -> new Posted.Accepted("accepted"), () -> {}, itsClock, log),
                new AccessHandler(environment, itsTable, bucket(between), itsClock, log),
                new TeamHandler(environment, itsTable, itsClock, log),
                new GuardHandler(environment, itsTable, itsClock, log),
                new AuditQueryHandler(environment, itsTable, bucket(between), itsClock, log),
                new WebhookHandler(environment, itsTable, bucket(between), itsClock, log),
                new MachineHandler(environment, itsTable, bucket(between), itsClock, log),
                new LeakHandler(
                        environment,
                        itsTable,
                        // Nobody signs here: what is signed has tests of its own.
                        Optional.of((_, _, _) -> LeakSigners.Verdict.FORGED),
                        _ -> new Posted.Accepted("accepted"),
                        () -> {},
                        itsClock,
                        log),
                new BillingHandler(billing(url), itsTable, itsClock, log),
                new BillingWebhookHandler(billing(url), itsTable, itsClock, log));
    }

    private Environment billing(String url) {
        var variables = new HashMap<>(cashier.map(Cashier::variables).orElseGet(Map::of));
        variables.put("REGISTRY_URL", url);
        return Environment.of(variables);
    }

    private Bucket bucket(Between between) {
        var storage = cloud.s3().serviceClientConfiguration();
        return new Bucket(
                between.before(connections),
                (AwsCredentialsProvider) storage.credentialsProvider(),
                storage.region(),
                storage.endpointOverride(),
                name);
    }

    /// The bucket, for what no client can be made to send.
    Bucket bucket() {
        return bucket(Between.NOBODY);
    }

    /// The table, for what no route leads to.
    Table table() {
        return new Table(cloud.dynamoDb(), name);
    }

    TestClock clock() {
        return clock;
    }

    String token(Who who) {
        return tokens.getOrDefault(who, "");
    }

    /// Somebody with a token that was made for this test alone.
    Session with(String secret) {
        return new Session(this, instance, secret);
    }

    Session as(Who who) {
        return new Session(this, instance, token(who));
    }

    Answer send(Events event) {
        return send(instance, event);
    }

    Answer send(Instance where, Events event) {
        var http = Session.object(Session.object(withoutBody(event.json()), "requestContext"), "http");
        var method = http.get("method").toString();
        var path = http.get("path").toString();
        return send(where, method, path, routed(event, method, path).json());
    }

    /// With the route that the gateway chooses, and what it takes out of the path for it.
    private static Events routed(Events event, String method, String path) {
        Instance.ROUTES.match(method, path).ifPresent(match -> {
            event.route(match.route().key());
            match.parameters().forEach(event::parameter);
        });
        return event;
    }

    /// @param event payload 2.0, as JSON
    Answer send(String method, String path, String event) {
        return send(instance, method, path, event);
    }

    private Answer send(Instance where, String method, String path, String event) {
        var authorization = Session.object(withoutBody(event), "headers").getOrDefault("authorization", "");
        var credentials =
                authorization.toString().substring(authorization.toString().indexOf(' ') + 1);
        if (credentials.length() >= SHORTEST_CREDENTIALS) {
            shown.add(credentials);
        }
        return where.send(method, path, event);
    }

    /// The event but for its body, which may be large and stands at the end.
    private static Map<String, Object> withoutBody(String event) {
        int body = event.lastIndexOf("\"body\"");
        return Answer.object(body < 0 ? event : event.substring(0, event.lastIndexOf(',', body)) + "}");
    }

    /// Follows a link to the storage, as every client does: without the token.
    byte[] follow(String location) {
        var answer = fetch(location);
        assertThat(answer.statusCode()).as(location).isEqualTo(200);
        return answer.body();
    }

    HttpResponse<byte[]> fetch(String location) {
        return fetch("GET", location);
    }

    HttpResponse<byte[]> fetch(String method, String location) {
        try {
            var request = HttpRequest.newBuilder(URI.create(location))
                    .method(method, BodyPublishers.noBody())
                    .timeout(Duration.ofSeconds(30))
                    .build();
            return HTTP.send(request, BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    Dump dump() {
        return Dump.of(cloud.dynamoDb(), cloud.s3(), name);
    }

    /// Asserts that all that is stored fits together and can be had: see [Soundness].
    void assertSound() {
        Soundness.check(this);
    }

    /// Asserts besides that nothing lies about that nothing names.
    void assertTidy() {
        assertSound();
        assertThat(dump().orphans()).as("orphans").isEmpty();
    }

    String log() {
        return log.toString(StandardCharsets.UTF_8);
    }

    /// Asserts that an event is refused with a problem that a person and a program can read, and that nothing was
    /// written anywhere.
    Answer refuses(Events event, int status, String code) {
        var before = dump();
        var answer = send(event);
        assertRefusal(answer, status, code);
        dump().sameAs(before, "what is stored after the refusal " + code);
        return answer;
    }

    /// Asserts that an answer is a problem in all its parts.
    static void assertRefusal(Answer answer, int status, String code) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.header("content-type")).isEqualTo("application/problem+json");
        assertThat(answer.header("cache-control")).isEqualTo("private, no-cache");
        assertThat(answer.header("x-request-id")).isEqualTo(Events.REQUEST_ID);
        var problem = answer.json();
        assertThat(problem)
                .containsEntry("code", code)
                .containsEntry("type", "urn:slipway:problem:" + code)
                .containsEntry("status", status)
                .containsEntry("requestId", Events.REQUEST_ID)
                .containsKey("title");
        assertThat(problem.get("error").toString()).isNotBlank().isEqualTo(problem.get("detail"));
        assertThat(answer.text()).doesNotContain("slp_");
    }

    /// Sets `membersCanPublish` of acme, for which there is no use case yet.
    void membersCanPublish(boolean may) {
        change("ORG#acme", "ORGANIZATION", "membersCanPublish", AttributeValue.fromBool(may));
    }

    /// Sets what a first publish of acme gets that doesn't say.
    void firstVisibility(String visibility) {
        change("ORG#acme", "ORGANIZATION", "firstVisibility", AttributeValue.fromS(visibility));
    }

    /// Sets from where acme lets requests in.
    void allow(String... networks) {
        change(
                "ORG#acme",
                "ORGANIZATION",
                "networks",
                AttributeValue.fromL(
                        Stream.of(networks).map(AttributeValue::fromS).toList()));
    }

    /// Has acme want that people sign in by GitHub, but for whoever holds this token.
    void requireGitHub(Who breakGlass) {
        var hash = TokenHash.of(token(breakGlass));
        var holder = cloud.dynamoDb()
                .getItem(request -> request.tableName(name).key(key("TOKEN#" + hash, "TOKEN")))
                .item()
                .get("principal")
                .m();
        change(
                "ORG#acme",
                "ORGANIZATION",
                "signIn",
                AttributeValue.fromM(
                        Map.of("means0", AttributeValue.fromS("github"), "breakGlass", holder.get("account"))));
    }

    /// Sets how much acme may store.
    void quota(long bytes) {
        change("ORG#acme", "ORGANIZATION", "storageQuotaBytes", AttributeValue.fromN(Long.toString(bytes)));
    }

    /// Sets when acme stops doing what costs more.
    void worksUntil(Instant when) {
        change("ORG#acme", "ORGANIZATION", "worksUntil", AttributeValue.fromN(Long.toString(when.getEpochSecond())));
    }

    /// As acme is once it is paid for.
    void paid() {
        cloud.dynamoDb()
                .updateItem(request -> request.tableName(name)
                        .key(key("ORG#acme", "ORGANIZATION"))
                        .updateExpression("REMOVE worksUntil")
                        .conditionExpression("attribute_exists(pk)"));
    }

    /// Sets who sees a package, for which there is no use case yet.
    void visibility(String pkg, String visibility) {
        change("PACKAGE#" + pkg, "HEAD", "visibility", AttributeValue.fromS(visibility));
    }

    /// Gives a package a tag as if it had been given before there was a rule against it.
    void tag(String pkg, String tag, String version) {
        cloud.dynamoDb()
                .updateItem(request -> request.tableName(name)
                        .key(key("PACKAGE#" + pkg, "HEAD"))
                        .updateExpression("SET tags.#tag = :version")
                        .conditionExpression("attribute_exists(pk)")
                        .expressionAttributeNames(Map.of("#tag", tag))
                        .expressionAttributeValues(Map.of(":version", AttributeValue.fromS(version))));
    }

    /// Gives a package another name in lists, as if it had been given before there was a rule against it.
    void listAs(String pkg, String shown) {
        change("PACKAGE#" + pkg, "HEAD", "listedAs", AttributeValue.fromS(shown));
    }

    /// Lets a package's head name other documents than were printed for it.
    void showEdition(String pkg, String id, int bytes) {
        change("PACKAGE#" + pkg, "HEAD", "edition", AttributeValue.fromS(id));
        change("PACKAGE#" + pkg, "HEAD", "fullBytes", AttributeValue.fromN(Integer.toString(bytes)));
        change("PACKAGE#" + pkg, "HEAD", "abbreviatedBytes", AttributeValue.fromN(Integer.toString(bytes)));
    }

    /// Puts an item as a part of the product would that is not under test.
    void put(String pk, String sk, Map<String, AttributeValue> attributes) {
        var item = new HashMap<>(attributes);
        item.putAll(key(pk, sk));
        cloud.dynamoDb().putItem(request -> request.tableName(name).item(item));
    }

    /// Puts a service account into acme.
    Principal.ServiceAccount serviceAccount(ServiceAccountId id, String named, List<TeamId> teams) {
        return StoredServiceAccount.put(cloud.dynamoDb(), name, People.ACME, id, named, teams);
    }

    /// Sets an attribute of an item that is there.
    void change(String pk, String sk, String attribute, AttributeValue value) {
        cloud.dynamoDb()
                .updateItem(request -> request.tableName(name)
                        .key(key(pk, sk))
                        .updateExpression("SET #attribute = :value")
                        .conditionExpression("attribute_exists(pk)")
                        .expressionAttributeNames(Map.of("#attribute", attribute))
                        .expressionAttributeValues(Map.of(":value", value)));
    }

    private static Map<String, AttributeValue> key(String pk, String sk) {
        return Map.of("pk", AttributeValue.fromS(pk), "sk", AttributeValue.fromS(sk));
    }

    @Override
    public void close() {
        cashier.ifPresent(Cashier::close);
        cloud.dynamoDb().deleteTable(request -> request.tableName(name));
        for (var key : objects()) {
            cloud.s3().deleteObject(request -> request.bucket(name).key(key));
        }
        cloud.s3().deleteBucket(request -> request.bucket(name));
        connections.close();
        var lines = log();
        assertThat(shown).as("credentials in the log").noneMatch(lines::contains);
        assertThat(lines).doesNotContain("X-Amz-Signature=");
    }

    private List<String> objects() {
        return cloud.s3().listObjectsV2Paginator(request -> request.bucket(name)).contents().stream()
                .map(S3Object::key)
                .toList();
    }
}
