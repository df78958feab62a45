package dev.slipway.functions.organization;

import dev.slipway.adapters.aws.Connections;
import dev.slipway.adapters.dynamodb.DynamoBillingAccounts;
import dev.slipway.adapters.dynamodb.DynamoContacts;
import dev.slipway.adapters.dynamodb.DynamoInvitations;
import dev.slipway.adapters.dynamodb.DynamoMachineTokens;
import dev.slipway.adapters.dynamodb.DynamoMemberships;
import dev.slipway.adapters.dynamodb.DynamoOrganizations;
import dev.slipway.adapters.dynamodb.DynamoRateLimits;
import dev.slipway.adapters.dynamodb.DynamoRefusals;
import dev.slipway.adapters.dynamodb.DynamoServiceAccounts;
import dev.slipway.adapters.dynamodb.DynamoStandings;
import dev.slipway.adapters.dynamodb.DynamoTransfers;
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
import dev.slipway.org.AnswerTransfer;
import dev.slipway.org.ChangeOrganization;
import dev.slipway.org.ChangePoolPlace;
import dev.slipway.org.ChangeRole;
import dev.slipway.org.CountInvitations;
import dev.slipway.org.DeleteOrganization;
import dev.slipway.org.ExpireInvitations;
import dev.slipway.org.FoundOrganization;
import dev.slipway.org.ListMachineTokens;
import dev.slipway.org.ListMembers;
import dev.slipway.org.ListMyInvitations;
import dev.slipway.org.ListOrganizations;
import dev.slipway.org.ListTransfers;
import dev.slipway.org.ManageOrganizations;
import dev.slipway.org.PoolSupply;
import dev.slipway.org.RemoveMember;
import dev.slipway.org.RestoreOrganization;
import dev.slipway.org.RevokeTransfer;
import dev.slipway.org.ShowOrganization;
import dev.slipway.org.StartTransfer;
import dev.slipway.org.TransferMails;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/// Organizations: founding, settings, members, handing over, deleting and restoring.
public final class OrganizationHandler extends HttpHandler {

    private final Settings settings;
    private final Table table;
    private final Runnable disconnectMails;
    private final SecretParameters parameters;
    private final Optional<StripeAccess> stripe;
    private final OrganizationsApi organizationsApi;
    private final MembersApi membersApi;
    private final PoolApi poolApi;
    private final TransfersApi transfersApi;
    private final AdminApi adminApi;
    private final HomeConsole homeConsole;
    private final OrganizationConsole organizationConsole;
    private final MembersConsole membersConsole;
    private final TransferDoor transferDoor;

