package dev.slipway.kernel;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.regex.Pattern;

/// A range of IP addresses, `203.0.113.0/24` or `2001:db8::/32`; an address alone is a range of one.
///
/// It is kept as numbers and not as text: a request may be held against a hundred ranges, and is read once for all.
/// There is one for each range of addresses: bits beyond the prefix are nought, and a v4 range in the clothes of a v6
/// one, `::ffff:203.0.113.0/120`, is the v4 range. No range of v6 holds an address of v4, not even `::/0`: a client has
/// the one kind or the other.
public record Cidr(boolean v6, long high, long low, int prefix) {

    private static final int MAPPED = 96;

    private static final Pattern NOUGHTS = Pattern.compile("\\b0(?::0)+\\b");

    public Cidr {
        if (prefix < 0 || prefix > (v6 ? 128 : 32)) {
            throw new IllegalArgumentException("no prefix");
        }
        var first = new IpAddress(v6, high, low).masked(prefix);
        high = first.high();
        low = first.low();
    }

    /// @throws Malformed `invalid_cidr`, if it is no range
    public Cidr(String text) {
        int slash = text.indexOf('/');
        var literal = slash < 0 ? text : text.substring(0, slash);
        var address = IpAddress.find(literal).orElseThrow(() -> noRange(text));
        // Nobody writes a prefix of 32 behind `::ffff:203.0.113.0` and means one address.
        int written = !address.v6() && literal.indexOf(':') >= 0 ? MAPPED : 0;
        int prefix = slash < 0 ? address.bits() : prefix(text, slash + 1) - written;
        if (prefix < 0 || prefix > address.bits()) {
            throw noRange(text);
        }
        this(address.v6(), address.high(), address.low(), prefix);
    }

    /// Whether an address, v4 or v6, lies in it. A text that is no address lies nowhere.
    public boolean contains(String address) {
        return IpAddress.find(address).filter(this::contains).isPresent();
    }

    /// Whether a text is an address, v4 or v6.
    public static boolean isAddress(String text) {
        return IpAddress.find(text).isPresent();
    }

    /// Whether an address lies in one of these.
    public static boolean anyContains(Collection<Cidr> ranges, String address) {
        return IpAddress.find(address)
                .filter(one -> ranges.stream().anyMatch(range -> range.contains(one)))
                .isPresent();
    }

    private boolean contains(IpAddress address) {
        return address.v6() == v6 && address.masked(prefix).equals(first());
    }

    /// Whether every address of it lies in the other range.
    public boolean within(Cidr other) {
        return prefix >= other.prefix && other.contains(first());
    }

    /// In the one form that a range has.
    public String value() {
        var octets = v6
                ? ByteBuffer.allocate(16).putLong(high).putLong(low)
                : ByteBuffer.allocate(4).putInt((int) low);
        try {
            return InetAddress.getByAddress(octets.array()).getHostAddress() + "/" + prefix;
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address has 4 or 16 octets", e);
        }
    }

    /// As people write it: of a v6 address the longest row of noughts is left out, the first of several
    /// ([RFC 5952](https://www.rfc-editor.org/rfc/rfc5952)).
    public String shown() {
        var plain = value();
        return NOUGHTS.matcher(plain)
                .results()
                .reduce((one, other) -> other.end() - other.start() > one.end() - one.start() ? other : one)
                .map(row -> plain.substring(0, Math.max(0, row.start() - 1))
                        + "::"
                        + plain.substring(plain.charAt(row.end()) == ':' ? row.end() + 1 : row.end()))
                .orElse(plain);
    }

    @Override
    public String toString() {
        return value();
    }

    private IpAddress first() {
        return new IpAddress(v6, high, low);
    }

    private static int prefix(String text, int from) {
        var digits = text.substring(from);
        if (digits.isEmpty() || digits.length() > 3 || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw noRange(text);
        }
        return Integer.parseInt(digits);
    }

    private static Malformed noRange(String text) {
        return new Malformed(
                "invalid_cidr",
                "\"" + Malformed.shown(text) + "\" is no address range such as 203.0.113.0/24 or 2001:db8::/32.");
    }
}
