package dev.slipway.functions.signin;

import dev.slipway.adapters.aws.Connections;
import dev.slipway.adapters.dynamodb.DynamoAccounts;
import dev.slipway.adapters.dynamodb.DynamoInvitations;
import dev.slipway.adapters.dynamodb.DynamoRateLimits;
import dev.slipway.adapters.dynamodb.DynamoRefusals;
import dev.slipway.adapters.dynamodb.DynamoSignIns;
import dev.slipway.adapters.dynamodb.DynamoStandings;
import dev.slipway.adapters.dynamodb.DynamoTokens;
import dev.slipway.adapters.dynamodb.DynamoTrusts;
import dev.slipway.adapters.dynamodb.Table;
import dev.slipway.adapters.lambda.Environment;
import dev.slipway.adapters.lambda.HttpHandler;
import dev.slipway.adapters.lambda.HttpRequest;
import dev.slipway.adapters.lambda.HttpResponse;
import dev.slipway.adapters.lambda.Problem;
import dev.slipway.adapters.lambda.Settings;
import dev.slipway.adapters.oidc.ConfiguredProviders;
import dev.slipway.adapters.s3.Bucket;
import dev.slipway.adapters.ses.SesMails;
import dev.slipway.identity.BeginWithProvider;
import dev.slipway.identity.ConfirmSignIn;
import dev.slipway.identity.FinishWithProvider;
import dev.slipway.identity.Providers;
import dev.slipway.identity.RequestSignIn;
import dev.slipway.identity.SignInMails;
import dev.slipway.identity.SignOut;
import dev.slipway.identity.SignUp;
import dev.slipway.identity.WhoAmI;
import dev.slipway.kernel.Ids;
import dev.slipway.org.AdmitByIssuer;
import dev.slipway.org.ExpireInvitations;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.InstantSource;

/// How people sign in, sign up and sign out.
public final class SignInHandler extends HttpHandler {

    private final Settings settings;
    private final Table table;
    private final Runnable disconnectOthers;
    private final MailDoor mailDoor;
    private final ProviderDoor providerDoor;
    private final SignUpDoor signUpDoor;
    private final SignOut signOut;

    /// As Lambda makes it.
    public SignInHandler() throws IOException {
        var environment = Environment.ofProcess();
        var table = Table.open(environment.required("TABLE_NAME"), environment.endpoint("DYNAMODB"), new Connections());
        var mails = mails(environment);
        var clock = InstantSource.system();
        var providers = providers(environment, clock);
        this(environment, table, mails, () -> disconnect(mails, providers), providers, clock, System.out);
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
    public SignInHandler(Environment environment, Table table, Bucket bucket, InstantSource clock, OutputStream log) {
        var mails = mails(environment);
        var providers = providers(environment, clock);
        this(environment, table, mails, () -> disconnect(mails, providers), providers, clock, log);
    }

    /// As tests make it.
    ///
    /// @param disconnectOthers cuts the connections of the mails and the providers
    public SignInHandler(
            Environment environment,
            Table table,
            SignInMails mails,
            Runnable disconnectOthers,
            Providers providers,
            InstantSource clock,
            OutputStream log) {
        var settings = Settings.from(environment, "sign-in");
        super(settings, clock, System::nanoTime, log, new DynamoRateLimits(table), DynamoRefusals.recording(table));
        this.settings = settings;
        this.table = table;
        this.disconnectOthers = disconnectOthers;
        var ids = Ids.random();
        var signIns = new DynamoSignIns(table);
        var accounts = new DynamoAccounts(table);
        var tokens = new DynamoTokens(table);
        var standings = new DynamoStandings(table);
        var limits = new DynamoRateLimits(table);
        var admit = new AdmitByIssuer(
                new DynamoTrusts(table), new ExpireInvitations(new DynamoInvitations(table), ids), ids);
        var welcome = new Welcome(admit);
        this.mailDoor = new MailDoor(
                new RequestSignIn(signIns, mails, limits),
                new ConfirmSignIn(signIns, accounts, tokens, limits, ids),
                new WhoAmI(standings),
                providers);
        this.providerDoor = new ProviderDoor(
                new BeginWithProvider(signIns, providers, standings, limits),
                new FinishWithProvider(signIns, accounts, tokens, providers, standings, ids),
                providers,
                welcome,
                mailDoor);
        this.signUpDoor = new SignUpDoor(new SignUp(signIns, accounts, tokens, limits, ids), providers, welcome);
        this.signOut = new SignOut(tokens, ids);
    }

    private static SesMails mails(Environment environment) {
        return SesMails.open(
                environment.required("MAIL_FROM"),
                environment.find("MAIL_CONFIGURATION_SET"),
                environment.endpoint("SESV2"),
                new Connections());
    }

    private static ConfiguredProviders providers(Environment environment, InstantSource clock) {
        return ConfiguredProviders.open(environment::find, new Connections(), clock);
    }

    private static void disconnect(SesMails mails, ConfiguredProviders providers) {
        mails.disconnect();
        providers.disconnect();
    }

    @Override
    protected void prime() throws IOException {
        rehearse("GET", "/sign-in");
    }

    @Override
    protected void disconnect() {
        table.disconnect();
        disconnectOthers.run();
    }

    @Override
    protected HttpResponse handle(HttpRequest request, Instant now) {
        var screen = Screen.of(request, request.visitByBrowser(settings, now));
        return switch (request.route()) {
            case "/sign-in" -> mailDoor.signIn(screen);
            case "/sign-in/mail" -> mailDoor.mail(screen);
            case "/sign-in/with/{provider}" -> providerDoor.begin(screen);
            case "/api/auth/callback/{provider}" -> providerDoor.finish(screen);
            case "/sign-up" -> signUpDoor.answer(screen);
            case "/sign-out" -> signOut(screen);
            default -> Problem.unknownRoute().answer(request);
        };
    }

    private HttpResponse signOut(Screen screen) {
        screen.request().notes().action("sign-out");
        if (!screen.request().method().equals("POST")) {
            return Problem.methodNotAllowed("POST").answer(screen.request());
        }
        return screen.form(_ -> switch (signOut.run(screen.visit())) {
            case SignOut.Outcome.SignedOut _, SignOut.Outcome.NobodyWas _ ->
                HttpResponse.seeOther("/sign-in").with(screen.drop(HttpRequest.SESSION_COOKIE));
        });
    }
}
