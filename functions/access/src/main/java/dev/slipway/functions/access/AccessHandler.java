package dev.slipway.functions.access;

import dev.slipway.adapters.aws.Connections;
import dev.slipway.adapters.dynamodb.DynamoCatalogue;
import dev.slipway.adapters.dynamodb.DynamoDownloads;
import dev.slipway.adapters.dynamodb.DynamoInvitations;
import dev.slipway.adapters.dynamodb.DynamoOrganizations;
import dev.slipway.adapters.dynamodb.DynamoPackages;
import dev.slipway.adapters.dynamodb.DynamoPeople;
import dev.slipway.adapters.dynamodb.DynamoRateLimits;
import dev.slipway.adapters.dynamodb.DynamoRefusals;
import dev.slipway.adapters.dynamodb.DynamoStandings;
import dev.slipway.adapters.dynamodb.Table;
import dev.slipway.adapters.lambda.Environment;
import dev.slipway.adapters.lambda.HttpHandler;
import dev.slipway.adapters.lambda.HttpRequest;
import dev.slipway.adapters.lambda.HttpResponse;
import dev.slipway.adapters.lambda.Settings;
import dev.slipway.adapters.npm.NpmPrinter;
import dev.slipway.adapters.s3.Bucket;
import dev.slipway.adapters.s3.S3Editions;
import dev.slipway.adapters.web.Navigation;
import dev.slipway.console.OrganizationDesk;
import dev.slipway.identity.WhoAmI;
import dev.slipway.kernel.Ids;
import dev.slipway.org.CountInvitations;
import dev.slipway.org.ShowOrganization;
import dev.slipway.packages.ChangeVisibility;
import dev.slipway.packages.FindPerson;
import dev.slipway.packages.GrantAccess;
import dev.slipway.packages.ListGrants;
import dev.slipway.packages.ListPackages;
import dev.slipway.packages.ListPackagesOfPerson;
import dev.slipway.packages.NameCollaborator;
import dev.slipway.packages.ReadDownloads;
import dev.slipway.packages.ReadVisibility;
import dev.slipway.packages.RemoveCollaborator;
import dev.slipway.packages.ShareInPool;
import dev.slipway.packages.ShowPackage;
import dev.slipway.packages.WithdrawGrant;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.InstantSource;

/// Who may touch a package: its visibility, its collaborators, whom it is shared with, and who may read which.
public final class AccessHandler extends HttpHandler {

    private final Settings settings;
    private final Table table;
    private final Bucket bucket;
    private final PackagesApi packagesApi;
    private final GrantsApi grantsApi;
    private final PoolApi poolApi;
    private final NpmRoutes npmRoutes;
    private final PackagesConsole packagesConsole;
    private final PackageConsole packageConsole;

    /// As Lambda makes it.
    public AccessHandler() throws IOException {
        var environment = Environment.ofProcess();
        var connections = new Connections();
        var table = Table.open(environment.required("TABLE_NAME"), environment.endpoint("DYNAMODB"), connections);
        var bucket = Bucket.open(environment.required("BUCKET_NAME"), environment.endpoint("S3"), connections);
        this(environment, table, bucket, InstantSource.system(), System.out);
        // Lambda gives a start all of the processor and the first request only its share: what must be loaded is loaded
        // now. Where a snapshot is taken, prime() runs before it.
        if (settings.onDemand()) {
            prime();
        }
    }

    /// As tests and the local registry make it.
    ///
    /// @param log gets a line for each request
    public AccessHandler(Environment environment, Table table, Bucket bucket, InstantSource clock, OutputStream log) {
        var settings = Settings.from(environment, "access");
        super(settings, clock, System::nanoTime, log, new DynamoRateLimits(table), DynamoRefusals.recording(table));
        this.settings = settings;
        this.table = table;
        this.bucket = bucket;
        var packages = new DynamoPackages(table);
        var people = new DynamoPeople(table);
        var catalogue = new DynamoCatalogue(table);
        var standings = new DynamoStandings(table);
        var editions = new S3Editions(bucket);
        var printer = new NpmPrinter();
        var ids = Ids.random();
        var access = new Access(
                new ListPackages(standings, catalogue),
                new ListPackagesOfPerson(standings, catalogue, people),
                new ShowPackage(packages, people),
                new ReadDownloads(new DynamoDownloads(table)),
                new ReadVisibility(packages),
                new ChangeVisibility(packages, editions, printer, ids),
                new ShareInPool(packages, editions, printer, ids),
                new NameCollaborator(packages, people, editions, printer, ids),
                new RemoveCollaborator(packages, editions, printer, ids),
                new GrantAccess(packages, people, editions, printer, ids),
                new WithdrawGrant(packages, editions, printer, ids),
                new ListGrants(packages),
                new FindPerson(standings, people));
        this.packagesApi = new PackagesApi(access);
        this.grantsApi = new GrantsApi(access);
        this.poolApi = new PoolApi(access);
        this.npmRoutes = new NpmRoutes(access);
        this.packagesConsole = new PackagesConsole(
                access,
                new OrganizationDesk(
                        new WhoAmI(standings),
                        new ShowOrganization(new DynamoOrganizations(table), standings),
                        new Navigation(
                                new CountInvitations(new DynamoInvitations(table)),
                                settings.billed(),
                                settings.webhooks())));
        this.packageConsole = new PackageConsole(access, packagesConsole);
    }

    /// Asks for the visibility of what isn't there.
    @Override
    protected void prime() throws IOException {
        rehearse("GET", "/-/package/@slipway/prime/visibility");
    }

    @Override
    protected void disconnect() {
        table.disconnect();
        bucket.disconnect();
    }

    @Override
    protected HttpResponse handle(HttpRequest request, Instant now) {
        return switch (request.route()) {
            case "/api/v1/orgs/{org}/packages" -> packagesApi.packages(request, request.visit(settings, now));
            case "/api/v1/orgs/{org}/packages/{name}" -> packagesApi.one(request, request.visit(settings, now));
            case "/api/v1/orgs/{org}/packages/{name}/pool" -> poolApi.answer(request, request.visit(settings, now));
            case "/api/v1/orgs/{org}/packages/{name}/collaborators" ->
                packagesApi.collaborators(request, request.visit(settings, now));
            case "/api/v1/orgs/{org}/packages/{name}/collaborators/people/{handle}" ->
                packagesApi.person(request, request.visit(settings, now));
            case "/api/v1/orgs/{org}/packages/{name}/collaborators/teams/{team}" ->
                packagesApi.team(request, request.visit(settings, now));
            case "/api/v1/orgs/{org}/packages/{name}/grants" -> grantsApi.grants(request, request.visit(settings, now));
            case "/api/v1/orgs/{org}/packages/{name}/grants/{handle}" ->
                grantsApi.grant(request, request.visit(settings, now));
            case "/console/organizations/{org}/packages" ->
                packagesConsole.answer(request, request.visitByBrowser(settings, now));
            case "/console/organizations/{org}/packages/{name}" ->
                packageConsole.answer(request, request.visitByBrowser(settings, now));
            default -> npmRoutes.answer(request, request.visit(settings, now));
        };
    }
}
