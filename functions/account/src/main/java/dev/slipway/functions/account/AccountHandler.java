package dev.slipway.functions.account;

import dev.slipway.adapters.aws.Connections;
import dev.slipway.adapters.dynamodb.DynamoAccounts;
import dev.slipway.adapters.dynamodb.DynamoInvitations;
import dev.slipway.adapters.dynamodb.DynamoLogins;
import dev.slipway.adapters.dynamodb.DynamoMachineTokens;
import dev.slipway.adapters.dynamodb.DynamoRateLimits;
import dev.slipway.adapters.dynamodb.DynamoRefusals;
import dev.slipway.adapters.dynamodb.DynamoStandings;
import dev.slipway.adapters.dynamodb.DynamoTokens;
import dev.slipway.adapters.dynamodb.Table;
import dev.slipway.adapters.lambda.Environment;
import dev.slipway.adapters.lambda.HttpHandler;
import dev.slipway.adapters.lambda.HttpRequest;
import dev.slipway.adapters.lambda.HttpResponse;
import dev.slipway.adapters.lambda.Problem;
import dev.slipway.adapters.lambda.Settings;
import dev.slipway.adapters.s3.Bucket;
import dev.slipway.adapters.web.Assets;
import dev.slipway.adapters.web.Navigation;
import dev.slipway.console.WaysIn;
import dev.slipway.identity.AnswerLogin;
import dev.slipway.identity.BeginLogin;
import dev.slipway.identity.CollectLogin;
import dev.slipway.identity.IssueToken;
import dev.slipway.identity.ListIdentities;
import dev.slipway.identity.ListSessions;
import dev.slipway.identity.ListTokens;
import dev.slipway.identity.ReadLogin;
import dev.slipway.identity.ReadProfile;
import dev.slipway.identity.RevokeSession;
import dev.slipway.identity.RevokeToken;
import dev.slipway.identity.UnlinkIdentity;
import dev.slipway.kernel.Ids;
import dev.slipway.org.CountInvitations;
import dev.slipway.org.RevokeMachineToken;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.InstantSource;

/// What is one person's own: their tokens, sessions and identities, by API, by npm's commands and by pages, and the
/// command lines that they let in.
public final class AccountHandler extends HttpHandler {

    private final Settings settings;
    private final Table table;
    private final MeApi me;
    private final IdentitiesApi identities;
    private final NpmLogin npmLogin;
    private final NpmTokens npmTokens;
    private final TokensConsole tokensConsole;
    private final SessionsConsole sessionsConsole;
    private final LoginApproval loginApproval;

