package dev.slipway.functions.auditquery;

import dev.slipway.adapters.aws.Connections;
import dev.slipway.adapters.dynamodb.DynamoAuditExports;
import dev.slipway.adapters.dynamodb.DynamoAuditLog;
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
import dev.slipway.adapters.s3.Bucket;
import dev.slipway.adapters.s3.S3ExportFiles;
import dev.slipway.adapters.web.Navigation;
import dev.slipway.audit.ListAuditEvents;
import dev.slipway.audit.ReadExport;
import dev.slipway.audit.RequestExport;
import dev.slipway.console.OrganizationDesk;
import dev.slipway.identity.WhoAmI;
import dev.slipway.kernel.Ids;
import dev.slipway.org.CountInvitations;
import dev.slipway.org.ShowOrganization;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.InstantSource;

/// What was done in an organization, by whom and from where: the audit log, to be read by programs and people.
public final class AuditQueryHandler extends HttpHandler {

    private final Settings settings;
    private final Table table;
    private final Bucket bucket;
    private final AuditApi api;
    private final AuditConsole console;
    private final ExportApi exportApi;
    private final ExportConsole exportConsole;

    /// As Lambda makes it.
    public AuditQueryHandler() throws IOException {
        var environment = Environment.ofProcess();
        var table = Table.open(environment.required("TABLE_NAME"), environment.endpoint("DYNAMODB"), new Connections());
        var bucket = Bucket.open(environment.required("BUCKET_NAME"), environment.endpoint("S3"), new Connections());
        this(environment, table, bucket, InstantSource.system(), System.out);
        // Lambda gives a start all of the processor and the first request only its share: what must be loaded is loaded
        // now. Where a snapshot is taken, prime() runs before it.
        if (settings.onDemand()) {
            prime();
        }
    }

    /// As the local registry and tests make it.
    ///
    /// @param bucket where files of logs are
    /// @param log gets a line for each request
    public AuditQueryHandler(
            Environment environment, Table table, Bucket bucket, InstantSource clock, OutputStream log) {
        var settings = Settings.from(environment, "audit-query");
        super(settings, clock, System::nanoTime, log, new DynamoRateLimits(table), DynamoRefusals.recording(table));
        this.settings = settings;
        this.table = table;
        this.bucket = bucket;
        var standings = new DynamoStandings(table);
        var list = new ListAuditEvents(new DynamoAuditLog(table), standings);
        var desk = new OrganizationDesk(
                new WhoAmI(standings),
                new ShowOrganization(new DynamoOrganizations(table), standings),
                new Navigation(
                        new CountInvitations(new DynamoInvitations(table)), settings.billed(), settings.webhooks()));
        this.api = new AuditApi(list);
        var exports = new DynamoAuditExports(table);
        var request = new RequestExport(exports, standings, new DynamoRateLimits(table), Ids.random());
        var read = new ReadExport(exports, new S3ExportFiles(bucket), standings);
        this.console = new AuditConsole(list, request, desk);
        this.exportApi = new ExportApi(request, read);
        this.exportConsole = new ExportConsole(read, desk);
    }

    /// Asks for the log of nobody, by API and by page.
    @Override
    protected void prime() throws IOException {
        rehearse("GET", "/api/v1/orgs/slipway/audit-events");
        rehearse("GET", "/console/organizations/slipway/audit");
    }

    @Override
    protected void disconnect() {
        table.disconnect();
        bucket.disconnect();
    }

    @Override
    protected HttpResponse handle(HttpRequest request, Instant now) {
        return switch (request.route()) {
            case "/api/v1/orgs/{org}/audit-events" -> api.answer(request, request.visit(settings, now));
            case "/console/organizations/{org}/audit" -> console.answer(request, request.visitByBrowser(settings, now));
            case "/api/v1/orgs/{org}/audit-exports" -> exportApi.exports(request, request.visit(settings, now));
            case "/api/v1/orgs/{org}/audit-exports/{export}" -> exportApi.export(request, request.visit(settings, now));
            case "/console/organizations/{org}/audit/exports/{export}" ->
                exportConsole.answer(request, request.visitByBrowser(settings, now));
            default -> Problem.unknownRoute().answer(request);
        };
    }
}
