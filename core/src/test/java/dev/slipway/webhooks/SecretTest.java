package dev.slipway.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.access.Principal;
import dev.slipway.kernel.AccountId;
import dev.slipway.kernel.Handle;
import dev.slipway.kernel.OrgSlug;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SecretTest {

    private static final Instant NOW = Instant.parse("2026-11-28T10:00:00Z");
    private static final String KEY = "0123456789abcdef0123456789abcdef";

    private final Secrets secrets = new Secrets(() -> KEY);

    /// The example of the specification's own libraries.
    @Test
    void a_message_is_signed_as_standard_webhooks_does_it() {
        var secret = new Secret(Base64.getDecoder().decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"));
        assertThat(secret.sign(
                        "msg_p5jXN8AQM9LWM0D4loKWxJek", Instant.ofEpochSecond(1_614_265_330), "{\"test\": 2432232314}"))
                .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void two_valid_secrets_make_two_signatures_with_a_space_between() {
        var first = new Secret(new byte[] {1});
        var second = new Secret(new byte[] {2});
        assertThat(Secret.sign(List.of(second, first), "msg_1", NOW, "{}"))
                .isEqualTo(second.sign("msg_1", NOW, "{}") + " " + first.sign("msg_1", NOW, "{}"));
    }

    @Test
    void a_secret_is_32_bytes_behind_whsec_and_never_shown_by_accident() {
        var secret = secrets.current(endpoint("01KAKJ3V6Q8ZQ0W3Y2M7N5T4RA"));
        assertThat(secret.text()).matches("whsec_[A-Za-z0-9+/]{43}=");
        assertThat(secret).hasToString("***");
    }

    /// Worked out once by Python's `hmac`, so that nobody changes by accident what receivers hold.
    @Test
    void a_secret_is_the_same_for_ever() {
        assertThat(secrets.current(endpoint("01KAKJ3V6Q8ZQ0W3Y2M7N5T4RA")).text())
                .isEqualTo("whsec_"
                        + Base64.getEncoder()
                                .encodeToString(HexFormat.of()
                                        .parseHex("290dfd40cbacba46a53f455064a79a5692e78c5ed8cb9802e3694a78ed29d65b")));
    }

    @Test
    void every_endpoint_generation_and_deployment_has_another_secret() {
        var endpoint = endpoint("01KAKJ3V6Q8ZQ0W3Y2M7N5T4RA");
        var all = Set.of(
                secrets.current(endpoint).text(),
                secrets.current(endpoint("01KAKJ3V6Q8ZQ0W3Y2M7N5T4RB")).text(),
                secrets.current(endpoint.with(endpoint.secret().rotated(NOW))).text(),
                new Secrets(() -> KEY + "!").current(endpoint).text());
        assertThat(all).hasSize(4);
    }

    @Test
    void after_a_rotation_both_are_valid_for_a_day() {
        var before = endpoint("01KAKJ3V6Q8ZQ0W3Y2M7N5T4RA");
        var after = before.with(before.secret().rotated(NOW));
        var old = secrets.current(before);
        var fresh = secrets.current(after);
        assertThat(secrets.valid(before, NOW)).containsExactly(old);
        assertThat(secrets.valid(after, NOW)).containsExactly(fresh, old);
        assertThat(secrets.valid(after, NOW.plus(Duration.ofHours(24)).minusMillis(1)))
                .containsExactly(fresh, old);
        assertThat(secrets.valid(after, NOW.plus(Duration.ofHours(24)))).containsExactly(fresh);
    }

    @Test
    void what_was_replaced_is_dead_at_once_and_so_is_the_one_before() {
        var first = endpoint("01KAKJ3V6Q8ZQ0W3Y2M7N5T4RA");
        var second = first.with(first.secret().rotated(NOW));
        var third = second.with(second.secret().replaced(NOW.plusSeconds(60)));
        assertThat(secrets.valid(third, NOW.plusSeconds(60))).containsExactly(secrets.current(third));
    }

    @Test
    void a_key_that_could_be_guessed_is_none() {
        var weak = new Secrets(() -> "change me");
        assertThatThrownBy(() -> weak.current(endpoint("01KAKJ3V6Q8ZQ0W3Y2M7N5T4RA")))
                .isInstanceOf(IllegalStateException.class)
                .message()
                .doesNotContain("change me");
    }

    private static Endpoint endpoint(String id) {
        return Endpoint.created(
                new EndpointId(id),
                new OrgSlug("acme"),
                new Endpoint.Settings(
                        new EndpointUrl("https://hooks.example.com/"), EndpointDescription.NONE, new EventChoice.All()),
                NOW,
                new Principal.Person(new AccountId("01KAKJ3V6Q8ZQ0W3Y2M7N5T4RB"), new Handle("ada")));
    }
}
