package dev.slipway.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HealthTest {

    private static final Instant NOW = Instant.parse("2026-11-28T10:00:00Z");

    @Test
    void four_failures_in_a_row_hold_nothing_up() {
        var health = failed(4);
        assertThat(health.open()).isFalse();
        assertThat(health.mayTryAt(NOW)).isTrue();
        assertThat(health.failingSince()).contains(NOW);
    }

    @Test
    void from_the_fifth_on_the_pause_doubles_up_to_an_hour() {
        var pauses = new ArrayList<Duration>();
        for (int failures = 5; failures < 18; failures++) {
            pauses.add(Duration.between(NOW, failed(failures).notBefore().orElseThrow()));
        }
        assertThat(pauses)
                .extracting(Duration::toSeconds)
                .isEqualTo(List.of(5L, 10L, 20L, 40L, 80L, 160L, 320L, 640L, 1280L, 2560L, 3600L, 3600L, 3600L));
        assertThat(failed(100_000).notBefore()).contains(NOW.plus(Duration.ofHours(1)));
    }

    @Test
    void nothing_is_tried_before_its_time_and_something_then() {
        var health = failed(5);
        assertThat(health.mayTryAt(NOW.plusMillis(4_999))).isFalse();
        assertThat(health.mayTryAt(NOW.plusSeconds(5))).isTrue();
        assertThat(health.claimedUntil(NOW.plusSeconds(30)).mayTryAt(NOW.plusSeconds(5)))
                .isFalse();
    }

    @Test
    void three_days_without_a_success_are_enough() {
        var health = failed(7);
        assertThat(health.givenUpAt(NOW.plus(Duration.ofDays(3)).minusMillis(1)))
                .isFalse();
        assertThat(health.givenUpAt(NOW.plus(Duration.ofDays(3)))).isTrue();
        assertThat(Health.GOOD.givenUpAt(NOW)).isFalse();
    }

    private static Health failed(int times) {
        var health = Health.GOOD;
        for (int i = 0; i < times; i++) {
            health = health.failedAt(NOW);
        }
        return health;
    }
}
