package dev.slipway.local.billing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.access.Means;
import dev.slipway.access.Presented;
import dev.slipway.access.Principal;
import dev.slipway.access.RateLimits;
import dev.slipway.access.Role;
import dev.slipway.access.Scope;
import dev.slipway.access.Token;
import dev.slipway.access.TokenHash;
import dev.slipway.adapters.dynamodb.DynamoAccounts;
import dev.slipway.adapters.dynamodb.DynamoBillingAccounts;
import dev.slipway.adapters.dynamodb.DynamoHeardEvents;
import dev.slipway.adapters.dynamodb.DynamoInvitations;
import dev.slipway.adapters.dynamodb.DynamoMemberships;
import dev.slipway.adapters.dynamodb.DynamoOrganizations;
import dev.slipway.adapters.dynamodb.DynamoRepeats;
import dev.slipway.adapters.dynamodb.DynamoStandings;
import dev.slipway.adapters.dynamodb.DynamoTokens;
import dev.slipway.adapters.dynamodb.Table;
import dev.slipway.adapters.stripe.Secret;
import dev.slipway.adapters.stripe.StripePayments;
import dev.slipway.adapters.stripe.StripeSettings;
import dev.slipway.audit.Origin;
import dev.slipway.audit.Visit;
import dev.slipway.billing.Billed;
import dev.slipway.billing.BillingAccount;
import dev.slipway.billing.BillingAccounts;
import dev.slipway.billing.ChangeSeats;
import dev.slipway.billing.EndSubscription;
import dev.slipway.billing.FollowSubscription;
import dev.slipway.billing.ForgetChange;
import dev.slipway.billing.HearEvent;
import dev.slipway.billing.ListInvoices;
import dev.slipway.billing.OpenPortal;
import dev.slipway.billing.Payments;
import dev.slipway.billing.ReadBilling;
import dev.slipway.billing.ReconcileBilling;
import dev.slipway.billing.StartCheckout;
import dev.slipway.billing.SupplyPool;
import dev.slipway.identity.IssueToken;
import dev.slipway.identity.Newcomer;
import dev.slipway.identity.OpenAccount;
import dev.slipway.kernel.DisplayName;
import dev.slipway.kernel.Email;
import dev.slipway.kernel.Handle;
import dev.slipway.kernel.Ids;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.kernel.Posted;
import dev.slipway.local.backends.Cloud;
import dev.slipway.local.stripe.StripeStandIn;
import dev.slipway.local.stripe.account.Interval;
import dev.slipway.local.stripe.account.LastResort;
import dev.slipway.local.stripe.account.PriceTag;
import dev.slipway.local.stripe.account.Settings;
import dev.slipway.local.stripe.api.ApiMood;
import dev.slipway.local.stripe.webhooks.DeliveryMood;
import dev.slipway.org.AcceptInvitation;
import dev.slipway.org.AddMember;
import dev.slipway.org.ChangePoolPlace;
import dev.slipway.org.ChangeRole;
import dev.slipway.org.DeleteOrganization;
import dev.slipway.org.ExpireInvitations;
import dev.slipway.org.FoundOrganization;
import dev.slipway.org.InvitationMails;
import dev.slipway.org.InviteMembers;
import dev.slipway.org.Organization;
import dev.slipway.org.RemoveMember;
import dev.slipway.org.RestoreOrganization;
import dev.slipway.org.RevokeInvitation;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/// A registry that bills: its table, the stand-in for Stripe, the webhook between them, and one clock for all three.
final class Stage implements AutoCloseable {

    static final Instant START = Instant.parse("2026-03-01T12:00:00.250Z");
    static final String RETURN_TO = "https://npm.acme.test/console/organizations/acme/billing";
    static final long SEAT_CENTS = 700;
    static final long POOL_CENTS = 300;
    static final long BYTES_PER_SEAT = 5_000_000_000L;

    private static final AtomicInteger NAMES = new AtomicInteger();

    /// For tests that are faster than anybody.
    private static final RateLimits UNLIMITED = (_, _, _, _) -> new RateLimits.Answer.Allowed();

    final Cloud cloud;
    final Table table;
    final StripeStandIn stripe;
    final StripePayments payments;
    final Ear ear;
    final Map<String, String> environment;
    final Till till;
    final Records records;

    /// Between the use cases and what they ask.
    final Crashes crashes = new Crashes();

