package dev.slipway.local.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.local.backends.AtOnce;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/// How often a public package is downloaded by nobody known: counted by day, and told to whoever sees how it is set.
class DownloadsTest extends OnARegistry {

    private static final String NAME = "@acme/pad";
    private static final Draft PAD = Draft.of(NAME, "1.0.0").access("public");
    private static final String PACKAGE = "/api/v1/orgs/acme/packages/pad";

    private Session owner;
    private Session nobody;

    @BeforeEach
    void publish() {
        owner = registry.as(Who.OWNER);
        nobody = registry.as(Who.ANONYMOUS);
        registry.as(Who.MAINTAINER).published(PAD);
    }

    private void download(int times) {
        for (int i = 0; i < times; i++) {
            assertThat(nobody.tarball(PAD)).isEqualTo(PAD.bytes());
        }
    }

    private void counted(int week, int month) {
        assertThat(Session.object(owner.get(PACKAGE).json(), "anonymousDownloads"))
                .isEqualTo(Map.of("week", week, "month", month));
    }

    @Test
    void each_tarball_that_is_given_to_nobody_known_is_one_more() {
        counted(0, 0);
        download(3);
        registry.as(Who.MAINTAINER).published(Draft.of(NAME, "1.1.0"));
        assertThat(nobody.get("/@acme/pad/-/pad-1.1.0.tgz").status()).isEqualTo(302);

        counted(4, 4);
    }

    @Test
    void the_days_of_a_week_and_of_a_month_are_told_also_over_the_end_of_one() {
        registry.clock().set(Instant.parse("2026-11-28T23:59:59.999Z"));
        download(1);
        registry.clock().advance(Duration.ofMillis(1));
        download(2);
        registry.clock().set(Instant.parse("2026-12-04T12:00:00Z"));
        download(4);
        // Seven days: from 28 November.
        counted(7, 7);
        registry.clock().advance(Duration.ofDays(1));
        counted(6, 7);
        registry.clock().set(Instant.parse("2026-12-27T23:59:59Z"));
        counted(0, 7);
        registry.clock().advance(Duration.ofSeconds(1));
        counted(0, 6);
        registry.clock().set(Instant.parse("2027-01-10T00:00:00Z"));
        counted(0, 0);
    }

    @ParameterizedTest
    @EnumSource(
            value = Who.class,
            names = {"OWNER", "OUTSIDER", "MACHINE_READING"})
    void whoever_is_known_is_in_the_log_and_not_in_the_number(Who who) {
        registry.as(who).tarball(PAD);

        counted(0, 0);
        assertThat(registry.dump().ofType("downloads")).isEmpty();
    }

    @Test
    void what_gives_no_bytes_counts_nothing() {
        nobody.packument(NAME);
        nobody.send(nobody.event("HEAD", PAD.tarballPath()));
        assertThat(nobody.get("/@acme/pad/-/pad-9.9.9.tgz").status()).isEqualTo(404);

        counted(0, 0);
        assertThat(registry.dump().ofType("downloads")).isEmpty();
    }

    @Test
    void of_what_is_not_public_nothing_is_counted_or_told() {
        var closed = Draft.of("@acme/closed", "1.0.0");
        registry.as(Who.MAINTAINER).published(closed);

        assertThat(nobody.get(closed.tarballPath()).status()).isEqualTo(401);
        assertThat(owner.get("/api/v1/orgs/acme/packages/closed").json()).doesNotContainKey("anonymousDownloads");
        assertThat(registry.dump().ofType("downloads")).isEmpty();
    }

    @Test
    void outsiders_are_not_told() {
        download(1);

        assertThat(registry.as(Who.OUTSIDER).get(PACKAGE).status()).isEqualTo(404);
        assertThat(nobody.get(PACKAGE).status()).isEqualTo(401);
    }

    @Test
    void many_at_once_are_all_counted_and_spread_over_partitions() {
        Callable<byte[]> downloads = () -> nobody.tarball(PAD);
        AtOnce.run(Collections.nCopies(48, downloads));

        counted(48, 48);
        assertThat(registry.dump().ofType("downloads"))
                .hasSizeBetween(3, 8)
                .allSatisfy(item -> assertThat(item).containsKey("forgetAt").doesNotContainKeys("address", "client"));
    }

    @Test
    void a_download_never_fails_for_want_of_a_number() {
        for (var refusal : List.<RuntimeException>of(
                ProvisionedThroughputExceededException.builder()
                        .message("too much")
                        .build(),
                TransactionConflictException.builder().message("ongoing").build())) {
            var busy = registry.instance((_, request, onward) -> {
                if (request instanceof UpdateItemRequest update
                        && update.key().get("pk").s().startsWith("DOWNLOADS#")) {
                    throw refusal;
                }
                return onward.send(request);
            });

            assertThat(nobody.at(busy).tarball(PAD)).isEqualTo(PAD.bytes());
        }
        counted(0, 0);
        download(1);
        counted(1, 1);
    }
}
