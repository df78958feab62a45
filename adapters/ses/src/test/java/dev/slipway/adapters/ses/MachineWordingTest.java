package dev.slipway.adapters.ses;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.access.ServiceAccountName;
import dev.slipway.kernel.Email;
import dev.slipway.kernel.Handle;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.org.ExpiryMails;
import dev.slipway.org.LeakMails;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MachineWordingTest {

    private static final Email ADA = new Email("ada@example.com");
    private static final OrgSlug ACME = new OrgSlug("acme");
    private static final String PLACE = "https://github.com/octocat/hello/blob/main/.npmrc#L3";

    private static ExpiryMails.Letter expiry(String token, long days) {
        return new ExpiryMails.Letter(
                ADA,
                ACME,
                "Acme Corp",
                token,
                "slp_mK3xQ9",
                Optional.of(new ServiceAccountName("build-server")),
                Optional.of(new Handle("grace")),
                Instant.parse("2027-02-18T08:10:59Z"),
                days,
                URI.create("https://npm.acme.example/console/organizations/acme/machines"));
    }

    private static LeakMails.Letter leak(boolean session, String source) {
        return new LeakMails.Letter(
                ADA,
                session ? Optional.empty() : Optional.of(ACME),
                "nightly",
                "slp_mK3xQ9",
                session,
                source,
                URI.create("https://npm.acme.example/console/tokens"));
    }

    @Test
    void an_end_is_told_with_all_that_helps_to_find_the_token() {
        var mail = MachineWording.expiry(expiry("nightly", 14));

        assertThat(mail.subject()).isEqualTo("The machine token nightly of Acme Corp ends in 14 days");
        assertThat(TextForm.of(mail))
                .contains(
                        "nightly (slp_mK3xQ9…)",
                        "build-server",
                        "grace",
                        "Thursday, 18 February 2027, 08:10 UTC",
                        "https://npm.acme.example/console/organizations/acme/machines");
        assertThat(MachineWording.expiry(expiry("nightly", 1)).subject()).endsWith("ends tomorrow");
        assertThat(MachineWording.expiry(expiry("nightly", 0)).subject()).endsWith("ends today");
    }

    @Test
    void a_name_that_would_lead_somewhere_is_left_out() {
        assertThat(MachineWording.expiry(expiry("see evil.example", 7)).subject())
                .isEqualTo("The machine token slp_mK3xQ9 of Acme Corp ends in 7 days");
    }

    @Test
    void a_leak_is_told_with_where_it_was() {
        var mail = MachineWording.leak(leak(false, PLACE));

        assertThat(mail.subject()).isEqualTo("The token nightly was revoked: it was found in public");
        assertThat(TextForm.of(mail)).contains(PLACE, "@acme", "nightly (slp_mK3xQ9…)");
        assertThat(MachineWording.leak(leak(true, PLACE)).subject())
                .isEqualTo("A session of yours was ended: it was found in public");
    }

    @Test
    void a_place_that_is_not_githubs_or_not_plain_is_no_address_in_a_mail() {
        for (var source : new String[] {
            "https://evil.example/sign-in",
            "https://github.com.evil.example/x",
            "https://github.com/x\nBcc: eve@example.com",
            "https://github.com/<b>",
            "http://github.com/x"
        }) {
            assertThat(TextForm.of(MachineWording.leak(leak(false, source))))
                    .contains("at a place that GitHub knows")
                    .doesNotContain("evil.example", "Bcc", "<b>", "http://");
        }
        assertThat(TextForm.of(MachineWording.leak(leak(false, "content")))).contains("content");
    }
}
