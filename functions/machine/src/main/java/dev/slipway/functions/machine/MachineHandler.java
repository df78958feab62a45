package dev.slipway.functions.machine;

import dev.slipway.adapters.aws.Connections;
import dev.slipway.adapters.dynamodb.DynamoInvitations;
import dev.slipway.adapters.dynamodb.DynamoMachineTokens;
import dev.slipway.adapters.dynamodb.DynamoMemberships;
import dev.slipway.adapters.dynamodb.DynamoOrganizations;
import dev.slipway.adapters.dynamodb.DynamoRateLimits;
import dev.slipway.adapters.dynamodb.DynamoRefusals;
import dev.slipway.adapters.dynamodb.DynamoServiceAccounts;
import dev.slipway.adapters.dynamodb.DynamoStandings;
import dev.slipway.adapters.dynamodb.Table;
import dev.slipway.adapters.lambda.Environment;
import dev.slipway.adapters.lambda.HttpHandler;
import dev.slipway.adapters.lambda.HttpRequest;
import dev.slipway.adapters.lambda.HttpResponse;
import dev.slipway.adapters.lambda.Problem;
import dev.slipway.adapters.lambda.Settings;
import dev.slipway.adapters.s3.Bucket;
import dev.slipway.adapters.web.Navigation;
import dev.slipway.console.OrganizationDesk;
import dev.slipway.identity.WhoAmI;
import dev.slipway.kernel.Ids;
import dev.slipway.org.CountInvitations;
import dev.slipway.org.CreateServiceAccount;
import dev.slipway.org.DeleteServiceAccount;
import dev.slipway.org.IssueMachineToken;
import dev.slipway.org.ListMachineTokens;
import dev.slipway.org.ListServiceAccounts;
import dev.slipway.org.RevokeMachineToken;
import dev.slipway.org.ShowOrganization;
import dev.slipway.org.ShowServiceAccount;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.InstantSource;

/// Service accounts and machine tokens, by API and by page.
public final class MachineHandler extends HttpHandler {

    private final Settings settings;
    private final Table table;
    private final ServiceAccountsApi serviceAccounts;
    private final MachineTokensApi tokens;
    private final MachinesConsole console;

    /// As Lambda makes it.
    public MachineHandler() throws IOException {
        var environment = Environment.ofProcess();
        var table = Table.open(environment.required("TABLE_NAME"), environment.endpoint("DYNAMODB"), new Connections());
        this(environment, table, InstantSource.system(), System.out);
        if (settings.onDemand()) {
            prime();
        }
    }

    /// As tests and the local registry make it.
    ///
    /// @param bucket not used: there are no bytes here
    /// @param log gets a line for each request
    public MachineHandler(Environment environment, Table table, Bucket bucket, InstantSource clock, OutputStream log) {
        this(environment, table, clock, log);
    }

    private MachineHandler(Environment environment, Table table, InstantSource clock, OutputStream log) {
        var settings = Settings.from(environment, "machine");
        super(settings, clock, System::nanoTime, log, new DynamoRateLimits(table), DynamoRefusals.recording(table));
        this.settings = settings;
        this.table = table;
        var ids = Ids.random();
        var standings = new DynamoStandings(table);
        var accounts = new DynamoServiceAccounts(table);
        var machineTokens = new DynamoMachineTokens(table);
        var create = new CreateServiceAccount(accounts, standings, ids);
        var delete = new DeleteServiceAccount(accounts, machineTokens, standings, ids);
        var listAccounts = new ListServiceAccounts(accounts, standings);
        var issue = new IssueMachineToken(machineTokens, accounts, standings, ids);
        var revoke = new RevokeMachineToken(machineTokens, standings, ids);
        var listTokens = new ListMachineTokens(machineTokens, accounts, new DynamoMemberships(table), standings);
        this.serviceAccounts =
                new ServiceAccountsApi(create, delete, listAccounts, new ShowServiceAccount(accounts, standings));
        this.tokens = new MachineTokensApi(issue, revoke, listTokens);
        var desk = new OrganizationDesk(
                new WhoAmI(standings),
                new ShowOrganization(new DynamoOrganizations(table), standings),
                new Navigation(
                        new CountInvitations(new DynamoInvitations(table)), settings.billed(), settings.webhooks()));
        var shown = new MachinesShown(listAccounts, listTokens, desk);
        this.console = new MachinesConsole(create, delete, issue, revoke, shown);
    }

    /// Asks for the tokens of nobody, by API and by page.
    @Override
    protected void prime() throws IOException {
        rehearse("GET", "/api/v1/orgs/slipway/tokens");
        rehearse("GET", "/console/organizations/slipway/machines");
    }

    @Override
    protected void disconnect() {
        table.disconnect();
    }

    @Override
    protected HttpResponse handle(HttpRequest request, Instant now) {
        return switch (request.route()) {
            case "/api/v1/orgs/{org}/service-accounts" ->
                serviceAccounts.accounts(request, request.visit(settings, now));
            case "/api/v1/orgs/{org}/service-accounts/{name}" ->
                serviceAccounts.account(request, request.visit(settings, now));
            case "/api/v1/orgs/{org}/tokens" -> tokens.tokens(request, request.visit(settings, now));
            case "/api/v1/orgs/{org}/tokens/{token}" -> tokens.token(request, request.visit(settings, now));
            case "/api/v1/orgs/{org}/members/{handle}/tokens" -> tokens.madeBy(request, request.visit(settings, now));
            case "/console/organizations/{org}/machines" ->
                console.answer(request, request.visitByBrowser(settings, now));
            default -> Problem.unknownRoute().answer(request);
        };
    }
}
