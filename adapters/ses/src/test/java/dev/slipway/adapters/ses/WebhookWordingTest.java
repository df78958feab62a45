package dev.slipway.adapters.ses;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.kernel.Email;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.webhooks.PauseMails;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WebhookWordingTest {

    private static final String LINK =
            "https://npm.acme.example/console/organizations/acme/webhooks/01KAKJ3V6Q8ZQ0W3Y2M7N5T4RE";

    private static Mail paused(String webhook, Optional<Instant> since) {
        return WebhookWording.paused(new PauseMails.Letter(
                new Email("ada@example.com"), new OrgSlug("acme"), webhook, since, URI.create(LINK)));
    }

    @Test
    void a_pause_is_told_with_since_when_nothing_arrived_and_what_to_do() {
        var mail = paused("https://hooks.example.com/…", Optional.of(Instant.parse("2026-11-18T08:10:59Z")));

        assertThat(mail.subject()).isEqualTo("A webhook of @acme was paused");
        assertThat(TextForm.of(mail))
                .contains(
                        "Webhook:        https://hooks.example.com/…\n",
                        "Failing since:  Wednesday, 18 November 2026, 08:10 UTC\n",
                        "for three days",
                        "isn't told later",
                        "Resume it once its receiver answers again",
                        LINK);
        assertThat(HtmlForm.of(mail)).contains("Failing since", LINK);
    }

    @Test
    void one_that_says_that_it_is_gone_is_told_as_that_and_not_as_one_that_failed_for_days() {
        var mail = paused("https://hooks.example.com/…", Optional.empty());

        assertThat(TextForm.of(mail)).contains("it is gone for good (410)").doesNotContain("three days", "since:");
    }

    @Test
    void a_url_that_never_ends_is_cut_and_one_that_is_markup_is_none() {
        var mail = paused("https://hooks.example.com/<b>" + "x".repeat(3_000), Optional.empty());

        assertThat(HtmlForm.of(mail)).doesNotContain("<b>x", "x".repeat(300));
    }
}
