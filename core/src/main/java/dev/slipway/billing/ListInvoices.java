package dev.slipway.billing;

import dev.slipway.access.Permission;
import dev.slipway.access.Refusal;
import dev.slipway.access.Standings;
import dev.slipway.audit.Visit;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.kernel.Page;
import dev.slipway.kernel.Slice;
import dev.slipway.org.Admission;
import java.util.List;
import java.util.Optional;

/// Lists an organization's invoices, the latest first. They are Stripe's, and are kept nowhere else.
public final class ListInvoices {

    private final BillingAccounts accounts;
    private final Payments payments;
    private final Standings standings;

    public ListInvoices(BillingAccounts accounts, Payments payments, Standings standings) {
        this.accounts = accounts;
        this.payments = payments;
        this.standings = standings;
    }

    /// What was found.
    public sealed interface Outcome {

        /// Empty for an organization that never subscribed.
        record Listed(Page<Invoice> invoices) implements Outcome {}

        record Refused(Refusal why) implements Outcome {}
    }

    public Outcome run(Visit visit, OrgSlug org, Slice slice) {
        var standing = standings.findIn(visit.presented(), org);
        return switch (Admission.to(standing, Permission.MANAGE_BILLING, visit.at())) {
            case Admission.Refused(var why) -> new Outcome.Refused(why);
            case Admission.Admitted _ ->
                new Outcome.Listed(accounts.find(org)
                        .flatMap(Billed::account)
                        .map(account -> payments.listInvoices(account.customer(), slice))
                        .orElseGet(() -> new Page<>(List.of(), Optional.empty())));
        };
    }
}
