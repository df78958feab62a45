package dev.slipway.local.people;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.access.RateLimit;
import dev.slipway.access.RateLimits;
import dev.slipway.access.RateLimits.Answer;
import dev.slipway.adapters.dynamodb.DynamoRateLimits;
import dev.slipway.local.Database;
import dev.slipway.local.TableDefinition;
import dev.slipway.local.backends.AtOnce;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RateLimitsTest {

    private static final RateLimit THREE_AN_HOUR = new RateLimit("test", 3, Duration.ofHours(1));
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private Database database;
    private RateLimits limits;

    @BeforeAll
    void open() {
        database = Database.inMemory();
        limits = new DynamoRateLimits(database.create(TableDefinition.find(), "limits"));
    }

    @AfterAll
    void close() {
        database.close();
    }

    @Test
    void whoever_is_within_the_limit_is_let_through_and_then_no_more() {
        for (int i = 0; i < 3; i++) {
            assertThat(limits.spend(THREE_AN_HOUR, "ada", NOON)).isEqualTo(new Answer.Allowed());
        }

        assertThat(limits.spend(THREE_AN_HOUR, "ada", NOON.plusSeconds(600)))
                .isEqualTo(new Answer.TooFast(Duration.ofMinutes(50)));
    }

    @Test
    void whoever_waits_as_long_as_told_is_let_through_again() {
        var at = NOON.plusMillis(1_500);
        for (int i = 0; i < 3; i++) {
            limits.spend(THREE_AN_HOUR, "bob", at);
        }
        var wait = ((Answer.TooFast) limits.spend(THREE_AN_HOUR, "bob", at)).retryAfter();

        assertThat(limits.spend(THREE_AN_HOUR, "bob", NOON.plusSeconds(3_599))).isInstanceOf(Answer.TooFast.class);
        assertThat(limits.spend(THREE_AN_HOUR, "bob", at.plus(wait))).isEqualTo(new Answer.Allowed());
    }

    @Test
    void what_is_counted_for_one_or_of_one_kind_is_not_counted_for_another() {
        for (int i = 0; i < 3; i++) {
            limits.spend(THREE_AN_HOUR, "cat", NOON);
        }

        assertThat(limits.spend(THREE_AN_HOUR, "dan", NOON)).isEqualTo(new Answer.Allowed());
        assertThat(limits.spend(new RateLimit("other", 3, Duration.ofHours(1)), "cat", NOON))
                .isEqualTo(new Answer.Allowed());
    }

    @Test
    void however_many_come_at_once_no_more_than_the_limit_are_let_through() {
        for (int round = 0; round < 50; round++) {
            var whose = "crowd-" + round;
            Callable<Answer> spend = () -> limits.spend(THREE_AN_HOUR, whose, NOON);

            assertThat(AtOnce.run(Collections.nCopies(8, spend)))
                    .filteredOn(Answer.Allowed.class::isInstance)
                    .hasSize(3);
        }
    }
}
