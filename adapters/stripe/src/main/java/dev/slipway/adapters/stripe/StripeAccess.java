package dev.slipway.adapters.stripe;

import java.net.URI;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/// Stripe, as the environment of a function says where and with which keys it is asked.
///
/// | variable | |
/// |---|---|
/// | `BILLING` | `on` where somebody is billed |
/// | `STRIPE_API_KEY_PARAMETER` | the parameter of Systems Manager that has the key, a `SecureString` |
/// | `STRIPE_API_KEY` | the key itself, on a laptop |
/// | `STRIPE_WEBHOOK_SECRETS_PARAMETER`, `STRIPE_WEBHOOK_SECRETS` | the same for what events are signed with |
/// | `STRIPE_SEAT_PRICE`, `STRIPE_POOL_SEAT_PRICE` | the ids of the prices; the second may be missing |
/// | `STRIPE_API_BASE` | where Stripe is, if it isn't Stripe's own address |
public final class StripeAccess {

    private final Variables variables;
    private final Parameters parameters;
    private final StripePayments payments;

    /// The environment of a function.
    public interface Variables {
        Optional<String> find(String name);
    }

    /// Where secrets are kept, by their names.
    public interface Parameters {
        /// @return what reads it when it is used
        Supplier<String> secret(String name);
    }

    private StripeAccess(Variables variables, Parameters parameters, InstantSource clock) {
        this.variables = variables;
        this.parameters = parameters;
        var settings = new StripeSettings(
                variables.find("STRIPE_API_BASE").map(URI::create),
                variables.find("STRIPE_SEAT_PRICE").orElse(""),
                variables.find("STRIPE_POOL_SEAT_PRICE"));
        this.payments = StripePayments.open(settings, secret("STRIPE_API_KEY"), clock);
    }

    /// Nothing is asked yet, and no secret read.
    ///
    /// @return empty where nobody is billed
    /// @throws IllegalStateException if somebody is, and a variable is missing
    public static Optional<StripeAccess> find(Variables variables, Parameters parameters, InstantSource clock) {
        return variables.find("BILLING").filter("on"::equals).map(_ -> new StripeAccess(variables, parameters, clock));
    }

    /// Whether there is a price for a place in the Pool.
    public boolean sellsPool() {
        return variables.find("STRIPE_POOL_SEAT_PRICE").isPresent();
    }

    public StripePayments payments() {
        return payments;
    }

    /// @throws IllegalStateException if no secret is set
    public StripeEvents events() {
        return new StripeEvents(secret("STRIPE_WEBHOOK_SECRETS"));
    }

    private Secret secret(String name) {
        return variables
                .find(name)
                .map(Secret::of)
                .or(() -> variables
                        .find(name + "_PARAMETER")
                        .map(parameters::secret)
                        .map(Secret::new))
                .orElseThrow(() -> new IllegalStateException(
                        "neither " + name + " nor " + name + "_PARAMETER is set: Stripe can't be asked without it"));
    }
}
