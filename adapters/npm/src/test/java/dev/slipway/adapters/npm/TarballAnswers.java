package dev.slipway.adapters.npm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.adapters.npm.TarballOpened.Flaw;
import dev.slipway.adapters.npm.TarballOpened.Sound;
import dev.slipway.adapters.npm.TarballOpened.Unsound;

/// What the tests of the tarball say of an answer.
final class TarballAnswers {

    private TarballAnswers() {}

    static TarballOpened open(byte[] gzipped) {
        return new TarballOpener(TarballLimits.standard()).open(gzipped);
    }

    static Sound sound(byte[] gzipped) {
        var opened = open(gzipped);
        assertThat(opened).isInstanceOf(Sound.class);
        return (Sound) opened;
    }

    static void refuses(byte[] gzipped, Flaw flaw, String... words) {
        refuses(TarballLimits.standard(), gzipped, flaw, words);
    }

    static void refuses(TarballLimits limits, byte[] gzipped, Flaw flaw, String... words) {
        var opened = new TarballOpener(limits).open(gzipped);
        assertThat(opened).isInstanceOf(Unsound.class);
        var unsound = (Unsound) opened;
        assertThat(unsound.flaw()).as(unsound.sentence()).isEqualTo(flaw);
        assertThat(unsound.sentence()).endsWith(".").hasSizeLessThan(600);
        assertThat(words).allSatisfy(word -> assertThat(unsound.sentence()).contains(word));
    }
}