    final BillingAccounts accounts;
    final FollowSubscription follow;
    final HearEvent hear;
    final StartCheckout checkout;
    final ChangeSeats seats;
    final EndSubscription end;
    final ForgetChange forget;
    final OpenPortal portal;
    final ListInvoices invoices;
    final ReadBilling read;
    final ReconcileBilling reconcile;
    final SupplyPool supply;
    final ChangePoolPlace pool;
    final InviteMembers invite;
    final RevokeInvitation revoke;
    final AcceptInvitation accept;
    final AddMember add;
    final RemoveMember remove;
    final ChangeRole role;
    final DeleteOrganization delete;
    final RestoreOrganization restore;

    private final Ids ids = Ids.random();
    private final AtomicReference<Instant> now = new AtomicReference<>(START);
    private final Map<String, TokenHash> mailed = new ConcurrentHashMap<>();
    private final OpenAccount openAccount;
    private final IssueToken issueToken;
    private final FoundOrganization found;
    private final FoundOrganization foundUnbilled;

    Stage(Cloud cloud) {
        this.cloud = cloud;
        this.table = cloud.table();
        stripe = StripeStandIn.start(
                Settings.of(
                                new PriceTag("seat", "Seat", SEAT_CENTS, "usd", Interval.MONTH),
                                new PriceTag("pool-seat", "Pool seat", POOL_CENTS, "usd", Interval.MONTH))
                        .endingWith(LastResort.LEAVE_PAST_DUE),
                now::get);
        environment = Map.of(
                "REGISTRY_URL", "https://npm.acme.test",
                "BILLING", "on",
                "STRIPE_API_BASE", stripe.url().toString(),
                "STRIPE_API_KEY", stripe.apiKey(),
                "STRIPE_WEBHOOK_SECRETS", stripe.webhookSecret(),
                "STRIPE_SEAT_PRICE", stripe.price("seat"),
                "STRIPE_POOL_SEAT_PRICE", stripe.price("pool-seat"));
        ear = new Ear(environment, table, now::get);
        stripe.deliverTo(ear.url());
        payments = StripePayments.open(
                new StripeSettings(
                        Optional.of(stripe.url()), stripe.price("seat"), Optional.of(stripe.price("pool-seat"))),
                Secret.of(stripe.apiKey()),
                now::get);
        till = new Till(stripe);
        records = new Records(cloud);
        accounts = crashes.before(BillingAccounts.class, new DynamoBillingAccounts(table));
        var asked = crashes.before(Payments.class, payments);
        var standings = new DynamoStandings(table);
        var invitations = new DynamoInvitations(table);
        var memberships = new DynamoMemberships(table);
        var organizations = new DynamoOrganizations(table);
        var expiry = new ExpireInvitations(invitations, ids);
        follow = new FollowSubscription(accounts, asked, ids, BYTES_PER_SEAT);
        hear = new HearEvent(accounts, new DynamoHeardEvents(table), follow);
        checkout = new StartCheckout(accounts, asked, follow, expiry, standings, ids);
        seats = new ChangeSeats(accounts, asked, follow, expiry, standings, ids);
        end = new EndSubscription(accounts, asked, follow, standings, ids);
        forget = new ForgetChange(accounts, asked, follow, standings, ids);
        portal = new OpenPortal(accounts, asked, standings);
        invoices = new ListInvoices(accounts, asked, standings);
        read = new ReadBilling(accounts, asked, follow, standings);
        reconcile = new ReconcileBilling(accounts, asked, follow, expiry, ids);
        supply = new SupplyPool(accounts, asked, expiry, ids, BYTES_PER_SEAT);
        pool = new ChangePoolPlace(memberships, standings, expiry, supply, ids);
        invite =
                new InviteMembers(invitations, this::post, new DynamoRepeats(table), UNLIMITED, standings, supply, ids);
        revoke = new RevokeInvitation(invitations, standings, ids);
        accept = new AcceptInvitation(invitations, UNLIMITED, standings, ids);
        add = new AddMember(memberships, standings, ids);
        remove = new RemoveMember(memberships, standings, ids);
        role = new ChangeRole(memberships, standings, expiry, ids);
        delete = new DeleteOrganization(organizations, standings, ids);
        restore = new RestoreOrganization(organizations, standings, ids);
        openAccount = new OpenAccount(new DynamoAccounts(table), ids);
        issueToken = new IssueToken(new DynamoTokens(table), standings, ids);
        found = new FoundOrganization(organizations, memberships, standings, FoundOrganization.Terms.BILLED, ids);
        foundUnbilled = new FoundOrganization(
                organizations, memberships, standings, new FoundOrganization.Terms(20, BYTES_PER_SEAT), ids);
    }

    /// Somebody with an account and a token that allows everything.
    record Somebody(Principal.Person person, Token token) {

