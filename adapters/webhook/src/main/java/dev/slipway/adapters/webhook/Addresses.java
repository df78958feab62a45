package dev.slipway.adapters.webhook;

import dev.slipway.webhooks.Destinations;
import dev.slipway.webhooks.EndpointUrl;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/// Where URLs lead, and whether anything may be sent there.
public final class Addresses implements Destinations {

    /// Somebody waits for the answer.
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Dns dns;
    private final boolean loopbackAllowed;

    /// Asks who knows what names mean.
    @FunctionalInterface
    interface Dns {
        InetAddress[] addresses(String host) throws UnknownHostException;
    }

    /// @param loopbackAllowed whether this machine itself may be sent to, also by http: for a registry on a laptop
    public Addresses(boolean loopbackAllowed) {
        this(InetAddress::getAllByName, loopbackAllowed);
    }

    Addresses(Dns dns, boolean loopbackAllowed) {
        this.dns = dns;
        this.loopbackAllowed = loopbackAllowed;
    }

    @Override
    public Verdict check(EndpointUrl url) {
        try {
            return Deadline.within(PATIENCE, () -> judge(url));
        } catch (TimeoutException | ExecutionException _) {
            return new Verdict.NotFound(url.host());
        }
    }

    /// All of its addresses must be public: of several, whoever sends may be led to any.
    Verdict judge(EndpointUrl url) {
        List<InetAddress> addresses;
        try {
            addresses = List.of(dns.addresses(url.host()));
        } catch (UnknownHostException _) {
            return new Verdict.NotFound(url.host());
        }
        if (addresses.isEmpty()) {
            return new Verdict.NotFound(url.host());
        }
        var here = loopbackAllowed && addresses.stream().allMatch(InetAddress::isLoopbackAddress);
        if (!url.encrypted() && !here) {
            return new Verdict.NotEncrypted();
        }
        return here || addresses.stream().allMatch(AddressClass::isPublic)
                ? new Verdict.Public(addresses)
                : new Verdict.NotPublic(url.host());
    }
}
