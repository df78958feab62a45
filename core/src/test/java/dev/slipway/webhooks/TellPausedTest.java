package dev.slipway.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.kernel.Email;
import dev.slipway.webhooks.Courier.Sent;
import dev.slipway.webhooks.TellPaused.Outcome;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The mail about a webhook that the registry has paused by itself.
class TellPausedTest {

    private static final Email GRACE = new Email("grace@example.com");

    private final Depot depot = new Depot();

    @BeforeEach
    void paused() {
        depot.endpoint = depot.endpoint.with(
                new Health(Optional.of(depot.now.minus(Duration.ofDays(3))), 80, Optional.of(depot.now)));
        fails(500);
    }

    private void fails(int status) {
        depot.answer = _ -> new Sent.Answered(status, "no", Optional.empty(), Duration.ofMillis(20));
        depot.run(depot.message());
    }

    @Test
    void all_who_manage_it_hear_since_when_nothing_arrived_and_where_to_resume_it() {
        depot.managers.add(GRACE);

        assertThat(depot.tell(depot.notice())).isEqualTo(new Outcome.Told(2, 0));
        assertThat(depot.mails).hasSize(2).allSatisfy(mail -> {
            assertThat(mail.failingSince()).contains(depot.now.minus(Duration.ofDays(3)));
            assertThat(mail.webhook()).isEqualTo("https://hooks.example.com/…");
            assertThat(mail.link().toString())
                    .isEqualTo("https://npm.acme.test/console/organizations/acme/webhooks/" + depot.endpoint.id());
        });
    }

    @Test
    void of_one_that_says_that_it_is_gone_it_is_not_said_that_it_failed_for_days() {
        depot.endpoint = depot.endpoint.with(Endpoint.State.ACTIVE);
        depot.another();
        fails(410);

        assertThat(depot.tell(depot.notice())).isEqualTo(new Outcome.Told(1, 0));
        assertThat(depot.mails)
                .singleElement()
                .satisfies(mail -> assertThat(mail.failingSince()).isEmpty());
    }

    @Test
    void an_address_that_takes_no_mail_keeps_others_from_nothing() {
        depot.managers.add(GRACE);
        depot.untaken.add(new Email("ada@example.com"));

        assertThat(depot.tell(depot.notice())).isEqualTo(new Outcome.Told(1, 1));
        assertThat(depot.mails).extracting(PauseMails.Letter::to).containsExactly(GRACE);
    }

    @Test
    void if_no_mail_is_taken_at_all_it_is_to_be_tried_again() {
        depot.untaken.addAll(depot.managers);

        assertThat(depot.tell(depot.notice())).isEqualTo(new Outcome.NotTaken(1));
        depot.untaken.clear();
        assertThat(depot.tell(depot.notice())).isEqualTo(new Outcome.Told(1, 0));
    }

    @Test
    void if_nobody_can_be_reached_it_is_over() {
        depot.managers.clear();

        assertThat(depot.tell(depot.notice())).isEqualTo(new Outcome.Told(0, 0));
    }

    @Test
    void nobody_hears_of_one_that_somebody_has_dealt_with_meanwhile() {
        var notice = depot.notice();
        var failed = depot.endpoint;

        depot.endpoint = failed.with(Endpoint.State.ACTIVE);
        assertThat(depot.tell(notice)).isEqualTo(new Outcome.NoMatter());
        depot.endpoint = failed.with(new Endpoint.Settings(
                new EndpointUrl("https://other.example.com/"), failed.description(), failed.events()));
        assertThat(depot.tell(notice)).isEqualTo(new Outcome.NoMatter());
        depot.endpoint = failed;
        depot.live = false;
        assertThat(depot.tell(notice)).isEqualTo(new Outcome.NoMatter());
        assertThat(depot.mails).isEmpty();
    }
}
