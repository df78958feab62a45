package dev.slipway.org;

import dev.slipway.audit.Visit;
import dev.slipway.kernel.OrgSlug;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/// Where an organization has more places in the Pool from when all of its own are taken.
public interface PoolSupply {

    /// Nowhere: it has as many as its configuration says.
    PoolSupply NONE = new PoolSupply() {
        @Override
        public Supplied more(Visit visit, OrgSlug org, int places, Authority by) {
            return new Supplied.None();
        }

        @Override
        public void giveBack(OrgSlug org, Instant now) {}
    };

    /// What became of it.
    sealed interface Supplied {

        /// They are there now, or were there all along.
        record There() implements Supplied {}

        /// No more are to be had than there are.
        record None() implements Supplied {}

        /// They will be there when they are paid.
        ///
        /// @param payAt where
        record AwaitsPayment(Optional<URI> payAt) implements Supplied {}

        /// They would have to be paid, and aren't.
        ///
        /// @param why a sentence
        record Declined(String why) implements Supplied {}

        /// A payment failed before, and comes first.
        record PaymentOwed() implements Supplied {}

        record Busy() implements Supplied {}
    }

    /// Sees to it that so many are free.
    ///
    /// @param by whoever gives them to somebody
    Supplied more(Visit visit, OrgSlug org, int places, Authority by);

    /// Lets go those that nobody sits on any more, now or later.
    void giveBack(OrgSlug org, Instant now);
}
