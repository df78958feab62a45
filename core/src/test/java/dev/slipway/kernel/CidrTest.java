package dev.slipway.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CidrTest {

    @ParameterizedTest
    @CsvSource({
        "203.0.113.77/24, 203.0.113.0/24",
        "203.0.113.7, 203.0.113.7/32",
        "0.0.0.0/0, 0.0.0.0/0",
        "2001:db8::1/32, 2001:db8:0:0:0:0:0:0/32",
        "::1, 0:0:0:0:0:0:0:1/128",
        "::/0, 0:0:0:0:0:0:0:0/0",
        "::ffff:203.0.113.77/120, 203.0.113.0/24",
        "::ffff:cb00:7107, 203.0.113.7/32",
        "0:0:0:0:0:ffff:cb00:7107, 203.0.113.7/32",
        "::ffff:0:0/96, 0.0.0.0/0",
        "2001:DB8:0:0:1:0:0:1/64, 2001:db8:0:0:0:0:0:0/64",
        "fe80::1/65, fe80:0:0:0:0:0:0:0/65",
        "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff/127, ffff:ffff:ffff:ffff:ffff:ffff:ffff:fffe/127",
    })
    void a_range_has_one_form(String written, String form) {
        assertThat(new Cidr(written)).hasToString(form);
        assertThat(new Cidr(form)).isEqualTo(new Cidr(written));
    }

    @ParameterizedTest
    @CsvSource({
        "203.0.113.0/24",
        "0.0.0.0/0",
        "2001:db8::/32",
        "::1/128",
        "::/0",
        "2001:db8:0:1::/64",
        "1::4:0:0:7:8/128",
        "1:0:2:0:3:0:4:0/128",
        "1:0:0:2::8/128",
        "10:db8::10:0/112",
        "ffff:ffff:ffff:ffff:ffff:ffff:ffff:fffe/127",
    })
    void people_are_shown_a_range_as_they_write_it(String written) {
        assertThat(new Cidr(written).shown()).isEqualTo(written);
        assertThat(new Cidr(new Cidr(written).shown())).isEqualTo(new Cidr(written));
    }

    @ParameterizedTest
    @CsvSource({
        "203.0.113.0/24, 203.0.113.255",
        "203.0.113.128/25, 203.0.113.200",
        "203.0.113.7, ::ffff:203.0.113.7",
        "0.0.0.0/0, 198.51.100.1",
        "2001:db8::/33, 2001:db8:7fff::1",
        "::/0, 2001:db8::1",
        "::ffff:203.0.113.0/120, 203.0.113.9",
        "203.0.113.0/24, 0:0:0:0:0:ffff:cb00:7107",
        "2001:db8:0:0:8000::/65, 2001:db8:0:0:ffff::1",
    })
    void an_address_lies_in_its_range(String range, String address) {
        assertThat(new Cidr(range).contains(address)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "203.0.113.0/24, 203.0.114.0",
        "203.0.113.128/25, 203.0.113.127",
        "0.0.0.0/0, 2001:db8::1",
        "::/0, 203.0.113.7",
        "2001:db8::/33, 2001:db8:8000::1",
        "203.0.113.0/24, localhost",
        "203.0.113.0/24, 203.0.113",
        "0.0.0.0/0, ''",
        "0.0.0.0/0, 1.2.3.4.5",
        "0.0.0.0/0, 1.2.3.",
        "0.0.0.0/0, 1..2.3",
        "0.0.0.0/0, 1.2.3.1000",
        "::/0, 1:2:3:4:5:6:7",
        "::/0, 1:2:3:4:5:6:7:8:9",
        "::/0, 1:2:3:4:5:6:7:12345",
        "::/0, 1:2:3:4:5:6:7:g",
        "::/0, ::ffff:203.0.113.7",
        "2001:db8:0:0:8000::/65, 2001:db8:0:0:7fff::1",
    })
    void another_address_and_no_address_do_not(String range, String address) {
        assertThat(new Cidr(range).contains(address)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "/8",
                "203.0.113.0/",
                "203.0.113.0/33",
                "203.0.113.0/-1",
                "203.0.113.0/+8",
                "203.0.113.0/8/8",
                "1.2.3/8",
                "256.0.0.1",
                "example.com/8",
                "fe80::1%eth0/64",
                "2001:db8::/129",
                "203.0.113.0/٨",
                "٢03.0.113.0",
                "::ffff:203.0.113.0/24",
                "::ffff:0:0/95",
                "*"
            })
    void anything_else_is_no_range(String text) {
        assertThatThrownBy(() -> new Cidr(text)).isInstanceOf(Malformed.class);
    }

    @Test
    void a_refusal_quotes_no_more_than_a_line() {
        assertThatThrownBy(() -> new Cidr("x".repeat(1_000_000)))
                .hasMessageStartingWith("\"xxx")
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(300));
    }

    @ParameterizedTest
    @CsvSource({
        "203.0.113.7, 203.0.113.0/24, true",
        "203.0.113.0/24, 203.0.113.0/24, true",
        "203.0.112.0/23, 203.0.113.0/24, false",
        "198.51.100.0/25, 203.0.113.0/24, false",
        "2001:db8:1::/48, 2001:db8::/32, true",
        "203.0.113.0/24, ::/0, false",
    })
    void a_range_lies_within_another_if_all_its_addresses_do(String narrow, String wide, boolean within) {
        assertThat(new Cidr(narrow).within(new Cidr(wide))).isEqualTo(within);
    }

    @Test
    void of_many_ranges_one_is_enough_and_of_none_none() {
        var ranges = List.of(new Cidr("203.0.113.0/24"), new Cidr("2001:db8::/32"));

        assertThat(Cidr.anyContains(ranges, "2001:db8::7")).isTrue();
        assertThat(Cidr.anyContains(ranges, "198.51.100.7")).isFalse();
        assertThat(Cidr.anyContains(ranges, "nonsense")).isFalse();
        assertThat(Cidr.anyContains(List.of(), "203.0.113.7")).isFalse();
    }
}
