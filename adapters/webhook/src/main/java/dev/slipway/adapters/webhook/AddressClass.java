package dev.slipway.adapters.webhook;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;

/// Which addresses are on the internet, by the registries of IANA for
/// [IPv4](https://www.iana.org/assignments/iana-ipv4-special-registry) and
/// [IPv6](https://www.iana.org/assignments/iana-ipv6-special-registry).
///
/// Of IPv6 only 2000::/3 is given out, so all else is refused without being named. An address of IPv6 that leads to one
/// of IPv4 is as public as that one.
final class AddressClass {

    private static final List<Block> SPECIAL_V4 = List.of(
            Block.of("0.0.0.0", 8),
            Block.of("10.0.0.0", 8),
            Block.of("100.64.0.0", 10),
            Block.of("127.0.0.0", 8),
            Block.of("169.254.0.0", 16),
            Block.of("172.16.0.0", 12),
            Block.of("192.0.0.0", 24),
            Block.of("192.0.2.0", 24),
            Block.of("192.88.99.0", 24),
            Block.of("192.168.0.0", 16),
            Block.of("198.18.0.0", 15),
            Block.of("198.51.100.0", 24),
            Block.of("203.0.113.0", 24),
            Block.of("224.0.0.0", 4),
            Block.of("240.0.0.0", 4));

    private static final Block GIVEN_OUT_V6 = Block.of("2000::", 3);

    /// Teredo, benchmarks and ORCHID are in the first; documentation, and Segment Routing's part of it, in the others.
    private static final List<Block> SPECIAL_V6 =
            List.of(Block.of("2001::", 23), Block.of("2001:db8::", 32), Block.of("3fff::", 20));

    private static final Block NAT64 = Block.of("64:ff9b::", 96);
    private static final Block SIX_TO_FOUR = Block.of("2002::", 16);

    private AddressClass() {}

    static boolean isPublic(InetAddress address) {
        return address instanceof Inet4Address ? isPublicV4(address.getAddress()) : isPublicV6(address.getAddress());
    }

    private static boolean isPublicV4(byte[] address) {
        return SPECIAL_V4.stream().noneMatch(block -> block.has(address));
    }

    /// Java itself makes an `Inet4Address` of a mapped one; by way of a scope or of bytes one may come nevertheless,
    /// and is refused with all else outside of what is given out.
    private static boolean isPublicV6(byte[] address) {
        if (NAT64.has(address)) {
            return isPublicV4(inside(address, 12));
        }
        if (SIX_TO_FOUR.has(address)) {
            return isPublicV4(inside(address, 2));
        }
        return GIVEN_OUT_V6.has(address) && SPECIAL_V6.stream().noneMatch(block -> block.has(address));
    }

    private static byte[] inside(byte[] address, int from) {
        return new byte[] {address[from], address[from + 1], address[from + 2], address[from + 3]};
    }

    @SuppressWarnings("ArrayRecordComponent") // Nobody compares blocks, or sees their bytes.
    private record Block(byte[] prefix, int bits) {

        static Block of(String literal, int bits) {
            return new Block(InetAddress.ofLiteral(literal).getAddress(), bits);
        }

        boolean has(byte[] address) {
            if (address.length != prefix.length) {
                return false;
            }
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> (bit % 8);
                if ((address[bit / 8] & mask) != (prefix[bit / 8] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }
}