    /// As Lambda makes it.
    public AccountHandler() throws IOException {
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
    public AccountHandler(Environment environment, Table table, Bucket bucket, InstantSource clock, OutputStream log) {
        this(environment, table, clock, log);
    }

    private AccountHandler(Environment environment, Table table, InstantSource clock, OutputStream log) {
        var settings = Settings.from(environment, "account");
        super(settings, clock, System::nanoTime, log, new DynamoRateLimits(table), DynamoRefusals.recording(table));
        this.settings = settings;
        this.table = table;
        var ids = Ids.random();
        var tokens = new DynamoTokens(table);
        var logins = new DynamoLogins(table);
        var standings = new DynamoStandings(table);
        var accounts = new DynamoAccounts(table);
        var readProfile = new ReadProfile(accounts, standings);
        var listTokens = new ListTokens(tokens, standings);
        var issueToken = new IssueToken(tokens, standings, ids);
        var revokeToken = new RevokeToken(tokens, standings, ids);
        var shownTokens =
                new ShownTokens(revokeToken, new RevokeMachineToken(new DynamoMachineTokens(table), standings, ids));
        var listSessions = new ListSessions(tokens, standings);
        var revokeSession = new RevokeSession(tokens, standings, ids);
        this.me = new MeApi(readProfile, listTokens, issueToken, revokeToken, listSessions, revokeSession);
        var listIdentities = new ListIdentities(accounts, standings);
        var unlinkIdentity = new UnlinkIdentity(accounts, standings, ids);
        this.identities = new IdentitiesApi(listIdentities, unlinkIdentity);
        this.npmLogin = new NpmLogin(
                new BeginLogin(logins, new DynamoRateLimits(table)), new CollectLogin(logins, ids), shownTokens);
        this.npmTokens = new NpmTokens(readProfile, listTokens, issueToken, revokeToken, shownTokens);
        var navigation = new Navigation(
                new CountInvitations(new DynamoInvitations(table)), settings.billed(), settings.webhooks());
        this.tokensConsole = new TokensConsole(listTokens, issueToken, revokeToken, navigation);
        this.sessionsConsole = new SessionsConsole(
                listSessions,
                revokeSession,
                readProfile,
                listIdentities,
                unlinkIdentity,
                WaysIn.of(environment),
                navigation);
        this.loginApproval =
                new LoginApproval(new ReadLogin(logins, standings), new AnswerLogin(logins, standings, ids));
    }

    /// Asks for the tokens of nobody, and shows a page.
    @Override
    protected void prime() throws IOException {
        rehearse("GET", "/api/v1/me/tokens");
        rehearse("GET", "/login/approve");
    }

    @Override
    protected void disconnect() {
        table.disconnect();
    }

    @Override
    protected HttpResponse handle(HttpRequest request, Instant now) {
        return switch (request.route()) {
            case "/" -> home(request);
            case "/assets/{file}" -> asset(request);
            case "/api/v1/me" -> me.profile(request, request.visit(settings, now));
            case "/api/v1/me/tokens" -> me.tokens(request, request.visit(settings, now));
            case "/api/v1/me/tokens/{token}" -> me.token(request, request.visit(settings, now));
            case "/api/v1/me/sessions" -> me.sessions(request, request.visit(settings, now));
            case "/api/v1/me/sessions/{session}" -> me.session(request, request.visit(settings, now));
            case "/api/v1/me/identities" -> identities.identities(request, request.visit(settings, now));
            case "/api/v1/me/identities/{identity}" -> identities.identity(request, request.visit(settings, now));
            case "/-/v1/login" -> npmLogin.begin(request, request.visit(settings, now));
            case "/-/v1/done" -> npmLogin.poll(request, request.visit(settings, now));
            case "/-/user/token/{token}" -> npmLogin.logout(request, request.visit(settings, now));
            case "/-/user/{user}" -> npmLogin.byPassword(request);
            case "/-/npm/v1/user" -> npmTokens.profile(request, request.visit(settings, now));
            case "/-/npm/v1/tokens" -> npmTokens.tokens(request, request.visit(settings, now));
            case "/-/npm/v1/tokens/token/{token}" -> npmTokens.token(request, request.visit(settings, now));
            case "/console/tokens" -> tokensConsole.answer(request, request.visitByBrowser(settings, now));
            case "/console/sessions" -> sessionsConsole.answer(request, request.visitByBrowser(settings, now));
            case "/login/approve" -> loginApproval.answer(request, request.visitByBrowser(settings, now));
            default -> Problem.unknownRoute().answer(request);
        };
    }

    /// Whoever follows the registry's address in a browser wants to see something.
    private static HttpResponse home(HttpRequest request) {
        request.notes().action("home");
        return switch (request.method()) {
            case "GET", "HEAD" ->
                HttpResponse.seeOther(request.cookie(HttpRequest.SESSION_COOKIE).isPresent() ? "/console" : "/sign-in");
            default -> Problem.methodNotAllowed("GET").answer(request);
        };
    }

    private static HttpResponse asset(HttpRequest request) {
        request.notes().action("asset");
        return switch (request.method()) {
            case "GET", "HEAD" ->
                Assets.find(request.parameter("file"))
                        .map(found -> HttpResponse.bytes(200, found.contentType(), found.bytes())
                                .with("cache-control", found.cacheControl()))
                        .orElseGet(() -> Problem.unknownRoute().answer(request));
            default -> Problem.methodNotAllowed("GET").answer(request);
        };
    }
}
