package dev.slipway.adapters.webhook;

import dev.slipway.webhooks.Secrets;
import java.util.Optional;
import java.util.function.Supplier;

/// Webhooks, as the environment of a function says what they are signed with and where they may lead.
///
/// | variable | |
/// |---|---|
/// | `WEBHOOK_KEY_PARAMETER` | the parameter of Systems Manager that has the deployment's key, a `SecureString` |
/// | `WEBHOOK_KEY` | the key itself, on a laptop |
/// | `WEBHOOK_ALLOW_LOOPBACK` | `true` where the machine itself may be sent to, on a laptop |
public final class WebhookAccess {

    private static final String KEY = "WEBHOOK_KEY";

    private final Optional<Supplier<String>> key;
    private final Addresses addresses;

    /// The environment of a function.
    public interface Variables {
        Optional<String> find(String name);
    }

    /// Where secrets are kept, by their names.
    public interface Parameters {
        /// @return what reads it when it is used
        Supplier<String> secret(String name);
    }

    /// Nothing is asked yet, and no secret read.
    public WebhookAccess(Variables variables, Parameters parameters) {
        this.key = variables
                .find(KEY)
                .<Supplier<String>>map(key -> () -> key)
                .or(() -> variables.find(KEY + "_PARAMETER").map(parameters::secret));
        this.addresses = new Addresses(
                variables.find("WEBHOOK_ALLOW_LOOPBACK").filter("true"::equals).isPresent());
    }

    /// Whether there are webhooks in this deployment.
    public boolean on() {
        return key.isPresent();
    }

    /// @throws IllegalStateException if there are none
    public Secrets secrets() {
        return new Secrets(key.orElseThrow(
                () -> new IllegalStateException("neither WEBHOOK_KEY nor WEBHOOK_KEY_PARAMETER is set")));
    }

    public Addresses addresses() {
        return addresses;
    }

    public HttpCourier courier() {
        return new HttpCourier(addresses, System::nanoTime);
    }
}
