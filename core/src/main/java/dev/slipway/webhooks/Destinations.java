package dev.slipway.webhooks;

import java.net.InetAddress;
import java.util.List;

/// Whether a URL may be sent to: never one on a private network, or on the machine itself.
public interface Destinations {

    /// Asks the DNS where it leads.
    Verdict check(EndpointUrl url);

    /// Where it leads.
    sealed interface Verdict {

        /// @param addresses all of them public; whoever connects does so to one of these, and asks nobody again
        record Public(List<InetAddress> addresses) implements Verdict {

            public Public {
                addresses = List.copyOf(addresses);
            }
        }

        /// One of its addresses is private, loopback, link-local, or otherwise nobody's on the internet.
        record NotPublic(String host) implements Verdict {}

        /// It would be sent for anybody to read.
        record NotEncrypted() implements Verdict {}

        /// There is no such host, or the DNS doesn't answer.
        record NotFound(String host) implements Verdict {}
    }
}
