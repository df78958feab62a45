package dev.slipway.local.leaks;

import static dev.slipway.org.LeakSigners.Verdict.FORGED;
import static dev.slipway.org.LeakSigners.Verdict.GENUINE;
import static dev.slipway.org.LeakSigners.Verdict.UNKNOWN;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.adapters.aws.Connections;
import dev.slipway.adapters.oidc.ScanningKeys;
import dev.slipway.local.leaks.KeyServer.Published;
import dev.slipway.local.loopback.WebResponse;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Whether a report is signed by whom it says, against a server of keys.
class ScanningKeysTest {

    private static final byte[] REPORT = "[{\"token\":\"x\"}]".getBytes(UTF_8);

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-21T12:00:00Z"));
    private final KeyPair pair = KeyServer.pair();
    private final Connections connections = new Connections();
    private KeyServer server;
    private ScanningKeys keys;

    @BeforeEach
    void open() {
        server = new KeyServer();
        server.publishes(new Published("one", KeyServer.pem(pair), true));
        keys = ScanningKeys.open(server.url(), connections, now::get);
    }

    @AfterEach
    void close() {
        server.close();
        connections.close();
    }

    private void pass(Duration duration) {
        now.updateAndGet(before -> before.plus(duration));
    }

    @Test
    void a_report_that_is_signed_by_a_current_key_is_genuine() {
        assertThat(keys.verify("one", KeyServer.sign(pair, REPORT), REPORT)).isEqualTo(GENUINE);
    }

    @Test
    void a_report_that_was_changed_or_signed_by_another_is_forged() {
        var signature = KeyServer.sign(pair, REPORT);

        assertThat(keys.verify("one", signature, "[{\"token\":\"y\"}]".getBytes(UTF_8)))
                .isEqualTo(FORGED);
        assertThat(keys.verify("one", KeyServer.sign(KeyServer.pair(), REPORT), REPORT))
                .isEqualTo(FORGED);
        assertThat(keys.verify("one", KeyServer.sign(pair, REPORT, "SHA1withECDSA"), REPORT))
                .isEqualTo(FORGED);
    }

    @Test
    void what_is_no_signature_is_forged_and_asks_nobody() {
        for (var signature : new String[] {"", " ", "A".repeat(201)}) {
            assertThat(keys.verify("one", signature, REPORT)).isEqualTo(FORGED);
        }
        assertThat(keys.verify("", "AAAA", REPORT)).isEqualTo(FORGED);
        assertThat(server.asked()).isZero();

        for (var signature : new String[] {"AAAA", "not base64!", "MAYCAQACAQA="}) {
            assertThat(keys.verify("one", signature, REPORT)).isEqualTo(FORGED);
        }
    }

    @Test
    void a_key_that_is_no_longer_current_is_good_no_more() {
        server.publishes(new Published("one", KeyServer.pem(pair), false));

        assertThat(keys.verify("one", KeyServer.sign(pair, REPORT), REPORT)).isEqualTo(FORGED);
    }

    @Test
    void keys_of_another_kind_are_none() {
        var larger = KeyServer.pair("EC", "secp384r1");
        var other = KeyServer.pair("RSA", "");
        server.publishes(
                new Published("larger", KeyServer.pem(larger), true),
                new Published("rsa", KeyServer.pem(other), true),
                new Published("junk", "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n", true),
                new Published("text", "a key", true));

        assertThat(keys.verify("larger", KeyServer.sign(larger, REPORT), REPORT))
                .isEqualTo(FORGED);
        assertThat(keys.verify("rsa", KeyServer.sign(other, REPORT, "SHA256withRSA"), REPORT))
                .isEqualTo(FORGED);
        assertThat(keys.verify("junk", "AAAA", REPORT)).isEqualTo(FORGED);
        assertThat(keys.verify("text", "AAAA", REPORT)).isEqualTo(FORGED);
    }

    @Test
    void keys_are_kept_for_ten_minutes_and_one_that_is_not_known_is_asked_for_once_a_minute() {
        var signature = KeyServer.sign(pair, REPORT);
        keys.verify("one", signature, REPORT);
        keys.verify("one", signature, REPORT);
        keys.verify("two", signature, REPORT);
        assertThat(server.asked()).isEqualTo(1);

        pass(Duration.ofMinutes(1));
        keys.verify("two", signature, REPORT);
        keys.verify("two", signature, REPORT);
        assertThat(server.asked()).isEqualTo(2);

        pass(Duration.ofMinutes(10));
        server.publishes(new Published("two", KeyServer.pem(pair), true));
        assertThat(keys.verify("one", signature, REPORT)).isEqualTo(FORGED);
        assertThat(keys.verify("two", signature, REPORT)).isEqualTo(GENUINE);
        assertThat(server.asked()).isEqualTo(3);
    }

    @Test
    void while_the_keys_can_not_be_had_nobody_can_say() {
        var signature = KeyServer.sign(pair, REPORT);
        for (var answer : new WebResponse[] {
            WebResponse.notFound(),
            WebResponse.text(500, "broken"),
            WebResponse.json(200, "[]"),
            WebResponse.text(200, "<html>"),
            WebResponse.text(200, "x".repeat(300_000))
        }) {
            server.says(answer);
            assertThat(keys.verify("one", signature, REPORT)).isEqualTo(UNKNOWN);
            pass(Duration.ofSeconds(10));
        }
        var asked = server.asked();
        server.says(WebResponse.notFound());
        assertThat(keys.verify("one", signature, REPORT)).isEqualTo(UNKNOWN);
        assertThat(keys.verify("one", signature, REPORT)).isEqualTo(UNKNOWN);
        assertThat(server.asked()).isEqualTo(asked + 1);

        pass(Duration.ofSeconds(10));
        server.publishes(new Published("one", KeyServer.pem(pair), true));
        assertThat(keys.verify("one", signature, REPORT)).isEqualTo(GENUINE);
    }

    @Test
    void a_server_that_never_answers_is_given_up() {
        server.saysNothing();

        assertThat(keys.verify("one", KeyServer.sign(pair, REPORT), REPORT)).isEqualTo(UNKNOWN);
    }

    @Test
    void keys_come_over_https_or_from_this_machine() {
        for (var address :
                new String[] {"http://example.com/keys", "ftp://example.com", "keys", "https://a@b.example"}) {
            assertThatThrownBy(() -> ScanningKeys.open(address, connections, now::get))
                    .isInstanceOf(IllegalStateException.class);
        }
    }
}
