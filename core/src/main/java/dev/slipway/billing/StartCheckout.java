package dev.slipway.billing;

import dev.slipway.access.Permission;
import dev.slipway.access.Refusal;
import dev.slipway.access.Standings;
import dev.slipway.audit.AuditAction.CheckoutOpened;
import dev.slipway.audit.Book;
import dev.slipway.audit.Visit;
import dev.slipway.billing.Payments.Customer;
import dev.slipway.billing.Payments.Purchase;
import dev.slipway.kernel.Ids;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.org.Admission;
import dev.slipway.org.Attempts;
import dev.slipway.org.Authority;
import dev.slipway.org.ExpireInvitations;
import dev.slipway.org.Organization;
import java.util.Optional;

/// Opens a page of Stripe's where an organization can subscribe.
///
/// There is one such page at a time, and its address is given to nobody before it is stored that it is the one: the
/// page before is closed first. So nobody can pay on two of them, and be billed twice.
public final class StartCheckout {

    private final BillingAccounts accounts;
    private final Payments payments;
    private final FollowSubscription follow;
    private final ExpireInvitations expiry;
    private final Standings standings;
    private final Ids ids;

    public StartCheckout(
            BillingAccounts accounts,
            Payments payments,
            FollowSubscription follow,
            ExpireInvitations expiry,
            Standings standings,
            Ids ids) {
        this.accounts = accounts;
        this.payments = payments;
        this.follow = follow;
        this.expiry = expiry;
        this.standings = standings;
        this.ids = ids;
    }

    /// What became of it.
    public sealed interface Outcome {

        record Opened(Checkout checkout) implements Outcome {}

        /// There is a subscription, or the first payment of one is on its way.
        record AlreadySubscribed(OrgSlug org) implements Outcome {}

        /// Members and open invitations hold more.
        record FewerThanTaken(long taken) implements Outcome {}

        /// A personal organization has one person.
        record PersonalOrganization(OrgSlug org) implements Outcome {}

        record Busy(OrgSlug org) implements Outcome {}

        record Refused(Refusal why) implements Outcome {}
    }

    /// @param seats how many are to be paid for, at least one
    /// @param returnTo where Stripe leads back to, paid or not
    public Outcome run(Visit visit, OrgSlug org, long seats, String returnTo) {
        return Attempts.until(() -> attempt(visit, org, seats, returnTo), new Outcome.Busy(org));
    }

    private Optional<Outcome> attempt(Visit visit, OrgSlug org, long seats, String returnTo) {
        var standing = standings.findIn(visit.presented(), org);
        return switch (Admission.to(standing, Permission.MANAGE_BILLING, visit.at())) {
            case Admission.Refused(var why) -> Optional.of(new Outcome.Refused(why));
            case Admission.Admitted(var by) -> {
                var billed = accounts.find(org).orElseThrow();
                var objection = objection(visit, billed, seats);
                // Whose subscription is over has no seat by it, before anything is counted for the next.
                yield objection.isPresent() || !behind(visit, billed)
                        ? objection.or(() -> open(visit, by, billed, seats, returnTo))
                        : Optional.empty();
            }
        };
    }

    private Optional<Outcome> objection(Visit visit, Billed billed, long seats) {
        var organization = billed.organization();
        var org = organization.slug();
        if (organization.kind() == Organization.Kind.PERSONAL && seats != 1) {
            return Optional.of(new Outcome.PersonalOrganization(org));
        }
        if (seats < billed.seats().taken()) {
            expiry.run(org, visit.at());
            var taken = accounts.find(org).orElseThrow().seats().taken();
            if (seats < taken) {
                return Optional.of(new Outcome.FewerThanTaken(taken));
            }
        }
        var subscribed = billed.account()
                .flatMap(account -> payments.find(account.customer()))
                .filter(one -> !one.over());
        if (subscribed.isPresent()) {
            follow.run(org, visit.at());
            return Optional.of(new Outcome.AlreadySubscribed(org));
        }
        return Optional.empty();
    }

    /// Brings what is stored to what Stripe says of somebody who has no subscription there.
    ///
    /// @return whether it was otherwise
    private boolean behind(Visit visit, Billed billed) {
        return billed.live().isPresent()
                && follow.run(billed.organization().slug(), visit.at()) instanceof FollowSubscription.Outcome.Followed;
    }

    /// @return empty if something was no longer as it was read: read again
    private Optional<Outcome> open(Visit visit, Authority by, Billed billed, long seats, String returnTo) {
        var org = billed.organization().slug();
        // Also one whose time is over by our clock: by Stripe's it may not be.
        var open = billed.account().flatMap(BillingAccount::checkout);
        if (open.isPresent() && !payments.closeCheckout(open.get().id())) {
            follow.run(org, visit.at());
            var live = accounts.find(org).flatMap(Billed::live).isPresent();
            if (live || open.get().until().isAfter(visit.at())) {
                return Optional.of(new Outcome.AlreadySubscribed(org));
            }
        }
        var account = account(billed);
        var quantities = new Quantities(seats, billed.pool().taken());
        var checkout = payments.openCheckout(
                new Purchase(
                        org,
                        account.customer(),
                        quantities,
                        billed.organization().kind() == Organization.Kind.COMPANY,
                        returnTo),
                ids.next(visit.at()));
        var audit = visit.entry(
                ids.next(visit.at()),
                new Book.OfOrganization(org),
                by.person(),
                new CheckoutOpened(quantities.seats(), quantities.poolSeats()));
        return switch (accounts.openCheckout(account.with(checkout), by, audit)) {
            case COMMITTED -> Optional.of(new Outcome.Opened(checkout));
            case MOVED_MEANWHILE -> {
                payments.closeCheckout(checkout.id());
                yield Optional.empty();
            }
            case SEATS_TAKEN, HEARD_BEFORE ->
                throw new IllegalStateException("to open a page takes no seat and is no event of Stripe's");
        };
    }

    /// The account that there is, unless Stripe has deleted its customer. A customer is made under a key that follows
    /// from the organization: of those who begin at once, all get the same one.
    private BillingAccount account(Billed billed) {
        var organization = billed.organization();
        var known = billed.account();
        if (known.isPresent() && payments.knows(known.get().customer())) {
            return known.get();
        }
        var key = "customer-" + organization.slug() + "-"
                + organization.createdAt().getEpochSecond()
                + known.map(account -> "-after-" + account.customer()).orElse("");
        var customer = payments.open(customer(organization), key);
        return known.map(account -> account.with(customer))
                .orElseGet(() -> BillingAccount.of(organization.slug(), customer));
    }

    /// Whom Stripe writes its invoices for.
    static Customer customer(Organization organization) {
        var profile = organization.profile();
        var name = profile.legalName().isEmpty() ? organization.displayName() : profile.legalName();
        return new Customer(organization.slug(), name, profile.contact());
    }
}