    /// As Lambda makes it.
    public OrganizationHandler() throws IOException {
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
    public OrganizationHandler(
            Environment environment, Table table, Bucket bucket, InstantSource clock, OutputStream log) {
        var mails = mails(environment);
        this(environment, table, mails, mails::disconnect, clock, log);
    }

    /// As tests make it.
    ///
    /// @param disconnectMails cuts the connections of the mails
    public OrganizationHandler(
            Environment environment,
            Table table,
            TransferMails mails,
            Runnable disconnectMails,
            InstantSource clock,
            OutputStream log) {
        var settings = Settings.from(environment, "organization");
        super(settings, clock, System::nanoTime, log, new DynamoRateLimits(table), DynamoRefusals.recording(table));
        this.settings = settings;
        this.table = table;
        this.disconnectMails = disconnectMails;
        this.parameters = new SecretParameters(environment.endpoint("SSM"), new Connections(), clock);
        this.stripe = StripeAccess.find(environment::find, parameters::secret, clock);
        var ids = Ids.random();
        var organizations = new DynamoOrganizations(table);
        var memberships = new DynamoMemberships(table);
        var invitations = new DynamoInvitations(table);
        var transfers = new DynamoTransfers(table);
        var standings = new DynamoStandings(table);
        var limits = new DynamoRateLimits(table);
        var expiry = new ExpireInvitations(invitations, ids);
        var whoAmI = new WhoAmI(standings);
        var found = new FoundOrganization(
                organizations, memberships, standings, Terms.from(environment, settings.billed()), ids);
        var list = new ListOrganizations(memberships, standings);
        var show = new ShowOrganization(organizations, standings);
        var change = new ChangeOrganization(organizations, standings, ids);
        var delete = new DeleteOrganization(organizations, standings, ids);
        var restore = new RestoreOrganization(organizations, standings, ids);
        var members = new ListMembers(memberships, standings);
        var changeRole = new ChangeRole(memberships, standings, expiry, ids);
        var remove = new RemoveMember(memberships, standings, ids);
        var start = new StartTransfer(
                transfers, organizations, memberships, standings, new DynamoContacts(table), mails, limits, ids);
        var listTransfers = new ListTransfers(transfers, standings);
        var revoke = new RevokeTransfer(transfers, standings, ids);
        var answer = new AnswerTransfer(transfers, organizations, memberships, standings, expiry, limits, ids);
        var navigation = new Navigation(new CountInvitations(invitations), settings.billed(), settings.webhooks());
        var machineTokens = new ListMachineTokens(
                new DynamoMachineTokens(table), new DynamoServiceAccounts(table), memberships, standings);
        var desk = new Desk(whoAmI, listTransfers, navigation);
        this.organizationsApi = new OrganizationsApi(found, list, show, change, delete, restore);
        var supply = stripe.filter(StripeAccess::sellsPool)
                .<PoolSupply>map(access -> new SupplyPool(
                        new DynamoBillingAccounts(table),
                        access.payments(),
                        expiry,
                        ids,
                        StorageTerms.bytesPerSeat(environment)))
                .orElse(PoolSupply.NONE);
        var changePool = new ChangePoolPlace(memberships, standings, expiry, supply, ids);
        this.poolApi = new PoolApi(changePool);
        this.membersApi = new MembersApi(members, changeRole, remove);
        this.adminApi = new AdminApi(new ManageOrganizations(organizations, memberships, standings), remove);
        this.transfersApi = new TransfersApi(start, listTransfers, revoke, answer);
        this.homeConsole = new HomeConsole(list, new ListMyInvitations(invitations, standings), found, desk);
        this.organizationConsole = new OrganizationConsole(show, change, start, revoke, delete, restore, desk);
        var poolSold = stripe.filter(StripeAccess::sellsPool).isPresent();
        this.membersConsole =
                new MembersConsole(members, changeRole, remove, changePool, show, machineTokens, desk, poolSold);
        this.transferDoor = new TransferDoor(answer, whoAmI, navigation);
    }

    private static SesMails mails(Environment environment) {
        return SesMails.open(
                environment.required("MAIL_FROM"),
                environment.find("MAIL_CONFIGURATION_SET"),
                environment.endpoint("SESV2"),
                new Connections());
    }

    /// Asks for the members of nobody, by API and by page.
    @Override
    protected void prime() throws IOException {
        rehearse("GET", "/api/v1/orgs/slipway/members");
        rehearse("GET", "/console/organizations/slipway/members");
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
            case "/api/v1/orgs" -> organizationsApi.organizations(request, request.visit(settings, now));
            case "/api/v1/orgs/{org}" -> organizationsApi.organization(request, request.visit(settings, now));
            case "/api/v1/orgs/{org}/restore" -> organizationsApi.restore(request, request.visit(settings, now));
            case "/api/v1/orgs/{org}/members" -> membersApi.members(request, request.visit(settings, now));
            case "/api/v1/orgs/{org}/members/{handle}" -> membersApi.member(request, request.visit(settings, now));
            case "/api/v1/orgs/{org}/members/{handle}/pool" -> poolApi.answer(request, request.visit(settings, now));
            case "/api/v1/orgs/{org}/transfers" -> transfersApi.transfers(request, request.visit(settings, now));
            case "/api/v1/orgs/{org}/transfers/{transfer}" ->
                transfersApi.transfer(request, request.visit(settings, now));
            case "/api/v1/transfers/accept" -> transfersApi.accept(request, request.visit(settings, now));
            case "/api/v1/transfers/decline" -> transfersApi.decline(request, request.visit(settings, now));
            case "/api/admin/orgs" -> adminApi.organizations(request, request.visit(settings, now));
            case "/api/admin/orgs/{org}" -> adminApi.organization(request, request.visit(settings, now));
            case "/api/admin/orgs/{org}/members/{memberId}" -> adminApi.member(request, request.visit(settings, now));
            case "/console" -> homeConsole.home(request, request.visitByBrowser(settings, now));
            case "/console/organizations" -> homeConsole.organizations(request, request.visitByBrowser(settings, now));
            case "/console/organizations/new" -> homeConsole.create(request, request.visitByBrowser(settings, now));
            case "/console/organizations/{org}" ->
                organizationConsole.answer(request, request.visitByBrowser(settings, now));
            case "/console/organizations/{org}/members" ->
                membersConsole.answer(request, request.visitByBrowser(settings, now));
            case "/transfers/accept" -> transferDoor.answer(request, request.visitByBrowser(settings, now));
            default -> Problem.unknownRoute().answer(request);
        };
    }
}
