package dev.slipway.local.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.exception.StripeException;
import dev.slipway.access.Token;
import dev.slipway.access.TokenHash;
import dev.slipway.adapters.aws.Connections;
import dev.slipway.adapters.dynamodb.Table;
import dev.slipway.adapters.lambda.Answer;
import dev.slipway.adapters.lambda.Environment;
import dev.slipway.adapters.lambda.Events;
import dev.slipway.adapters.lambda.HttpHandler;
import dev.slipway.adapters.s3.Bucket;
import dev.slipway.local.backends.Cashier;
import dev.slipway.local.backends.Cloud;
import dev.slipway.local.gateway.FunctionBlock;
import dev.slipway.local.gateway.Routes;
import dev.slipway.local.gateway.Template;
import dev.slipway.local.mailbox.Mailbox;
import dev.slipway.local.registry.Dump;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Every function that `template.yaml` has a route to, as it is deployed, on a table and a bucket with acme in them.
final class Stage implements AutoCloseable {

    static final String URL = "https://npm.acme.test";
    static final Path ROOT = Path.of(System.getProperty("slipway.root", "."));
    static final List<FunctionBlock> FUNCTIONS = functions();
    static final Routes ROUTES = Routes.of(FUNCTIONS);

    /// Those that talk to Stripe here. `organization` and `invite` would buy places in the Pool, which nobody could
    /// take back; who may give them is asked all the same.
    private static final Set<String> BILLING = Set.of("BillingFunction", "BillingWebhookFunction");

    private static final long SEATS = 1_000;

    private static final InstantSource CLOCK = InstantSource.fixed(Settlement.NOW);
    private static final String FORM_COOKIE = Token.draw(Token.Kind.FORM).secret();
    private static final Map<String, AttributeValue> ORDINARY = Map.of(
            "membersCanPublish",
            AttributeValue.fromBool(false),
            "networks",
            AttributeValue.fromL(List.of()),
            "signIn",
            AttributeValue.fromM(Map.of()));

    private final Cloud cloud;
    private final Undo undo;
    private final Connections connections = new Connections();
    private final Cashier cashier = Cashier.open(CLOCK);
    private final Mailbox mailbox = Mailbox.start(0, "slipway.test", CLOCK);
    private final Map<String, HttpHandler> handlers = new HashMap<>();
    private final ByteArrayOutputStream log = new ByteArrayOutputStream();
    private final Settlement settlement;
    private final Cast cast;
    private final Props props;
    private final Map<String, AttributeValue> teams;

    /// How many events Stripe has told.
    private int happened;

    Stage(Cloud cloud) {
        this.cloud = cloud;
        this.undo = new Undo(cloud);
        for (var function : FUNCTIONS) {
            if (!function.routes().isEmpty()) {
                handlers.put(function.logicalId(), handler(function));
            }
        }
        this.settlement = new Settlement(cloud);
        this.cast = Cast.settle(settlement);
        this.props = Props.place(settlement, cloud, cast);
        this.teams = new HashMap<>(
                settlement.get("ORG#acme", "ORGANIZATION").get("teams").m());
        packages();
        subscription();
    }

