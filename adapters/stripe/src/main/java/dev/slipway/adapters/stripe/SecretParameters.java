package dev.slipway.adapters.stripe;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.services.ssm.SsmClient;

/// Secrets that are kept in the parameter store of Systems Manager, as `SecureString`.
///
/// One that was read is used for five minutes: so long another one takes to be noticed, and so often the store is
/// asked. If the store can't be asked by then, neither is Stripe.
public final class SecretParameters {

    private static final Duration KEPT = Duration.ofMinutes(5);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration PATIENCE_FOR_ONE_TRY = Duration.ofSeconds(2);

    private final SsmClient client;
    private final InstantSource clock;

    private SecretParameters(SsmClient client, InstantSource clock) {
        this.client = client;
        this.clock = clock;
    }

    /// @param endpoint where the store is, if it isn't the region's own
    /// @param connections what requests go over; it opens new ones after it was closed
    public static SecretParameters open(Optional<URI> endpoint, SdkHttpClient connections, InstantSource clock) {
        var builder = SsmClient.builder()
                .httpClient(connections)
                .overrideConfiguration(
                        limits -> limits.apiCallTimeout(PATIENCE).apiCallAttemptTimeout(PATIENCE_FOR_ONE_TRY));
        endpoint.ifPresent(builder::endpointOverride);
        return new SecretParameters(builder.build(), clock);
    }

    /// The secret of this name. It is read when it is first used.
    public Secret secret(String name) {
        var kept = new Kept(name);
        return new Secret(kept::value);
    }

    private final class Kept {

        private final String name;
        private @Nullable Read read;

        private record Read(String value, Instant until) {}

        Kept(String name) {
            this.name = name;
        }

        synchronized String value() {
            var now = clock.instant();
            var last = read;
            if (last == null || !now.isBefore(last.until())) {
                last = new Read(fetch(), now.plus(KEPT));
                read = last;
            }
            return last.value();
        }

        private String fetch() {
            return client.getParameter(request -> request.name(name).withDecryption(true))
                    .parameter()
                    .value();
        }
    }
}
