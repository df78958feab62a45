package dev.slipway.org;

import dev.slipway.access.TokenHash;
import dev.slipway.access.TokenId;
import dev.slipway.kernel.AccountId;
import dev.slipway.kernel.OrgSlug;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// That a machine token ends, and who was told of it.
///
/// @param told whom, at each step
public record Ending(
        OrgSlug org,
        TokenId token,
        TokenHash hash,
        Instant createdAt,
        Instant expiresAt,
        Map<Step, Set<AccountId>> told) {

    /// How many days before the end people are told.
    public enum Step {
        DAY(1),
        WEEK(7),
        FORTNIGHT(14);

        private final int days;

        Step(int days) {
            this.days = days;
        }

        public int days() {
            return days;
        }
    }

    public Ending {
        told = Map.copyOf(told);
    }

    /// On which day it ends, in UTC.
    public LocalDate day() {
        return LocalDate.ofInstant(expiresAt, ZoneOffset.UTC);
    }

    /// How many days are left, by the calendar.
    public long daysLeft(Instant now) {
        return ChronoUnit.DAYS.between(LocalDate.ofInstant(now, ZoneOffset.UTC), day());
    }

    /// What people are to be told by now: the last step whose day has come, so that a day on which nothing ran is made
    /// up for and nobody is told of two at once. A token that was younger than that on the day of the step is known
    /// well enough: whoever makes one for a week isn't told on the next day that it ends in a week.
    Optional<Step> due(Instant now) {
        if (!now.isBefore(expiresAt)) {
            return Optional.empty();
        }
        var made = LocalDate.ofInstant(createdAt, ZoneOffset.UTC);
        return Arrays.stream(Step.values())
                .filter(step -> daysLeft(now) <= step.days())
                .findFirst()
                .filter(step -> made.isBefore(day().minusDays(step.days())));
    }

    boolean wasTold(Step step, AccountId account) {
        return told.getOrDefault(step, Set.of()).contains(account);
    }
}
