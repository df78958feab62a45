package dev.slipway.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.audit.AuditAction;
import dev.slipway.kernel.Malformed;
import java.util.List;
import org.junit.jupiter.api.Test;

class WebhookEventsTest {

    /// Of packages and members: whoever adds an action decides here whether webhooks tell of it.
    @Test
    void what_can_be_chosen_are_all_actions_of_packages_and_members_but_for_a_few() {
        var told = AuditAction.NAMES.stream()
                .filter(name -> name.matches("(version|package|tag|grant|member|invitation|pool_place)\\..*"))
                .filter(name -> !List.of(
                                // As many as the whole world downloads.
                                "version.installed",
                                // Nobody became anything.
                                "member.not_provisioned",
                                // What became of a mail.
                                "invitation.mailed",
                                "invitation.resent")
                        .contains(name))
                .toList();
        assertThat(WebhookEvents.CHOOSABLE).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(told);
    }

    @Test
    void nobody_chooses_the_test_or_what_there_is_not() {
        for (var name : List.of("webhook.test", "token.issued", "version.installed", "", "VERSION.PUBLISHED", "**")) {
            assertThatThrownBy(() -> EventChoice.parse(List.of(name)))
                    .isInstanceOfSatisfying(
                            Malformed.class,
                            malformed -> assertThat(malformed.code()).isEqualTo("invalid_events"));
        }
        assertThatThrownBy(() -> EventChoice.parse(List.of())).isInstanceOf(Malformed.class);
        assertThatThrownBy(() -> EventChoice.parse(List.of("*", "version.published")))
                .isInstanceOf(Malformed.class);
    }

    @Test
    void all_means_all_that_can_be_chosen() {
        var all = EventChoice.parse(List.of("*"));
        assertThat(all.names()).containsExactly("*");
        assertThat(WebhookEvents.CHOOSABLE).allMatch(all::includes);
        assertThat(AuditAction.NAMES.stream().filter(all::includes)).hasSameSizeAs(WebhookEvents.CHOOSABLE);
        assertThat(all.includes("token.issued")).isFalse();
        assertThat(EventChoice.stored(all.names())).isEqualTo(all);
    }

    @Test
    void some_are_these_and_no_others() {
        var some = EventChoice.parse(List.of("version.published", "member.joined", "version.published"));
        assertThat(some.names()).containsExactly("member.joined", "version.published");
        assertThat(some.includes("version.published")).isTrue();
        assertThat(some.includes("version.unpublished")).isFalse();
        assertThat(EventChoice.stored(some.names())).isEqualTo(some);
    }

    @Test
    void all_versions_of_a_package_stand_in_one_line() {
        assertThat(Lane.of("@acme/pad@1.0.0")).isEqualTo(Lane.of("@acme/pad")).isBetween(0, Lane.LANES - 1);
        assertThat(List.of("ada", "max", "mia", "otto", "eve", "@acme/pad", "@acme/hello", "@acme/world", "bob", "zoe")
                        .stream()
                        .map(Lane::of)
                        .distinct()
                        .count())
                .isGreaterThan(3);
    }
}
