package dev.slipway.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReturnToTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/console",
                "/console/organizations/acme?tab=members#top",
                "/invitations/accept?token=slp_i0",
                "/login/approve?login=x&next=https://example.com/",
                "/signature"
            })
    void a_path_of_this_registry_is_where_somebody_returns_to(String path) {
        assertThat(ReturnTo.of(path).path()).isEqualTo(path);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "console",
                "https://evil.example/",
                "HTTPS://evil.example/",
                "//evil.example",
                "///evil.example",
                "/\\evil.example",
                "/console\\..\\evil",
                "\\\\evil.example",
                "/\t/evil.example",
                "/\n/evil.example",
                " /console",
                "/con sole",
                "/console\r\nset-cookie: a=b",
                "/console\u0000",
                "/../..//evil.example",
                "/.//evil.example",
                "/console//evil.example",
                "/%2e%2E//evil.example",
                "/console/../sign-out",
                "/%zz",
                "javascript:alert(1)",
                "data:text/html,x",
                "@evil.example",
                ".evil.example",
                "/ünicode",
                "/<script>"
            })
    void whatever_may_lead_elsewhere_leads_home(String text) {
        assertThat(ReturnTo.of(text)).isEqualTo(ReturnTo.HOME);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/sign-in",
                "/sign-in?returnTo=/sign-in",
                "/sign-in/mail?token=x",
                "/sign-up",
                "/sign-out",
                "/api/v1/me"
            })
    void nobody_is_sent_round_in_a_circle_or_to_what_is_no_page(String path) {
        assertThat(ReturnTo.of(path)).isEqualTo(ReturnTo.HOME);
    }

    @Test
    void a_path_without_end_leads_home() {
        assertThat(ReturnTo.of("/" + "x".repeat(2_001))).isEqualTo(ReturnTo.HOME);
        assertThat(ReturnTo.of("/" + "x".repeat(1_000_000))).isEqualTo(ReturnTo.HOME);
    }

    @Test
    void what_it_may_hold_is_not_shown() {
        assertThat(ReturnTo.of("/invitations/accept?token=secret").toString()).doesNotContain("secret");
    }
}
