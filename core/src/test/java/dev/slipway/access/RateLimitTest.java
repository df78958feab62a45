package dev.slipway.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RateLimitTest {

    @Test
    void a_window_begins_and_ends_at_the_same_moment_for_all() {
        var limit = new RateLimit("sign-in", 5, Duration.ofHours(1));

        assertThat(limit.begin(Instant.parse("2026-03-01T12:59:59.999Z"))).isEqualTo("2026-03-01T12:00:00Z");
        assertThat(limit.end(Instant.parse("2026-03-01T12:00:00Z"))).isEqualTo("2026-03-01T13:00:00Z");
    }

    @Test
    void whoever_has_one_address_of_ipv6_is_counted_with_the_64_bits_around_it() {
        assertThat(RateLimit.network("2001:db8:1:2:3:4:5:6")).isEqualTo(RateLimit.network("2001:db8:1:2:ffff::1"));
        assertThat(RateLimit.network("2001:db8:1:3::1")).isNotEqualTo(RateLimit.network("2001:db8:1:2::1"));
        assertThat(RateLimit.network("192.0.2.1")).isNotEqualTo(RateLimit.network("192.0.2.2"));
        assertThat(RateLimit.network("no address")).isEqualTo("unknown");
    }

    @Test
    void a_limit_of_nothing_is_none() {
        assertThatThrownBy(() -> new RateLimit("sign-in", 0, Duration.ofHours(1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new RateLimit("sign-in", 1, Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new RateLimit("Sign#in", 1, Duration.ofHours(1)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
