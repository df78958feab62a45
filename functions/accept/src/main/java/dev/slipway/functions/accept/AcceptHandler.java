package dev.slipway.functions.accept;

import dev.slipway.adapters.aws.Connections;
import dev.slipway.adapters.dynamodb.DynamoInvitations;
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
import dev.slipway.adapters.web.Navigation;
import dev.slipway.identity.WhoAmI;
import dev.slipway.kernel.Ids;
import dev.slipway.org.AcceptInvitation;
import dev.slipway.org.CountInvitations;
import dev.slipway.org.DeclineInvitation;
import dev.slipway.org.ListMyInvitations;
import dev.slipway.org.ReadInvitation;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.InstantSource;

/// Invitations as they arrive: behind the mailed link, and for whoever's address was invited.
public final class AcceptHandler extends HttpHandler {

    private final Settings settings;
    private final Table table;
    private final InvitationApi api;
    private final LinkPage linkPage;
    private final MyInvitations myInvitations;

    /// As Lambda makes it.
    public AcceptHandler() throws IOException {
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
    public AcceptHandler(Environment environment, Table table, Bucket bucket, InstantSource clock, OutputStream log) {
        this(environment, table, clock, log);
    }

    private AcceptHandler(Environment environment, Table table, InstantSource clock, OutputStream log) {
        var settings = Settings.from(environment, "accept");
        super(settings, clock, System::nanoTime, log, new DynamoRateLimits(table), DynamoRefusals.recording(table));
        this.settings = settings;
        this.table = table;
        var ids = Ids.random();
        var invitations = new DynamoInvitations(table);
        var limits = new DynamoRateLimits(table);
        var standings = new DynamoStandings(table);
        var accept = new AcceptInvitation(invitations, limits, standings, ids);
        var decline = new DeclineInvitation(invitations, limits, standings, ids);
        var mine = new ListMyInvitations(invitations, standings);
        this.api = new InvitationApi(accept, decline, mine);
        this.linkPage = new LinkPage(
                new ReadInvitation(invitations, limits),
                accept,
                decline,
                new WhoAmI(standings),
                new Navigation(new CountInvitations(invitations), settings.billed(), settings.webhooks()));
        this.myInvitations = new MyInvitations(mine, accept, decline);
    }

    /// Opens a link that nobody has, and asks for the invitations of nobody.
    @Override
    protected void prime() throws IOException {
        rehearse("GET", "/invitations/accept");
        rehearse("GET", "/api/v1/me/invitations");
    }

    @Override
    protected void disconnect() {
        table.disconnect();
    }

    @Override
    protected HttpResponse handle(HttpRequest request, Instant now) {
        return switch (request.route()) {
            case "/api/v1/me/invitations" -> api.mine(request, request.visit(settings, now));
            case "/api/v1/me/invitations/{invitation}/accept" -> api.acceptMine(request, request.visit(settings, now));
            case "/api/v1/me/invitations/{invitation}/decline" ->
                api.declineMine(request, request.visit(settings, now));
            case "/api/v1/invitations/accept" -> api.acceptLink(request, request.visit(settings, now));
            case "/api/v1/invitations/decline" -> api.declineLink(request, request.visit(settings, now));
            case "/invitations/accept" -> linkPage.answer(request, request.visitByBrowser(settings, now));
            case "/console/invitations" -> myInvitations.answer(request, request.visitByBrowser(settings, now));
            default -> Problem.unknownRoute().answer(request);
        };
    }
}
