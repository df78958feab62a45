package dev.slipway.access;

import dev.slipway.kernel.Cidr;
import dev.slipway.kernel.Malformed;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;

/// How often something may be done: so many times in each window of time, which all begin at the same moment.
///
/// Windows are fixed, so that a limit is one counter. The price: around the end of a window twice as much passes.
///
/// @param kind what is limited, such as `sign-in-address`; stands in a key
/// @param most how many times in a window
public record RateLimit(String kind, int most, Duration window) {

    private static final Pattern KIND = Pattern.compile("[a-z]+(?:-[a-z]+)*");

    public RateLimit {
        if (!KIND.matcher(kind).matches() || most < 1 || window.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException("no limit");
        }
    }

    /// When the window began that this moment is in.
    public Instant begin(Instant now) {
        return Instant.ofEpochSecond(Math.floorDiv(now.getEpochSecond(), window.toSeconds()) * window.toSeconds());
    }

    /// When the window ends that this moment is in.
    public Instant end(Instant now) {
        return begin(now).plus(window);
    }

    /// Whom an IP address is counted as. Whoever has one address of IPv6 has the 2^64 around it too.
    public static String network(String address) {
        try {
            return new Cidr(address.indexOf(':') < 0 ? address : address + "/64").value();
        } catch (Malformed _) {
            return "unknown";
        }
    }
}
