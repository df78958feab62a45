package dev.slipway.functions.team;

import dev.slipway.adapters.aws.Connections;
import dev.slipway.adapters.dynamodb.DynamoInvitations;
import dev.slipway.adapters.dynamodb.DynamoMemberships;
import dev.slipway.adapters.dynamodb.DynamoOrganizations;
import dev.slipway.adapters.dynamodb.DynamoRateLimits;
import dev.slipway.adapters.dynamodb.DynamoRefusals;
import dev.slipway.adapters.dynamodb.DynamoRosters;
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
import dev.slipway.org.AddToTeam;
import dev.slipway.org.ChangeTeam;
import dev.slipway.org.CountInvitations;
import dev.slipway.org.CreateTeam;
import dev.slipway.org.DeleteTeam;
import dev.slipway.org.ListTeamMembers;
import dev.slipway.org.ListTeams;
import dev.slipway.org.RemoveFromTeam;
import dev.slipway.org.ShowOrganization;
import dev.slipway.org.ShowTeam;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.InstantSource;

/// Teams: making, changing and deleting them, and who is of them.
public final class TeamHandler extends HttpHandler {

    private final Settings settings;
    private final Table table;
    private final TeamsApi teamsApi;
    private final TeamMembersApi membersApi;
    private final NpmTeams npm;
    private final TeamsConsole teamsConsole;
    private final TeamConsole teamConsole;

    /// As Lambda makes it.
    public TeamHandler() throws IOException {
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
    public TeamHandler(Environment environment, Table table, Bucket bucket, InstantSource clock, OutputStream log) {
        this(environment, table, clock, log);
    }

    /// As tests make it.
    public TeamHandler(Environment environment, Table table, InstantSource clock, OutputStream log) {
        var settings = Settings.from(environment, "team");
        super(settings, clock, System::nanoTime, log, new DynamoRateLimits(table), DynamoRefusals.recording(table));
        this.settings = settings;
        this.table = table;
        var ids = Ids.random();
        var organizations = new DynamoOrganizations(table);
        var memberships = new DynamoMemberships(table);
        var rosters = new DynamoRosters(table);
        var standings = new DynamoStandings(table);
        var list = new ListTeams(rosters, standings);
        var show = new ShowTeam(rosters, standings);
        var create = new CreateTeam(rosters, organizations, standings, ids);
        var change = new ChangeTeam(rosters, organizations, standings, ids);
        var delete = new DeleteTeam(rosters, organizations, standings, ids);
        var members = new ListTeamMembers(rosters, memberships, standings);
        var accounts = new DynamoServiceAccounts(table);
        var add = new AddToTeam(rosters, memberships, accounts, organizations, standings, ids);
        var remove = new RemoveFromTeam(rosters, memberships, accounts, organizations, standings, ids);
        var desk = new OrganizationDesk(
                new WhoAmI(standings),
                new ShowOrganization(organizations, standings),
                new Navigation(
                        new CountInvitations(new DynamoInvitations(table)), settings.billed(), settings.webhooks()));
        this.teamsApi = new TeamsApi(list, show, create, change, delete);
        this.membersApi = new TeamMembersApi(members, add, remove);
        this.npm = new NpmTeams(list, create, delete, members, add, remove);
        this.teamsConsole = new TeamsConsole(list, create, desk);
        this.teamConsole = new TeamConsole(show, change, delete, members, add, remove, desk);
    }

    /// Asks for the teams of nobody, by API and by page.
    @Override
    protected void prime() throws IOException {
        rehearse("GET", "/api/v1/orgs/slipway/teams");
        rehearse("GET", "/console/organizations/slipway/teams");
    }

    @Override
    protected void disconnect() {
        table.disconnect();
    }

    @Override
    protected HttpResponse handle(HttpRequest request, Instant now) {
        return switch (request.route()) {
            case "/api/v1/orgs/{org}/teams" -> teamsApi.teams(request, request.visit(settings, now));
            case "/api/v1/orgs/{org}/teams/{team}" -> teamsApi.team(request, request.visit(settings, now));
            case "/api/v1/orgs/{org}/teams/{team}/members" -> membersApi.members(request, request.visit(settings, now));
            case "/api/v1/orgs/{org}/teams/{team}/members/{member}" ->
                membersApi.member(request, request.visit(settings, now));
            case "/-/org/{org}/team" -> npm.teams(request, request.visit(settings, now));
            case "/-/team/{org}/{team}" -> npm.team(request, request.visit(settings, now));
            case "/-/team/{org}/{team}/user" -> npm.members(request, request.visit(settings, now));
            case "/console/organizations/{org}/teams" ->
                teamsConsole.answer(request, request.visitByBrowser(settings, now));
            case "/console/organizations/{org}/teams/{team}" ->
                teamConsole.answer(request, request.visitByBrowser(settings, now));
            default -> Problem.unknownRoute().answer(request);
        };
    }
}
