package dev.slipway.local.invitations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.access.Refusal;
import dev.slipway.access.Role;
import dev.slipway.adapters.dynamodb.DynamoInvitations;
import dev.slipway.adapters.dynamodb.DynamoRateLimits;
import dev.slipway.adapters.dynamodb.DynamoStandings;
import dev.slipway.kernel.Ids;
import dev.slipway.org.AcceptInvitation;
import dev.slipway.org.AcceptInvitation.Outcome;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Joining, by an invitation from better days, what isn't paid for any more.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JoinUnpaidTest {

    private static final Instant END = Stage.START.plusSeconds(3600).truncatedTo(ChronoUnit.SECONDS);

    private final Stage stage = new Stage();

    @BeforeEach
    void begin() {
        stage.moveTo(Stage.START);
    }

    @AfterAll
    void close() {
        stage.close();
    }

    @Test
    void who_comes_a_moment_before_the_end_is_let_in() {
        var org = stage.organization(2);
        var address = invited(org);
        end(org, END);
        stage.moveTo(END.minusMillis(1));

        assertThat(stage.accept.byLink(stage.by(stage.somebody(stage.unique("ada"))), stage.link(address)))
                .isInstanceOf(Outcome.Joined.class);
        stage.assertTrue(org);
    }

    @Test
    void who_comes_at_that_very_second_is_refused_and_joins_by_the_same_link_once_it_is_paid() {
        var org = stage.organization(2);
        var address = invited(org);
        var ada = stage.somebody(stage.unique("ada"));
        end(org, END);
        stage.moveTo(END);
        var before = stage.everything();

        assertThat(stage.accept.byLink(stage.by(ada), stage.link(address)))
                .isEqualTo(new Outcome.Refused(new Refusal.PaymentDue(org.slug())));

        assertThat(stage.everything()).isEqualTo(before);
        stage.assertTrue(org);
        end(org, END.plusSeconds(1));
        assertThat(stage.accept.byLink(stage.by(ada), stage.link(address))).isInstanceOf(Outcome.Joined.class);
    }

    @Test
    void without_the_link_it_is_the_same() {
        var org = stage.organization(2);
        var ada = stage.somebody(stage.unique("ada"));
        var id = stage.invited(org, ada.address(), Role.MEMBER);
        end(org, END);
        stage.moveTo(END);
        var before = stage.everything();

        assertThat(stage.accept.byAddress(stage.by(ada), id))
                .isEqualTo(new Outcome.Refused(new Refusal.PaymentDue(org.slug())));

        assertThat(stage.everything()).isEqualTo(before);
    }

    /// What was read said that it is paid for, and the write has a condition of its own.
    @Test
    void what_is_no_longer_paid_when_it_is_written_takes_nobody_in() {
        var org = stage.organization(2);
        var address = invited(org);
        var ada = stage.somebody(stage.unique("ada"));
        var ended = new AtomicBoolean();
        var table = stage.table((operation, request, onward) -> {
            if (operation.equals("transactWriteItems") && !ended.getAndSet(true)) {
                end(org, stage.now());
            }
            return onward.send(request);
        });
        var accept = new AcceptInvitation(
                new DynamoInvitations(table), new DynamoRateLimits(table), new DynamoStandings(table), Ids.random());

        assertThat(accept.byLink(stage.by(ada), stage.link(address)))
                .isEqualTo(new Outcome.Refused(new Refusal.PaymentDue(org.slug())));

        assertThat(ended).isTrue();
        assertThat(stage.members(org)).doesNotContain(ada.handle().value());
        stage.assertTrue(org);
    }

    private String invited(Stage.Org org) {
        var address = stage.unique("work") + "@example.org";
        stage.invited(org, address, Role.MEMBER);
        return address;
    }

    private void end(Stage.Org org, Instant when) {
        stage.update(
                "ORG#" + org.slug(),
                "ORGANIZATION",
                "SET worksUntil = :value",
                AttributeValue.fromN(Long.toString(when.getEpochSecond())));
    }
}
