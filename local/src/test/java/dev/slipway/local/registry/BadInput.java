package dev.slipway.local.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.adapters.lambda.Answer;
import dev.slipway.adapters.lambda.Events;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/// What all tests of bad input have in common: there is a package, `@acme/pad`, with one version, and whatever is
/// refused, the next good request works.
abstract class BadInput extends OnARegistry {

    static final Draft PAD = Draft.of("@acme/pad", "1.0.0");

    Session max;

    @BeforeEach
    void publishPad() {
        max = registry.as(Who.MAINTAINER);
        max.published(PAD);
    }

    @AfterEach
    void the_next_good_request_works() {
        var next = Draft.of("@acme/pad", "1.1.0");
        assertThat(max.publish(next).status()).isEqualTo(201);
        assertThat(max.tarball(next)).isEqualTo(next.bytes());
        assertThat(max.tarball(PAD)).isEqualTo(PAD.bytes());
        assertThat(max.tags("@acme/pad")).containsEntry("latest", "1.1.0");
    }

    /// Refuses what the maintainer sends.
    Answer refuses(Events event, int status, String code) {
        return registry.refuses(event, status, code);
    }

    Answer refuses(Draft draft, int status, String code) {
        return refuses(draft.path(), draft.body(), status, code);
    }

    Answer refuses(String path, String body, int status, String code) {
        return refuses(put(path, body), status, code);
    }

    Events put(String path, String body) {
        return max.event("PUT", path).header("content-type", "application/json").body(body);
    }
}
