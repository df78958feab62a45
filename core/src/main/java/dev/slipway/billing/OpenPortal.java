package dev.slipway.billing;

import dev.slipway.access.Permission;
import dev.slipway.access.Refusal;
import dev.slipway.access.Standings;
import dev.slipway.audit.Visit;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.org.Admission;
import java.net.URI;

/// Opens the page of Stripe's where cards, addresses and tax ids are changed. What is done there is Stripe's, and comes
/// back by events.
public final class OpenPortal {

    private final BillingAccounts accounts;
    private final Payments payments;
    private final Standings standings;

    public OpenPortal(BillingAccounts accounts, Payments payments, Standings standings) {
        this.accounts = accounts;
        this.payments = payments;
        this.standings = standings;
    }

    /// What became of it.
    public sealed interface Outcome {

        /// @param url works once, for some minutes
        record Opened(URI url) implements Outcome {}

        /// Stripe knows nothing of the organization: it never came to a checkout.
        record NotSubscribed(OrgSlug org) implements Outcome {}

        record Refused(Refusal why) implements Outcome {}
    }

    /// @param returnTo where Stripe leads back to
    public Outcome run(Visit visit, OrgSlug org, String returnTo) {
        var standing = standings.findIn(visit.presented(), org);
        return switch (Admission.to(standing, Permission.MANAGE_BILLING, visit.at())) {
            case Admission.Refused(var why) -> new Outcome.Refused(why);
            case Admission.Admitted _ ->
                accounts.find(org)
                        .flatMap(Billed::account)
                        .filter(account -> payments.knows(account.customer()))
                        .<Outcome>map(account -> new Outcome.Opened(payments.openPortal(account.customer(), returnTo)))
                        .orElseGet(() -> new Outcome.NotSubscribed(org));
        };
    }
}