        Handle handle() {
            return person.handle();
        }

        String address() {
            return person.handle() + "@example.com";
        }
    }

    /// An organization of its own for a test, with an owner.
    record Org(OrgSlug slug, Somebody owner) {}

    private Posted post(InvitationMails.Letter letter) {
        var link = letter.link().toString();
        mailed.put(
                letter.to().value(),
                Token.read(link.substring(link.indexOf("slp_")), Token.Kind.INVITATION)
                        .orElseThrow()
                        .hash());
        return new Posted.Accepted("message");
    }

    TokenHash link(String address) {
        return Optional.ofNullable(mailed.get(address)).orElseThrow();
    }

    Somebody somebody() {
        var name = "member-" + NAMES.incrementAndGet();
        var newcomer = Newcomer.named(new Handle(name)).with(new Email(name + "@example.com"));
        var person = ((OpenAccount.Outcome.Opened) openAccount.run(nobody(), newcomer))
                .account()
                .person();
        var wish = new IssueToken.Wish("laptop", Set.of(Scope.READ, Scope.PUBLISH, Scope.MANAGE), Optional.empty());
        var issued = (IssueToken.Outcome.Issued) issueToken.toPerson(nobody(), person, wish, Means.SETUP);
        return new Somebody(person, issued.token());
    }

    Org organization() {
        return organization(found, Organization.Kind.COMPANY);
    }

    Org personal() {
        return organization(found, Organization.Kind.PERSONAL);
    }

    /// One that was founded before anybody was billed.
    Org older() {
        return organization(foundUnbilled, Organization.Kind.COMPANY);
    }

    private Org organization(FoundOrganization how, Organization.Kind kind) {
        var slug = new OrgSlug("org-" + NAMES.incrementAndGet());
        var owner = somebody();
        assertThat(how.run(by(owner), new FoundOrganization.Wish(slug, new DisplayName("The " + slug), kind)))
                .isInstanceOf(FoundOrganization.Outcome.Founded.class);
        return new Org(slug, owner);
    }

    /// An organization that pays for so many.
    Org paying(long seats) throws InterruptedException {
        var org = organization();
        subscribe(org, seats);
        return org;
    }

    void subscribe(Org org, long seats) throws InterruptedException {
        till.pay(page(org, seats), "PAYS");
        stripe.settle();
        assertThat(billed(org).live()).isPresent();
    }

    dev.slipway.billing.Checkout page(Org org, long seats) {
        var outcome = checkout.run(by(org.owner()), org.slug(), seats, RETURN_TO);
        assertThat(outcome).isInstanceOf(StartCheckout.Outcome.Opened.class);
        return ((StartCheckout.Outcome.Opened) outcome).checkout();
    }

    Somebody member(Org org, Role what) {
        var somebody = somebody();
        assertThat(add.run(by(org.owner()), org.slug(), somebody.person(), what))
                .isInstanceOf(AddMember.Outcome.Joined.class);
        return somebody;
    }

    Billed billed(Org org) {
        return new DynamoBillingAccounts(table).find(org.slug()).orElseThrow();
    }

    BillingAccount account(Org org) {
        return billed(org).account().orElseThrow();
    }

    String customer(Org org) {
        return account(org).customer().value();
    }

    Optional<dev.slipway.billing.Subscription> atStripe(Org org) {
        return billed(org).account().flatMap(account -> payments.find(account.customer()));
    }

    Instant now() {
        return now.get();
    }

    /// Time passes, here and at Stripe.
    void pass(Duration time) throws InterruptedException {
        now.updateAndGet(before -> before.plus(time));
        stripe.catchUp();
        stripe.settle();
    }

    /// All is well again, and three minutes have passed; then the job comes twice.
    void mend() throws InterruptedException {
        crashes.disarm();
        stripe.mood(ApiMood.WORKING);
        stripe.mood(DeliveryMood.PROMPT);
        stripe.release(false);
        stripe.settle();
        pass(Duration.ofMinutes(3));
        for (int i = 0; i < 2; i++) {
            assertThat(reconcile.run(this::now).failed()).isEmpty();
            stripe.settle();
        }
    }

    Visit by(Somebody somebody) {
        return visit(new Presented.ByHash(somebody.token().hash()));
    }

    Visit nobody() {
        return visit(new Presented.Nothing());
    }

    private Visit visit(Presented presented) {
        return new Visit(presented, new Origin("203.0.113.7", "test", "request"), "https://npm.acme.test", now());
    }

    @Override
    public void close() {
        stripe.close();
        ear.close();
    }
}
