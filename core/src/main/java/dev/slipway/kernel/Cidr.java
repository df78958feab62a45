package dev.slipway.kernel;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.regex.Pattern;

/// A range of IP addresses, `203.0.113.0/24` or `2001:db8::/32`; an address alone is a range of one.
///
/// @param value in the one form that a range has: bits beyond the prefix are nought
public record Cidr(String value) {

    private static final Pattern V4 = Pattern.compile("\\d{1,3}(?:\\.\\d{1,3}){3}");

    /// @throws Malformed `invalid_cidr`, if it is no range
    public Cidr {
        value = canonical(value);
    }

    /// Whether an address, v4 or v6, lies in it. A text that is no address lies nowhere.
    public boolean contains(String address) {
        try {
            var octets = octets(address);
            var range = network();
            return octets.length == range.length && Arrays.equals(masked(octets, prefix()), range);
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    /// Whether every address of it lies in the other range.
    public boolean within(Cidr other) {
        return prefix() >= other.prefix() && other.contains(value.substring(0, value.indexOf('/')));
    }

    @Override
    public String toString() {
        return value;
    }

    private byte[] network() {
        return octets(value.substring(0, value.indexOf('/')));
    }

    private int prefix() {
        return Integer.parseInt(value.substring(value.indexOf('/') + 1));
    }

    private static String canonical(String text) {
        try {
            int slash = text.indexOf('/');
            var octets = octets(slash < 0 ? text : text.substring(0, slash));
            int bits = octets.length * 8;
            int prefix = slash < 0 ? bits : prefix(text.substring(slash + 1), bits);
            return InetAddress.getByAddress(masked(octets, prefix)).getHostAddress() + "/" + prefix;
        } catch (IllegalArgumentException | UnknownHostException _) {
            throw new Malformed(
                    "invalid_cidr",
                    "\"" + Malformed.shown(text) + "\" is no address range such as 203.0.113.0/24 or 2001:db8::/32.");
        }
    }

    private static int prefix(String digits, int bits) {
        if (digits.isEmpty() || digits.length() > 3 || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new IllegalArgumentException("no prefix");
        }
        int prefix = Integer.parseInt(digits);
        if (prefix > bits) {
            throw new IllegalArgumentException("prefix too long");
        }
        return prefix;
    }

    /// The JDK reads `1.2.3` as an address of the last century, and `fe80::1%eth0`; neither is meant by anyone here. A
    /// v4 address in the clothes of a v6 one, `::ffff:203.0.113.7`, it reads as the v4 address that it is.
    private static byte[] octets(String literal) {
        var plain = literal.indexOf(':') < 0 ? V4.matcher(literal).matches() : literal.indexOf('%') < 0;
        if (!plain) {
            throw new IllegalArgumentException("no address");
        }
        return InetAddress.ofLiteral(literal).getAddress();
    }

    private static byte[] masked(byte[] octets, int prefix) {
        var masked = octets.clone();
        for (int i = 0; i < masked.length; i++) {
            int kept = Math.clamp(prefix - i * 8L, 0, 8);
            masked[i] = (byte) (masked[i] & (0xFF00 >> kept));
        }
        return masked;
    }
}
