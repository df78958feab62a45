package dev.slipway.adapters.lambda;

import dev.slipway.webhooks.Secrets;
import java.util.Optional;
import java.util.function.Supplier;

/// What a function that deals with webhooks reads from its environment.
///
/// | variable | |
/// |---|---|
/// | `WEBHOOKS` | `on` where there are any |
/// | `WEBHOOK_KEY_PARAMETER` | the parameter of Systems Manager with the key that secrets are derived from |
/// | `WEBHOOK_KEY` | the key itself, on a laptop |
/// | `WEBHOOK_ALLOW_LOOPBACK` | `yes` if receivers may be on this machine, on a laptop |
public record WebhookSettings(Secrets secrets, boolean loopbackAllowed) {

    /// Where secrets are kept, by their names.
    public interface Parameters {
        /// @return what reads it when it is used
        Supplier<String> secret(String name);
    }

    /// No secret is read yet.
    ///
    /// @return empty where there are no webhooks
    /// @throws IllegalStateException if there are, and no key
    public static Optional<WebhookSettings> find(Environment environment, Parameters parameters) {
        if (environment.find("WEBHOOKS").filter("on"::equals).isEmpty()) {
            return Optional.empty();
        }
        var key = environment
                .find("WEBHOOK_KEY")
                .<Supplier<String>>map(known -> () -> known)
                .orElseGet(() -> parameters.secret(environment.required("WEBHOOK_KEY_PARAMETER")));
        return Optional.of(new WebhookSettings(
                new Secrets(key),
                environment.find("WEBHOOK_ALLOW_LOOPBACK").filter("yes"::equals).isPresent()));
    }
}
