package dev.slipway.kernel;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Optional;

/// An IP address as numbers, so that it is read once however many ranges it is held against.
///
/// @param v6 whether it has 128 bits; else it has 32, the lowest of `low`
record IpAddress(boolean v6, long high, long low) {

    private static final int GROUPS = 8;
    private static final int LONGEST = 45;

    /// The one that this text is; empty for what is none.
    ///
    /// Ranges stand in the table in two plain forms, four decimal numbers or eight hexadecimal ones, and each request
    /// of an organization may read a hundred of them: these are read here, many times as fast as by the JDK. All
    /// other ways to write v6 are the JDK's to read; a v4 address in the clothes of a v6 one, `::ffff:203.0.113.7`, it
    /// reads as the v4 address that it is. `1.2.3` and `fe80::1%eth0`, which it would take too, nobody means here.
    static Optional<IpAddress> find(String literal) {
        if (literal.length() > LONGEST) {
            return Optional.empty();
        }
        if (literal.indexOf(':') < 0) {
            return v4(literal);
        }
        var plain = v6(literal);
        return plain.isPresent() || literal.indexOf('%') >= 0 ? plain : byTheJdk(literal);
    }

    int bits() {
        return v6 ? 128 : 32;
    }

    /// What is left of it if bits beyond the prefix are nought.
    IpAddress masked(int prefix) {
        return v6
                ? new IpAddress(true, high & mask(prefix, 64), low & mask(prefix - 64, 64))
                : new IpAddress(false, 0, low & mask(prefix, 32));
    }

    /// Ones for the first bits of so many, and noughts for the rest.
    private static long mask(int ones, int bits) {
        return ones <= 0 ? 0 : ones >= bits ? -1L : -1L << (bits - ones);
    }

    private static Optional<IpAddress> v4(String literal) {
        long address = 0;
        int number = 0;
        int digits = 0;
        int numbers = 0;
        for (int i = 0; i <= literal.length(); i++) {
            char c = i < literal.length() ? literal.charAt(i) : '.';
            if (c == '.' && digits > 0 && number <= 255) {
                address = address << 8 | number;
                numbers++;
                number = 0;
                digits = 0;
            } else if (c >= '0' && c <= '9' && digits < 3) {
                number = number * 10 + (c - '0');
                digits++;
            } else {
                return Optional.empty();
            }
        }
        return numbers == 4 ? Optional.of(new IpAddress(false, 0, address)) : Optional.empty();
    }

    /// One that is written out; empty for every other, and for a mapped one.
    private static Optional<IpAddress> v6(String literal) {
        long high = 0;
        long low = 0;
        int group = 0;
        int digits = 0;
        int groups = 0;
        for (int i = 0; i <= literal.length(); i++) {
            char c = i < literal.length() ? literal.charAt(i) : ':';
            if (c == ':' && digits > 0) {
                high = groups < GROUPS / 2 ? high << 16 | group : high;
                low = groups < GROUPS / 2 ? low : low << 16 | group;
                groups++;
                group = 0;
                digits = 0;
            } else if (HexFormat.isHexDigit(c) && digits < 4) {
                group = group << 4 | HexFormat.fromHexDigit(c);
                digits++;
            } else {
                return Optional.empty();
            }
        }
        var mapped = high == 0 && low >>> 32 == 0xFFFF;
        return groups == GROUPS && !mapped ? Optional.of(new IpAddress(true, high, low)) : Optional.empty();
    }

    private static Optional<IpAddress> byTheJdk(String literal) {
        try {
            var octets = ByteBuffer.wrap(InetAddress.ofLiteral(literal).getAddress());
            return Optional.of(
                    octets.capacity() == Integer.BYTES
                            ? new IpAddress(false, 0, Integer.toUnsignedLong(octets.getInt()))
                            : new IpAddress(true, octets.getLong(), octets.getLong()));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
