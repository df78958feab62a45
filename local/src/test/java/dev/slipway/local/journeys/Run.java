package dev.slipway.local.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;

/// How a program ended and what it said.
record Run(List<String> words, int exitCode, String stdout, String stderr, Duration duration) {

    Run succeeded() {
        assertThat(exitCode).as(toString()).isZero();
        return this;
    }

    Run failed() {
        assertThat(exitCode).as(toString()).isNotZero();
        return this;
    }

    /// That it said each of these, wherever its lines happen to break.
    Run saying(String... sentences) {
        for (var sentence : sentences) {
            assertThat(bare(stdout + stderr))
                    .as("\"%s\" is said by %s", sentence, this)
                    .contains(bare(sentence));
        }
        return this;
    }

    Run notSaying(String... sentences) {
        for (var sentence : sentences) {
            assertThat(bare(stdout + stderr))
                    .as("\"%s\" is not said by %s", sentence, this)
                    .doesNotContain(bare(sentence));
        }
        return this;
    }

    /// Without the space between words: pnpm breaks its errors within names, to fit them into a frame of 80 columns.
    private static String bare(String text) {
        return text.replaceAll("[\\s│╰─▶×]+", "");
    }

    @Override
    public String toString() {
        return "`%s` ended with %d after %d ms%n%s%n%s"
                .formatted(String.join(" ", words), exitCode, duration.toMillis(), stdout, stderr);
    }
}
