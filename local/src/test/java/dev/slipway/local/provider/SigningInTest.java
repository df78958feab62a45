package dev.slipway.local.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.local.LocalRegistry;
import dev.slipway.local.Options;
import dev.slipway.local.mailbox.Mood;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Every way into the registry of a laptop, over real HTTP: the function, the mailbox and the providers together.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SigningInTest {

    private LocalRegistry registry;
    private Surfer surfer;

    @BeforeAll
    void start() {
        registry = LocalRegistry.start(Options.inMemory());
    }

    @AfterAll
    void stop() {
        registry.close();
    }

    @BeforeEach
    void open() {
        surfer = new Surfer();
        registry.mailbox().clear();
    }

    @AfterEach
    void close() {
        registry.mailbox().mood(Mood.WORKING);
        surfer.close();
    }

    private Surfer signInPage() {
        return surfer.go(registry.url() + "/sign-in?returnTo=%2Fsign-in%3Fagain%3D1");
    }

    private String provider(String path) {
        return registry.identityProvider().url() + path;
    }

    private void assertSignedIn() {
        // Whoever is signed in is sent on from the door.
        assertThat(surfer.go(registry.url() + "/sign-in?returnTo=%2F-%2Fping")
                        .at()
                        .getPath())
                .isEqualTo("/-/ping");
    }

    private void assertNotSignedIn() {
        assertThat(surfer.go(registry.url() + "/sign-in?returnTo=%2F-%2Fping")
                        .at()
                        .getPath())
                .isEqualTo("/sign-in");
    }

    @Test
    void the_page_offers_both_providers_and_a_mail() {
        assertThat(signInPage().page()).contains("Continue with Local ID", "Continue with GitHub", "Mail me a link");
    }

    @Test
    void a_mailed_link_lets_somebody_in() {
        signInPage().send("/sign-in", "email", "Mia@example.com");
        var mail = registry.mailbox().messagesTo("mia@example.com").getFirst();
        assertThat(mail.subject()).startsWith("Sign in to localhost:");

        surfer.go(mail.link().toString());
        assertNotSignedIn();
        surfer.go(mail.link().toString()).send("/sign-in/mail");

        assertSignedIn();
    }

    @Test
    void a_mail_that_ses_doesn_t_take_is_said_to_have_failed() {
        registry.mailbox().mood(Mood.REFUSING);

        signInPage().send("/sign-in", "email", "mia@example.com");

        assertThat(surfer.status()).isEqualTo(503);
        assertThat(surfer.page()).contains("could not be sent");
    }

    @Test
    void ada_comes_in_by_the_provider_that_knows_her() {
        signInPage().send("/sign-in/with/generic-oidc");
        assertThat(surfer.at().toString()).startsWith(provider("/authorize?"));
        surfer.send("/authorize", "person", "ada");

        assertSignedIn();
    }

    @Test
    void a_new_person_comes_by_the_provider_and_chooses_a_handle() {
        signInPage().send("/sign-in/with/generic-oidc");
        surfer.send("/authorize", "person", "new", "email", "nina@example.com");
        assertThat(surfer.at().getPath()).isEqualTo("/sign-up");
        surfer.send("/sign-up", "handle", "nina");

        assertSignedIn();
    }

    @Test
    void a_new_person_comes_by_github_and_chooses_a_handle() {
        signInPage().send("/sign-in/with/github");
        assertThat(surfer.at().toString()).startsWith(provider("/github/login/oauth/authorize?"));
        surfer.send("/github/login/oauth/authorize", "person", "new", "email", "gitta@example.com");
        assertThat(surfer.at().getPath()).isEqualTo("/sign-up");
        surfer.send("/sign-up", "handle", "gitta");

        assertSignedIn();
    }

    @Test
    void mia_whose_address_has_an_account_is_told_to_come_by_mail_first() {
        signInPage().send("/sign-in/with/generic-oidc");
        surfer.send("/authorize", "person", "mia");

        assertThat(surfer.status()).isEqualTo(409);
        assertNotSignedIn();
    }

    @Test
    void an_address_that_the_provider_never_checked_is_nobodys() {
        signInPage().send("/sign-in/with/generic-oidc");
        surfer.send("/authorize", "person", "new", "email", "max@example.com", "unverified", "on");

        assertThat(surfer.at().getPath()).isEqualTo("/sign-up");
        assertThat(surfer.page()).doesNotContain("max@example.com");
    }

    @Test
    void somebody_who_thinks_better_of_it_is_not_signed_in() {
        signInPage().send("/sign-in/with/generic-oidc");
        surfer.send("/authorize", "person", "nobody");

        assertThat(surfer.status()).isEqualTo(403);
        assertNotSignedIn();
    }

    @Test
    void a_way_back_works_once_and_only_in_the_browser_that_went() {
        signInPage().send("/sign-in/with/generic-oidc");
        surfer.send("/authorize", "person", "nobody");
        var back = surfer.at().toString().replace("error=access_denied", "code=guessed");

        assertThat(surfer.go(back).status()).isEqualTo(410);
        try (var other = new Surfer()) {
            assertThat(other.go(back).status()).isEqualTo(410);
        }
    }
}