    private static List<FunctionBlock> functions() {
        try {
            return Template.read(ROOT.resolve("template.yaml")).functions();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private HttpHandler handler(FunctionBlock function) {
        var environment = Environment.of(Map.of(
                "REGISTRY_URL",
                URL,
                "MAIL_FROM",
                "no-reply@slipway.test",
                // Nothing is listening: what is not signed isn't looked up.
                "LEAK_KEYS_URL",
                "http://127.0.0.1:9/keys",
                "AWS_ENDPOINT_URL_SESV2",
                mailbox.url().toString()));
        if (function.logicalId().equals("GuardFunction")) {
            environment = Environment.of(Map.of(
                    "REGISTRY_URL",
                    URL,
                    "GITHUB_CLIENT_ID",
                    "id",
                    "OIDC_CLIENT_ID",
                    "id",
                    "OIDC_ISSUER",
                    Props.ISSUER));
        }
        if (BILLING.contains(function.logicalId())) {
            var variables = new HashMap<>(cashier.variables());
            variables.put("REGISTRY_URL", URL);
            environment = Environment.of(variables);
        }
        if (function.logicalId().equals("WebhookFunction")) {
            environment = Environment.of(Map.of(
                    "REGISTRY_URL",
                    URL,
                    "WEBHOOKS",
                    "on",
                    "WEBHOOK_KEY",
                    "a key that is 32 characters or more",
                    "WEBHOOK_ALLOW_LOOPBACK",
                    "true"));
        }
        var table = new Table(undo.before(DynamoDbClient.class, cloud.dynamoDb()), cloud.name());
        var storage = cloud.s3().serviceClientConfiguration();
        var bucket = new Bucket(
                undo.before(connections),
                (AwsCredentialsProvider) storage.credentialsProvider(),
                storage.region(),
                storage.endpointOverride(),
                cloud.name());
        try {
            return Class.forName(function.handlerClass())
                    .asSubclass(HttpHandler.class)
                    .getConstructor(
                            Environment.class, Table.class, Bucket.class, InstantSource.class, OutputStream.class)
                    .newInstance(environment, table, bucket, CLOCK, log);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(function.handler(), e);
        }
    }

    List<Caller> callers() {
        return cast.callers();
    }

    /// Publishes the packages, and names on the first three all that can be named.
    private void packages() {
        var ada = owner();
        for (var found : Found.PACKAGES) {
            if (found.exists()) {
                props.versions(found).forEach(body -> {
                    var put = Ask.api("PUT /{path+}", "PUT", "/{name}", Demand.publishing(), 201)
                            .body(body);
                    assertThat(send(put, ada, found, State.ORDINARY).status()).isEqualTo(201);
                });
                settlement.set("PACKAGE#" + found.pkg(), "HEAD", props.access(found));
                undo.forget();
            }
        }
        undo.keep();
        mailbox.clear();
    }

    private Caller owner() {
        return cast.callers().stream()
                .filter(caller -> caller.name().equals("owner"))
                .findFirst()
                .orElseThrow();
    }

    /// Has acme subscribe, to as many seats of each kind as it was founded with.
    private void subscription() {
        var route = "ANY /api/v1/orgs/{org}/billing";
        var ask = Ask.api(route + "/checkout", "POST", "/api/v1/orgs/acme/billing/checkout", Demand.nothing(), 201)
                .body("{\"seats\": " + SEATS + "}");
        var opened = send(ask, owner(), Found.NO_PACKAGE, State.ORDINARY);
        assertThat(opened.status()).as(opened.text()).isEqualTo(201);
        cashier.pay(opened.json().get("url").toString(), "PAYS");
        try {
            cashier.sell(SEATS, SEATS);
        } catch (StripeException e) {
            throw new IllegalStateException(e);
        }
        var resume = Ask.api(
                route + "/cancellation", "DELETE", "/api/v1/orgs/acme/billing/cancellation", Demand.nothing(), 200);
        var followed = send(resume, owner(), Found.NO_PACKAGE, State.ORDINARY);
        assertThat(followed.status()).as(followed.text()).isEqualTo(200);
        undo.keep();
        happened = cashier.stripe().events().size();
    }

    /// Sets acme for what comes next.
    void set(State state) {
        var acme = new HashMap<>(ORDINARY);
        acme.putAll(state.attributes());
        var everyone = acme.remove("everyone");
        if (everyone != null) {
            teams.put("everyone", everyone);
        } else {
            teams.remove("everyone");
        }
        acme.put("teams", AttributeValue.fromM(teams));
        settlement.set("ORG#acme", "ORGANIZATION", acme);
        if (!acme.containsKey("worksUntil")) {
            settlement.remove("ORG#acme", "ORGANIZATION", "worksUntil");
        }
        undo.forget();
    }

    /// What the function answers that the gateway hands this to. It is to be taken back: [#takeBack].
    Answer send(Ask ask, Caller caller, Found found, State state) {
        return send(
                ask,
                caller,
                state,
                fill(ask.path(found), caller),
                fill(ask.query(found), caller),
                fill(ask.body().apply(found.pkg()), caller));
    }

    Answer send(Ask ask, Caller caller, State state, String path, String query, String body) {
        var match = ROUTES.match(ask.method(), path).orElseThrow(() -> new AssertionError("no route for " + ask));
        assertThat(match.route().key()).as("%s", ask).isEqualTo(ask.route());
        var event = Events.of(ask.method(), path)
                .route(match.route().key())
                .query(query)
                .from(state.address())
                .userAgent("npm/11.6.2 node/v24.11.0 linux x64 workspaces/false");
        match.parameters().forEach(event::parameter);
        if (ask.page()) {
            browse(event, ask, caller, body);
        } else {
            call(event, caller, body);
        }
        log.reset();
        return Answer.of(handlers.get(match.function().logicalId()), event);
    }

    private static void call(Events event, Caller caller, String body) {
        if (!caller.secret().isEmpty()) {
            event.bearer(caller.secret());
        }
        if (!body.isEmpty()) {
            event.header("content-type", "application/json").body(body);
        }
    }

    private static void browse(Events event, Ask ask, Caller caller, String body) {
        event.cookie("slipway_form", FORM_COOKIE);
        if (!caller.secret().isEmpty()) {
            event.cookie("slipway_session", caller.secret());
        }
        if (ask.isForm()) {
            var secret = caller.shows() == Caller.Shows.SESSION ? caller.secret() : FORM_COOKIE;
            var guard = TokenHash.of((ask.goodForm() ? "form\n" : "another\n") + secret)
                    .value();
            event.header("content-type", "application/x-www-form-urlencoded")
                    .header("origin", URL)
                    .body("form=" + guard + "&" + body);
        }
    }

    /// What the function logged of the last request.
    String log() {
        return log.toString(StandardCharsets.UTF_8);
    }

    /// Puts in place of each name in braces what it stands for.
    String fill(String text, Caller caller) {
        return text.indexOf('{') < 0 ? text : props.fill(text, caller);
    }

    /// What the last request has written, and that is undone now: in the table, in the bucket and at Stripe, where
    /// nothing can be done here but to end the subscription.
    List<String> takeBack() {
        var wrote = new ArrayList<>(undo.takeBack());
        var events = cashier.stripe().events();
        if (events.size() > happened) {
            wrote.add("Stripe: " + events.getLast().get("type").getAsString());
            try {
                cashier.end(false);
            } catch (StripeException e) {
                throw new IllegalStateException(e);
            }
            happened = cashier.stripe().events().size();
        }
        return wrote;
    }

    /// Whether a mail has left since the last time.
    boolean mailed() {
        var mailed = !mailbox.messages().isEmpty();
        mailbox.clear();
        return mailed;
    }

    Dump dump() {
        return Dump.of(cloud.dynamoDb(), cloud.s3(), cloud.name());
    }

    @Override
    public void close() {
        cashier.close();
        mailbox.close();
        connections.close();
    }
}
