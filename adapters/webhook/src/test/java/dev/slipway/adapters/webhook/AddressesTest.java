package dev.slipway.adapters.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.webhooks.Destinations.Verdict;
import dev.slipway.webhooks.EndpointUrl;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Which addresses may be sent to.
class AddressesTest {

    private static final EndpointUrl URL = new EndpointUrl("https://hooks.example.com/slipway");

    private static Addresses leadingTo(boolean loopback, String... literals) {
        var addresses = Arrays.stream(literals).map(InetAddress::ofLiteral).toArray(InetAddress[]::new);
        return new Addresses(_ -> addresses, loopback);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "8.8.8.8",
                "9.255.255.255",
                "11.0.0.0",
                "100.63.255.255",
                "100.128.0.0",
                "126.255.255.255",
                "128.0.0.1",
                "169.253.255.255",
                "169.255.0.0",
                "172.15.255.255",
                "172.32.0.0",
                "192.0.1.0",
                "192.167.255.255",
                "192.169.0.0",
                "198.17.255.255",
                "198.20.0.0",
                "203.0.112.255",
                "203.0.114.0",
                "223.255.255.255",
                "2606:4700:4700::1111",
                "2a00:1450:4001:81b::200e",
                "2001:4860:4860::8888",
                "2001:200::1",
                "64:ff9b::808:808",
                "2002:808:808::1",
                "3ffe::1",
            })
    void an_address_on_the_internet_is_public(String literal) {
        assertThat(AddressClass.isPublic(InetAddress.ofLiteral(literal))).isTrue();
        assertThat(leadingTo(false, literal).check(URL))
                .isEqualTo(new Verdict.Public(List.of(InetAddress.ofLiteral(literal))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "0.1.2.3",
                "10.0.0.1",
                "10.255.255.255",
                "100.64.0.1",
                "100.100.100.200",
                "100.127.255.255",
                "127.0.0.1",
                "127.255.255.254",
                "169.254.0.1",
                "169.254.169.254",
                "169.254.170.2",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.1",
                "192.0.0.170",
                "192.0.2.1",
                "192.88.99.1",
                "192.168.0.1",
                "192.168.255.255",
                "198.18.0.1",
                "198.19.255.255",
                "198.51.100.1",
                "203.0.113.1",
                "224.0.0.1",
                "239.255.255.255",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::127.0.0.1",
                "::8.8.8.8",
                "::ffff:10.0.0.1",
                "::ffff:127.0.0.1",
                "::ffff:169.254.169.254",
                "::ffff:0:10.0.0.1",
                "64:ff9b::10.0.0.1",
                "64:ff9b::169.254.169.254",
                "64:ff9b:1::808:808",
                "100::1",
                "2001::1",
                "2001:0:4136:e378:8000:63bf:3fff:fdd2",
                "2001:2::1",
                "2001:10::1",
                "2001:20::1",
                "2001:db8::1",
                "2002:a00:1::1",
                "2002:7f00:1::1",
                "2002:a9fe:a9fe::1",
                "3fff::1",
                "5f00::1",
                "fc00::1",
                "fd00:ec2::254",
                "fe80::1",
                "febf::1",
                "fec0::1",
                "ff02::1",
                "4000::1",
            })
    void an_address_that_is_nobodys_on_the_internet_is_refused(String literal) {
        assertThat(AddressClass.isPublic(InetAddress.ofLiteral(literal))).isFalse();
        assertThat(leadingTo(false, literal).check(URL)).isEqualTo(new Verdict.NotPublic("hooks.example.com"));
    }

    /// Java makes an address of IPv4 of it, unless it comes with a scope.
    @Test
    void a_mapped_address_that_java_leaves_as_it_is_is_refused() throws UnknownHostException {
        var bytes = new byte[16];
        bytes[10] = (byte) 0xff;
        bytes[11] = (byte) 0xff;
        bytes[12] = 127;
        bytes[15] = 1;

        assertThat(AddressClass.isPublic(Inet6Address.getByAddress("x", bytes, 1)))
                .isFalse();
    }

    @Test
    void of_several_addresses_a_single_one_that_is_private_is_enough() {
        assertThat(leadingTo(false, "1.1.1.1", "2606:4700:4700::1111", "10.0.0.1")
                        .check(URL))
                .isEqualTo(new Verdict.NotPublic("hooks.example.com"));
        assertThat(leadingTo(true, "127.0.0.1", "10.0.0.1").check(URL))
                .isEqualTo(new Verdict.NotPublic("hooks.example.com"));
        assertThat(leadingTo(true, "127.0.0.1", "1.1.1.1").check(URL))
                .isEqualTo(new Verdict.NotPublic("hooks.example.com"));
    }

    @Test
    void what_is_written_as_an_address_is_judged_as_one() {
        var addresses = new Addresses(false);

        assertThat(addresses.check(new EndpointUrl("https://127.0.0.1/")))
                .isEqualTo(new Verdict.NotPublic("127.0.0.1"));
        assertThat(addresses.check(new EndpointUrl("https://[::1]/"))).isEqualTo(new Verdict.NotPublic("::1"));
        assertThat(addresses.check(new EndpointUrl("https://[::ffff:169.254.169.254]/")))
                .isInstanceOf(Verdict.NotPublic.class);
        assertThat(addresses.check(new EndpointUrl("https://localhost/")))
                .isEqualTo(new Verdict.NotPublic("localhost"));
    }

    @Test
    void what_is_not_encrypted_is_refused_but_on_this_machine_where_that_is_allowed() {
        var plain = new EndpointUrl("http://hooks.example.com/");

        assertThat(leadingTo(false, "1.1.1.1").check(plain)).isEqualTo(new Verdict.NotEncrypted());
        assertThat(leadingTo(true, "1.1.1.1").check(plain)).isEqualTo(new Verdict.NotEncrypted());
        assertThat(leadingTo(false, "127.0.0.1").check(plain)).isEqualTo(new Verdict.NotEncrypted());
        assertThat(leadingTo(true, "127.0.0.1").check(plain)).isInstanceOf(Verdict.Public.class);
        assertThat(leadingTo(true, "::1").check(plain)).isInstanceOf(Verdict.Public.class);
        assertThat(leadingTo(true, "10.0.0.1").check(URL)).isInstanceOf(Verdict.NotPublic.class);
    }

    @Test
    void a_name_that_leads_nowhere_is_not_found() {
        Addresses.Dns nowhere = host -> {
            throw new UnknownHostException(host);
        };

        assertThat(new Addresses(nowhere, false).check(URL)).isEqualTo(new Verdict.NotFound("hooks.example.com"));
        assertThat(leadingTo(false).check(URL)).isEqualTo(new Verdict.NotFound("hooks.example.com"));
    }
}
