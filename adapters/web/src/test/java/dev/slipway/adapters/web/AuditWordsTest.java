package dev.slipway.adapters.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.access.Actor;
import dev.slipway.access.Role;
import dev.slipway.audit.AuditAction;
import dev.slipway.audit.AuditAction.MemberJoined;
import dev.slipway.audit.AuditAction.OrganizationChanged;
import dev.slipway.audit.AuditAction.RoleChanged;
import dev.slipway.audit.AuditAction.TagMoved;
import dev.slipway.audit.AuditAction.Values;
import dev.slipway.audit.Origin;
import dev.slipway.audit.RecordedEvent;
import dev.slipway.kernel.AccountId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AuditWordsTest {

    private static final AccountId ADA = new AccountId("01KAKJ3V6Q8ZQ0W3Y2M7N5T4RB");

    private static AuditPage.Event told(AuditAction action) {
        return AuditWords.of(new RecordedEvent(
                "01KAKJ3V6Q8ZQ0W3Y2M7N5T4RB",
                Instant.EPOCH,
                new Actor.Registry(),
                action.name(),
                action.target(),
                action.details(),
                Origin.INSIDE));
    }

    @Test
    void there_is_a_sentence_for_every_action_and_for_nothing_else() {
        assertThat(AuditWords.SENTENCES.keySet()).containsExactlyInAnyOrderElementsOf(AuditAction.NAMES);
    }

    @Test
    void a_sentence_says_what_it_was_done_to_and_what_came_of_it() {
        assertThat(told(new TagMoved("@acme/pad", "beta", Optional.of("1.0.0"), "1.1.0"))
                        .sentence())
                .isEqualTo("moved the tag beta of @acme/pad to 1.1.0");
        assertThat(told(new RoleChanged(ADA, "ada", Role.MEMBER, Role.ADMIN)).sentence())
                .isEqualTo("made ada admin, who was member");
    }

    @Test
    void what_a_sentence_says_is_not_said_again() {
        var event = told(new RoleChanged(ADA, "ada", Role.MEMBER, Role.ADMIN));

        assertThat(event.changes()).isEmpty();
        assertThat(event.facts()).containsExactly(new AuditPage.Fact("account", ADA.value()));
    }

    @Test
    void a_change_has_its_value_before_and_after() {
        var event = told(new OrganizationChanged(
                "acme",
                Map.of("membersCanPublish", new Values("false", "true"), "website", new Values("", "https://a"))));

        assertThat(event.changes())
                .containsExactlyInAnyOrder(
                        new AuditPage.Change("members can publish", "false", "true"),
                        new AuditPage.Change("website", "", "https://a"));
        assertThat(event.facts()).isEmpty();
    }

    @Test
    void what_is_told_of_somebody_is_a_fact() {
        assertThat(told(new MemberJoined(ADA, "ada", Role.OWNER)).facts())
                .containsExactly(new AuditPage.Fact("account", ADA.value()));
    }

    @Test
    void a_value_in_braces_is_taken_as_it_is() {
        var event = told(new TagMoved("@acme/{after}", "beta", Optional.empty(), "{tag}"));

        assertThat(event.sentence()).isEqualTo("moved the tag beta of @acme/{after} to {tag}");
    }

    @Test
    void an_action_of_another_version_is_said_by_its_name() {
        var event = AuditWords.of(new RecordedEvent(
                "01KAKJ3V6Q8ZQ0W3Y2M7N5T4RB",
                Instant.EPOCH,
                new Actor.Registry(),
                "moon.painted",
                "the moon",
                Map.of(),
                Origin.INSIDE));

        assertThat(event.sentence()).isEqualTo("moon.painted the moon");
    }
}
