package dev.slipway.local.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.adapters.lambda.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What whoever writes is told while a payment has failed, and once the time of grace is over.
class GraceTest extends OnARegistry {

    private static final String PAD = "@acme/pad";
    private static final Instant END = Instant.parse("2026-12-12T09:30:59Z");
    private static final String BILLING = Registry.URL + "/console/organizations/acme/billing";
    private static final String NOTICE =
            "@acme's last payment failed: publishing stops on 12 December 2026, 09:30 UTC unless it is paid: "
                    + BILLING;

    private Session max;

    @BeforeEach
    void publish() {
        max = registry.as(Who.MAINTAINER);
        max.published(Draft.of(PAD, "1.0.0"), Draft.of(PAD, "1.1.0"));
        registry.worksUntil(END);
    }

    @Test
    void whoever_publishes_tags_deprecates_or_unpublishes_in_grace_is_told_until_when() {
        var ada = registry.as(Who.OWNER);

        noticed(max.publish(Draft.of(PAD, "1.2.0")), 201);
        noticed(max.publish(Draft.of("@acme/new", "1.0.0")), 201);
        noticed(max.tag(PAD, "beta", "1.0.0"), 200);
        noticed(max.tag(PAD, "beta", "1.0.0"), 200);
        noticed(max.untag(PAD, "beta"), 200);
        noticed(max.deprecate(PAD, "1.0.0", "has a bug"), 200);
        noticed(ada.unpublish(PAD, "1.0.0"), 200);
        noticed(ada.unpublishAll("@acme/new"), 200);
    }

    @Test
    void a_notice_of_its_own_comes_first() {
        assertThat(max.publish(Draft.of(PAD, "1.2.0").access("public")).header("npm-notice"))
                .isEqualTo("@acme/pad stays private: publishing does not change who sees a package; " + NOTICE);
        assertThat(max.publish(Draft.of(PAD, "1.2.0").access("public")).header("npm-notice"))
                .isEqualTo("@acme/pad@1.2.0 was published before with the same content; " + NOTICE);
    }

    @Test
    void whoever_reads_is_told_nothing() {
        for (var path : new String[] {
            "/@acme/pad",
            "/@acme/pad/1.0.0",
            "/-/package/@acme/pad/dist-tags",
            Draft.of(PAD, "1.0.0").tarballPath()
        }) {
            var answer = max.get(path);
            assertThat(answer.status()).as(path).isLessThan(400);
            assertThat(answer.header("npm-notice")).as(path).isEmpty();
        }
    }

    @Test
    void nobody_is_told_anything_while_all_is_paid_for() {
        registry.paid();

        assertThat(max.publish(Draft.of(PAD, "1.2.0")).header("npm-notice")).isEmpty();
        assertThat(max.tag(PAD, "beta", "1.0.0").header("npm-notice")).isEmpty();
    }

    @Test
    void publishing_works_one_second_before_the_end_and_is_refused_at_that_second() {
        registry.clock().set(END.minus(Duration.ofMillis(1)));
        noticed(max.publish(Draft.of(PAD, "1.2.0")), 201);

        registry.clock().set(END);
        var late = max.event("PUT", "/" + PAD).body(Draft.of(PAD, "1.3.0").body());
        registry.refuses(late, 402, "payment_due");

        registry.paid();
        max.published(Draft.of(PAD, "1.3.0"));
    }

    @Test
    void what_is_refused_says_where_to_pay_and_what_goes_on_goes_on() {
        var ada = registry.as(Who.OWNER);
        registry.clock().set(END.plusSeconds(1));

        var refused = registry.refuses(
                max.event("PUT", "/" + PAD).body(Draft.of(PAD, "1.2.0").body()), 402, "payment_due");

        assertThat(refused.json()).containsEntry("organization", "acme").containsEntry("billing", BILLING);
        assertThat(refused.json().get("error").toString())
                .startsWith("@acme isn't paid for")
                .contains("owner or billing manager of @acme")
                .contains(" " + BILLING + " ");
        assertThat(refused.header("npm-notice")).isEmpty();
        registry.refuses(max.event("PUT", "/-/package/@acme/pad/dist-tags/beta").body("\"1.0.0\""), 402, "payment_due");
        assertThat(max.tags(PAD)).isEqualTo(Map.of("latest", "1.1.0"));
        var cleared = ada.unpublish(PAD, "1.0.0");
        assertThat(cleared.status()).isEqualTo(200);
        assertThat(cleared.header("npm-notice")).isEmpty();
    }

    private static void noticed(Answer answer, int status) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.header("npm-notice")).isEqualTo(NOTICE);
    }
}
