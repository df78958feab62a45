package dev.slipway.functions.organization;

import dev.slipway.adapters.lambda.Environment;
import dev.slipway.adapters.lambda.StorageTerms;
import dev.slipway.org.FoundOrganization;

/// What the deployment gives to every new organization: nothing if organizations are billed, since they subscribe.
final class Terms {

    private static final int SEATS = 20;
    private static final int POOL_SEATS = 20;

    private Terms() {}

    /// @throws IllegalStateException if the configuration is no whole number above nought; of places in the Pool there
    ///     may be none
    static FoundOrganization.Terms from(Environment environment, boolean billed) {
        if (billed) {
            return FoundOrganization.Terms.BILLED;
        }
        var none = environment
                .find("POOL_SEATS_PER_ORGANIZATION")
                .map(String::strip)
                .filter("0"::equals)
                .isPresent();
        return new FoundOrganization.Terms(
                environment.wholeNumber("SEATS_PER_ORGANIZATION", SEATS),
                none ? 0 : environment.wholeNumber("POOL_SEATS_PER_ORGANIZATION", POOL_SEATS),
                StorageTerms.bytesPerSeat(environment));
    }
}
