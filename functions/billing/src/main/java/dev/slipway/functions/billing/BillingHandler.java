package dev.slipway.functions.billing;

import dev.slipway.adapters.aws.Connections;
import dev.slipway.adapters.dynamodb.DynamoBillingAccounts;
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
import dev.slipway.adapters.lambda.StorageTerms;
import dev.slipway.adapters.s3.Bucket;
import dev.slipway.adapters.ssm.SecretParameters;
import dev.slipway.adapters.stripe.StripeAccess;
import dev.slipway.adapters.web.Navigation;
import dev.slipway.billing.ChangeSeats;
import dev.slipway.billing.EndSubscription;
import dev.slipway.billing.FollowSubscription;
import dev.slipway.billing.ForgetChange;
import dev.slipway.billing.ListInvoices;
import dev.slipway.billing.OpenPortal;
import dev.slipway.billing.Payments;
import dev.slipway.billing.ReadBilling;
import dev.slipway.billing.StartCheckout;
import dev.slipway.console.OrganizationDesk;
import dev.slipway.identity.WhoAmI;
import dev.slipway.kernel.Ids;
import dev.slipway.org.CountInvitations;
import dev.slipway.org.ExpireInvitations;
import dev.slipway.org.ShowOrganization;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/// What an organization pays for: checkout, seats, invoices, the end. Where nobody is billed there is nothing at these
/// addresses.
public final class BillingHandler extends HttpHandler {

    private final Settings settings;
    private final Table table;
    private final SecretParameters parameters;
    private final Optional<StripeAccess> stripe;
    private final Optional<Doors> doors;

    /// What there is where somebody is billed.
    private record Doors(BillingApi api, BillingConsole console) {}

    /// As Lambda makes it.
    public BillingHandler() throws IOException {
        var environment = Environment.ofProcess();
        var table = Table.open(environment.required("TABLE_NAME"), environment.endpoint("DYNAMODB"), new Connections());
        this(environment, table, InstantSource.system(), System.out);
        // Lambda gives a start all of the processor and the first request only its share: what must be loaded is loaded
        // now. Where a snapshot is taken, prime() runs before it.
        if (settings.onDemand()) {
            prime();
        }
    }

    /// As the local registry makes it.
    ///
    /// @param bucket not used: there are no bytes here
    /// @param log gets a line for each request
    public BillingHandler(Environment environment, Table table, Bucket bucket, InstantSource clock, OutputStream log) {
        this(environment, table, clock, log);
    }

    /// As tests make it.
    public BillingHandler(Environment environment, Table table, InstantSource clock, OutputStream log) {
        var settings = Settings.from(environment, "billing");
        super(settings, clock, System::nanoTime, log, new DynamoRateLimits(table), DynamoRefusals.recording(table));
        this.settings = settings;
        this.table = table;
        this.parameters = new SecretParameters(environment.endpoint("SSM"), new Connections(), clock);
        this.stripe = StripeAccess.find(environment::find, parameters::secret, clock);
        this.doors = stripe.map(access -> doors(environment, table, access.payments()));
    }

    private static Doors doors(Environment environment, Table table, Payments payments) {
        var ids = Ids.random();
        var accounts = new DynamoBillingAccounts(table);
        var standings = new DynamoStandings(table);
        var invitations = new DynamoInvitations(table);
        var expiry = new ExpireInvitations(invitations, ids);
        var follow = new FollowSubscription(accounts, payments, ids, StorageTerms.bytesPerSeat(environment));
        var cases = new BillingCases(
                new ReadBilling(accounts, payments, follow, standings),
                new StartCheckout(accounts, payments, follow, expiry, standings, ids),
                new ChangeSeats(accounts, payments, follow, expiry, standings, ids),
                new ForgetChange(accounts, payments, follow, standings, ids),
                new EndSubscription(accounts, payments, follow, standings, ids),
                new OpenPortal(accounts, payments, standings),
                new ListInvoices(accounts, payments, standings));
        var desk = new OrganizationDesk(
                new WhoAmI(standings),
                new ShowOrganization(new DynamoOrganizations(table), standings),
                new Navigation(
                        new CountInvitations(invitations),
                        true,
                        Settings.from(environment, "billing").webhooks()));
        return new Doors(new BillingApi(cases), new BillingConsole(cases, desk));
    }

    /// Asks for the bills of nobody, by API and by page.
    @Override
    protected void prime() throws IOException {
        rehearse("GET", "/api/v1/orgs/slipway/billing");
        rehearse("GET", "/console/organizations/slipway/billing");
        stripe.ifPresent(access -> access.payments().prime());
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
            case "/api/v1/orgs/{org}/billing" -> open.api().billing(request, request.visit(settings, now));
            case "/api/v1/orgs/{org}/billing/checkout" -> open.api().checkout(request, request.visit(settings, now));
            case "/api/v1/orgs/{org}/billing/seats" -> open.api().seats(request, request.visit(settings, now));
            case "/api/v1/orgs/{org}/billing/awaited" -> open.api().awaited(request, request.visit(settings, now));
            case "/api/v1/orgs/{org}/billing/cancellation" ->
                open.api().cancellation(request, request.visit(settings, now));
            case "/api/v1/orgs/{org}/billing/portal" -> open.api().portal(request, request.visit(settings, now));
            case "/api/v1/orgs/{org}/billing/invoices" -> open.api().invoices(request, request.visit(settings, now));
            case "/console/organizations/{org}/billing" ->
                open.console().answer(request, request.visitByBrowser(settings, now));
            default -> Problem.unknownRoute().answer(request);
        };
    }
}
