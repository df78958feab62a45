package dev.slipway.adapters.ssm;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.services.ssm.SsmClient;

/// Secrets that are kept in the parameter store of Systems Manager, as `SecureString`.
///
/// One that was read is used for five minutes: so long another one takes to be noticed, and so often the store is
/// asked. If the store can't be asked by then, what needs the secret can't be done. Nothing is made ready for it before
/// a secret is used: a function that has none loads no client.
public final class SecretParameters {

    private static final Duration KEPT = Duration.ofMinutes(5);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration PATIENCE_FOR_ONE_TRY = Duration.ofSeconds(2);

    private final Optional<URI> endpoint;
    private final SdkHttpClient connections;
    private final InstantSource clock;
    private @Nullable SsmClient made;

    /// @param endpoint where the store is, if it isn't the region's own
    /// @param connections what requests go over; it opens new ones after it was closed
    public SecretParameters(Optional<URI> endpoint, SdkHttpClient connections, InstantSource clock) {
        this.endpoint = endpoint;
        this.connections = connections;
        this.clock = clock;
    }

    /// The secret of this name. It is read when it is first used, and shows itself to nobody who prints it.
    public Supplier<String> secret(String name) {
        return new Kept(name);
    }

    /// Cuts the connections, as before a snapshot is taken.
    public void disconnect() {
        connections.close();
    }

    private synchronized SsmClient client() {
        var client = made;
        if (client == null) {
            var builder = SsmClient.builder()
                    .httpClient(connections)
                    .overrideConfiguration(
                            limits -> limits.apiCallTimeout(PATIENCE).apiCallAttemptTimeout(PATIENCE_FOR_ONE_TRY));
            endpoint.ifPresent(builder::endpointOverride);
            client = builder.build();
            made = client;
        }
        return client;
    }

    private final class Kept implements Supplier<String> {

        private final String name;
        private @Nullable Read read;

        private record Read(String value, Instant until) {}

        Kept(String name) {
            this.name = name;
        }

        @Override
        public synchronized String get() {
            var now = clock.instant();
            var last = read;
            if (last == null || !now.isBefore(last.until())) {
                last = new Read(fetch(), now.plus(KEPT));
                read = last;
            }
            return last.value();
        }

        private String fetch() {
            return client().getParameter(request -> request.name(name).withDecryption(true))
                    .parameter()
                    .value();
        }

        @Override
        public String toString() {
            return "***";
        }
    }
}
