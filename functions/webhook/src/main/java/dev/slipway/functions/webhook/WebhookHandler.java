package dev.slipway.functions.webhook;

import dev.slipway.adapters.aws.Connections;
import dev.slipway.adapters.dynamodb.DynamoDeliveries;
import dev.slipway.adapters.dynamodb.DynamoEndpoints;
import dev.slipway.adapters.dynamodb.DynamoInvitations;
import dev.slipway.adapters.dynamodb.DynamoOrganizations;
import dev.slipway.adapters.dynamodb.DynamoRateLimits;
import dev.slipway.adapters.dynamodb.DynamoRefusals;
import dev.slipway.adapters.dynamodb.DynamoStandings;
import dev.slipway.adapters.dynamodb.Table;
import dev.slipway.adapters.lambda.Environment;
import dev.slipway.adapters.lambda.HttpHandler;
import dev.slipway.adapters.lambda.HttpRequest;
import dev.slipway.adapters.lambda.HttpResponse;
import dev.slipway.adapters.lambda.Problem;
import dev.slipway.adapters.lambda.Settings;
import dev.slipway.adapters.lambda.WebhookBodies;
import dev.slipway.adapters.s3.Bucket;
import dev.slipway.adapters.ssm.SecretParameters;
import dev.slipway.adapters.web.Navigation;
import dev.slipway.adapters.webhook.WebhookAccess;
import dev.slipway.console.OrganizationDesk;
import dev.slipway.identity.WhoAmI;
import dev.slipway.kernel.Ids;
import dev.slipway.org.CountInvitations;
import dev.slipway.org.ShowOrganization;
import dev.slipway.webhooks.ChangeEndpoint;
import dev.slipway.webhooks.CreateEndpoint;
import dev.slipway.webhooks.DeleteEndpoint;
import dev.slipway.webhooks.Destinations;
import dev.slipway.webhooks.ListDeliveries;
import dev.slipway.webhooks.ListEndpoints;
import dev.slipway.webhooks.ResendDelivery;
import dev.slipway.webhooks.RotateSecret;
import dev.slipway.webhooks.Secrets;
import dev.slipway.webhooks.SendTest;
import dev.slipway.webhooks.ShowEndpoint;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/// Webhooks, by API and by page. In a deployment without a key for their secrets there is nothing at these addresses.
public final class WebhookHandler extends HttpHandler {

    private final Settings settings;
    private final Table table;
    private final SecretParameters parameters;
    private final Optional<Doors> doors;

    /// What there is where there are webhooks.
    private record Doors(WebhooksApi api, DeliveriesApi deliveries, WebhooksConsole list, WebhookConsole one) {}

    /// As Lambda makes it.
    public WebhookHandler() throws IOException {
        var environment = Environment.ofProcess();
        var table = Table.open(environment.required("TABLE_NAME"), environment.endpoint("DYNAMODB"), new Connections());
        this(environment, table, InstantSource.system(), System.out);
        // Lambda gives a start all of the processor and the first request only its share: what must be loaded is loaded
        // now. Where a snapshot is taken, prime() runs before it.
        if (settings.onDemand()) {
            prime();
        }
    }

    /// As tests and the local registry make it.
    ///
    /// @param bucket not used: there are no bytes here
    /// @param log gets a line for each request
    public WebhookHandler(Environment environment, Table table, Bucket bucket, InstantSource clock, OutputStream log) {
        this(environment, table, clock, log);
    }

    private WebhookHandler(Environment environment, Table table, InstantSource clock, OutputStream log) {
        var settings = Settings.from(environment, "webhook");
        super(settings, clock, System::nanoTime, log, new DynamoRateLimits(table), DynamoRefusals.recording(table));
        this.settings = settings;
        this.table = table;
        this.parameters = new SecretParameters(environment.endpoint("SSM"), new Connections(), clock);
        var access = new WebhookAccess(environment::find, parameters::secret);
        this.doors = access.on()
                ? Optional.of(doors(settings, table, access.secrets(), access.addresses()))
                : Optional.empty();
    }

    private static Doors doors(Settings settings, Table table, Secrets secrets, Destinations destinations) {
        var ids = Ids.random();
        var standings = new DynamoStandings(table);
        var endpoints = new DynamoEndpoints(table);
        var deliveries = new DynamoDeliveries(table);
        var limits = new DynamoRateLimits(table);
        var cases = new WebhookCases(
                new CreateEndpoint(endpoints, destinations, secrets, standings, ids),
                new ListEndpoints(endpoints, standings),
                new ShowEndpoint(endpoints, standings),
                new ChangeEndpoint(endpoints, destinations, standings, ids),
                new DeleteEndpoint(endpoints, standings, ids),
                new RotateSecret(endpoints, secrets, standings, ids),
                new SendTest(endpoints, deliveries, new WebhookBodies(), limits, standings, ids),
                new ListDeliveries(endpoints, deliveries, standings),
                new ResendDelivery(endpoints, deliveries, limits, standings, ids));
        var desk = new OrganizationDesk(
                new WhoAmI(standings),
                new ShowOrganization(new DynamoOrganizations(table), standings),
                new Navigation(new CountInvitations(new DynamoInvitations(table)), settings.billed(), true));
        return new Doors(
                new WebhooksApi(cases),
                new DeliveriesApi(cases),
                new WebhooksConsole(cases, desk),
                new WebhookConsole(cases, new WebhookShown(cases, desk)));
    }

    /// Asks for the webhooks of nobody, by API and by page.
    @Override
    protected void prime() throws IOException {
        rehearse("GET", "/api/v1/orgs/slipway/webhooks");
        rehearse("GET", "/console/organizations/slipway/webhooks");
    }

    @Override
    protected void disconnect() {
        table.disconnect();
        parameters.disconnect();
    }

    @Override
    protected HttpResponse handle(HttpRequest request, Instant now) {
        return doors.map(open -> answer(request, now, open))
                .orElseGet(() -> Problem.unknownRoute().answer(request));
    }

    private HttpResponse answer(HttpRequest request, Instant now, Doors open) {
        return switch (request.route()) {
            case "/api/v1/orgs/{org}/webhooks" -> open.api().webhooks(request, request.visit(settings, now));
            case "/api/v1/orgs/{org}/webhooks/{webhook}" -> open.api().webhook(request, request.visit(settings, now));
            case "/api/v1/orgs/{org}/webhooks/{webhook}/rotate" ->
                open.api().rotate(request, request.visit(settings, now));
            case "/api/v1/orgs/{org}/webhooks/{webhook}/test" ->
                open.deliveries().test(request, request.visit(settings, now));
            case "/api/v1/orgs/{org}/webhooks/{webhook}/deliveries" ->
                open.deliveries().list(request, request.visit(settings, now));
            case "/api/v1/orgs/{org}/webhooks/{webhook}/deliveries/{delivery}" ->
                open.deliveries().show(request, request.visit(settings, now));
            case "/api/v1/orgs/{org}/webhooks/{webhook}/deliveries/{delivery}/resend" ->
                open.deliveries().resend(request, request.visit(settings, now));
            case "/console/organizations/{org}/webhooks" ->
                open.list().answer(request, request.visitByBrowser(settings, now));
            case "/console/organizations/{org}/webhooks/{webhook}" ->
                open.one().answer(request, request.visitByBrowser(settings, now));
            default -> Problem.unknownRoute().answer(request);
        };
    }
}
