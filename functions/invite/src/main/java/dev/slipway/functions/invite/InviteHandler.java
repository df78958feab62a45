package dev.slipway.functions.invite;

import dev.slipway.adapters.aws.Connections;
import dev.slipway.adapters.dynamodb.DynamoBillingAccounts;
import dev.slipway.adapters.dynamodb.DynamoContacts;
import dev.slipway.adapters.dynamodb.DynamoInvitations;
import dev.slipway.adapters.dynamodb.DynamoMemberships;
import dev.slipway.adapters.dynamodb.DynamoOrganizations;
import dev.slipway.adapters.dynamodb.DynamoRateLimits;
import dev.slipway.adapters.dynamodb.DynamoRefusals;
import dev.slipway.adapters.dynamodb.DynamoRepeats;
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
import dev.slipway.adapters.ses.SesMails;
import dev.slipway.adapters.ssm.SecretParameters;
import dev.slipway.adapters.stripe.StripeAccess;
import dev.slipway.adapters.web.Navigation;
import dev.slipway.billing.SupplyPool;
import dev.slipway.identity.WhoAmI;
import dev.slipway.kernel.Ids;
import dev.slipway.org.ChangeRole;
import dev.slipway.org.CountInvitations;
import dev.slipway.org.EnlistMember;
import dev.slipway.org.ExpireInvitations;
import dev.slipway.org.InvitationMails;
import dev.slipway.org.InviteMembers;
import dev.slipway.org.ListInvitations;
import dev.slipway.org.ListMembers;
import dev.slipway.org.PoolSupply;
import dev.slipway.org.RemoveMember;
import dev.slipway.org.ResendInvitation;
import dev.slipway.org.RevokeInvitation;
import dev.slipway.org.ShowOrganization;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/// Invites people to an organization, and lists, resends and revokes what was sent. And `npm org`, whose one command
/// sets a member's role or invites.
public final class InviteHandler extends HttpHandler {

    private final Settings settings;
    private final Table table;
    private final Runnable disconnectMails;
    private final SecretParameters parameters;
    private final Optional<StripeAccess> stripe;
    private final InvitationsApi api;
    private final InvitationsConsole console;
    private final NpmOrg npm;

    /// As Lambda makes it.
    public InviteHandler() throws IOException {
        var environment = Environment.ofProcess();
        var table = Table.open(environment.required("TABLE_NAME"), environment.endpoint("DYNAMODB"), new Connections());
        var mails = mails(environment);
        this(environment, table, mails, mails::disconnect, InstantSource.system(), System.out);
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
    public InviteHandler(Environment environment, Table table, Bucket bucket, InstantSource clock, OutputStream log) {
        var mails = mails(environment);
        this(environment, table, mails, mails::disconnect, clock, log);
    }

    /// As tests make it.
    ///
    /// @param disconnectMails cuts the connections of the mails
    public InviteHandler(
            Environment environment,
            Table table,
            InvitationMails mails,
            Runnable disconnectMails,
            InstantSource clock,
            OutputStream log) {
        var settings = Settings.from(environment, "invite");
        super(settings, clock, System::nanoTime, log, new DynamoRateLimits(table), DynamoRefusals.recording(table));
        this.settings = settings;
        this.table = table;
        this.disconnectMails = disconnectMails;
        this.parameters = new SecretParameters(environment.endpoint("SSM"), new Connections(), clock);
        this.stripe = StripeAccess.find(environment::find, parameters::secret, clock);
        var ids = Ids.random();
        var invitations = new DynamoInvitations(table);
        var limits = new DynamoRateLimits(table);
        var standings = new DynamoStandings(table);
        var expiry = new ExpireInvitations(invitations, ids);
        var poolSold = stripe.filter(StripeAccess::sellsPool);
        var supply = poolSold.<PoolSupply>map(access -> new SupplyPool(
                        new DynamoBillingAccounts(table),
                        access.payments(),
                        expiry,
                        ids,
                        StorageTerms.bytesPerSeat(environment)))
                .orElse(PoolSupply.NONE);
        var invite = new InviteMembers(invitations, mails, new DynamoRepeats(table), limits, standings, supply, ids);
        var list = new ListInvitations(invitations, standings, ids);
        var resend = new ResendInvitation(invitations, mails, limits, standings, ids);
        var revoke = new RevokeInvitation(invitations, standings, ids);
        this.api = new InvitationsApi(invite, list, resend, revoke);
        var memberships = new DynamoMemberships(table);
        var change = new ChangeRole(memberships, standings, expiry, ids);
        this.npm = new NpmOrg(
                new ListMembers(memberships, standings),
                new EnlistMember(change, invite, invitations, memberships, new DynamoContacts(table)),
                new RemoveMember(memberships, standings, ids));
        this.console = new InvitationsConsole(
                invite,
                list,
                resend,
                revoke,
                new ShowOrganization(new DynamoOrganizations(table), standings),
                new WhoAmI(standings),
                new Navigation(new CountInvitations(invitations), settings.billed(), settings.webhooks()),
                poolSold.isPresent());
    }

    private static SesMails mails(Environment environment) {
        return SesMails.open(
                environment.required("MAIL_FROM"),
                environment.find("MAIL_CONFIGURATION_SET"),
                environment.endpoint("SESV2"),
                new Connections());
    }

    /// Asks for the invitations of nobody, by API and by page.
    @Override
    protected void prime() throws IOException {
        rehearse("GET", "/api/v1/orgs/slipway/invitations");
        rehearse("GET", "/console/organizations/slipway/invitations");
    }

    @Override
    protected void disconnect() {
        table.disconnect();
        disconnectMails.run();
        parameters.disconnect();
    }

    @Override
    protected HttpResponse handle(HttpRequest request, Instant now) {
        return switch (request.route()) {
            case "/api/v1/orgs/{org}/invitations" -> api.invitations(request, request.visit(settings, now));
            case "/api/v1/orgs/{org}/invitations/{invitation}" -> api.invitation(request, request.visit(settings, now));
            case "/api/v1/orgs/{org}/invitations/{invitation}/resend" ->
                api.resend(request, request.visit(settings, now));
            case "/-/org/{org}/user" -> npm.users(request, request.visit(settings, now));
            case "/console/organizations/{org}/invitations" ->
                console.answer(request, request.visitByBrowser(settings, now));
            default -> Problem.unknownRoute().answer(request);
        };
    }
}
