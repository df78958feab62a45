package dev.slipway.functions.guard;

import dev.slipway.adapters.aws.Connections;
import dev.slipway.adapters.dynamodb.DynamoDoors;
import dev.slipway.adapters.dynamodb.DynamoInvitations;
import dev.slipway.adapters.dynamodb.DynamoMemberships;
import dev.slipway.adapters.dynamodb.DynamoOrganizations;
import dev.slipway.adapters.dynamodb.DynamoRateLimits;
import dev.slipway.adapters.dynamodb.DynamoRefusals;
import dev.slipway.adapters.dynamodb.DynamoStandings;
import dev.slipway.adapters.dynamodb.DynamoSubjects;
import dev.slipway.adapters.dynamodb.DynamoTrusts;
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
import dev.slipway.console.WaysIn;
import dev.slipway.identity.WhoAmI;
import dev.slipway.kernel.Ids;
import dev.slipway.org.ChangeAllowList;
import dev.slipway.org.ChangeSignInRule;
import dev.slipway.org.CountInvitations;
import dev.slipway.org.DistrustIssuer;
import dev.slipway.org.ExplainPermission;
import dev.slipway.org.ReadDoor;
import dev.slipway.org.ShowOrganization;
import dev.slipway.org.TrustIssuer;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.InstantSource;

/// An organization's door: from where people come in, how they sign in, who becomes a member by that; and why somebody
/// may do something.
public final class GuardHandler extends HttpHandler {

    private final Settings settings;
    private final Table table;
    private final AllowListApi allowListApi;
    private final SignInRuleApi signInRuleApi;
    private final TrustApi trustApi;
    private final ExplainApi explainApi;
    private final SecurityConsole securityConsole;
    private final ExplainConsole explainConsole;

    /// As Lambda makes it.
    public GuardHandler() throws IOException {
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
    public GuardHandler(Environment environment, Table table, Bucket bucket, InstantSource clock, OutputStream log) {
        this(environment, table, clock, log);
    }

    /// As tests make it.
    public GuardHandler(Environment environment, Table table, InstantSource clock, OutputStream log) {
        var settings = Settings.from(environment, "guard");
        super(settings, clock, System::nanoTime, log, new DynamoRateLimits(table), DynamoRefusals.recording(table));
        this.settings = settings;
        this.table = table;
        var ids = Ids.random();
        var organizations = new DynamoOrganizations(table);
        var memberships = new DynamoMemberships(table);
        var doors = new DynamoDoors(table);
        var trusts = new DynamoTrusts(table);
        var standings = new DynamoStandings(table);
        var waysIn = WaysIn.of(environment);
        var read = new ReadDoor(memberships, trusts, standings);
        var changeList = new ChangeAllowList(organizations, doors, standings, ids);
        var changeRule = new ChangeSignInRule(organizations, memberships, doors, standings, ids);
        var trust = new TrustIssuer(organizations, trusts, standings, ids);
        var distrust = new DistrustIssuer(trusts, standings, ids);
        var explain = new ExplainPermission(new DynamoSubjects(table), memberships, doors, standings);
        var show = new ShowOrganization(organizations, standings);
        var desk = new OrganizationDesk(
                new WhoAmI(standings),
                show,
                new Navigation(
                        new CountInvitations(new DynamoInvitations(table)), settings.billed(), settings.webhooks()));
        this.allowListApi = new AllowListApi(read, changeList);
        this.signInRuleApi = new SignInRuleApi(read, changeRule, waysIn);
        this.trustApi = new TrustApi(read, trust, distrust, waysIn);
        this.explainApi = new ExplainApi(explain);
        this.securityConsole = new SecurityConsole(read, changeList, changeRule, trust, distrust, waysIn, desk);
        this.explainConsole = new ExplainConsole(explain, desk);
    }

    /// Asks for the door of nobody, by API and by page.
    @Override
    protected void prime() throws IOException {
        rehearse("GET", "/api/v1/orgs/slipway/allow-list");
        rehearse("GET", "/console/organizations/slipway/security");
    }

    @Override
    protected void disconnect() {
        table.disconnect();
    }

    @Override
    protected HttpResponse handle(HttpRequest request, Instant now) {
        return switch (request.route()) {
            case "/api/v1/orgs/{org}/allow-list" -> allowListApi.answer(request, request.visit(settings, now));
            case "/api/v1/orgs/{org}/sign-in-rule" -> signInRuleApi.answer(request, request.visit(settings, now));
            case "/api/v1/orgs/{org}/trusted-issuers" -> trustApi.list(request, request.visit(settings, now));
            case "/api/v1/orgs/{org}/trusted-issuers/{issuer}" ->
                trustApi.answer(request, request.visit(settings, now));
            case "/api/v1/orgs/{org}/permissions/explain" -> explainApi.answer(request, request.visit(settings, now));
            case "/console/organizations/{org}/security" ->
                securityConsole.answer(request, request.visitByBrowser(settings, now));
            case "/console/organizations/{org}/explain" ->
                explainConsole.answer(request, request.visitByBrowser(settings, now));
            default -> Problem.unknownRoute().answer(request);
        };
    }
}
