package dev.slipway.audit.seal;

import static dev.slipway.audit.seal.World.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/// Whatever is done to any copy is found, and none that was left alone is accused.
class TamperingTest {

    @RepeatedTest(20)
    void a_random_chain_is_sound_until_anything_of_it_is_changed(RepetitionInfo repetition) throws IOException {
        var random = new Random(repetition.getCurrentRepetition());
        var world = new World();
        for (int i = 0; i < 4 + random.nextInt(4); i++) {
            world.hours(ACME, 1, random.nextInt(12), 3 + random.nextInt(9));
            // Some turn up late.
            for (int late = random.nextInt(3); late > 0; late--) {
                world.happens(ACME, world.now.minusSeconds(1 + random.nextInt(600)));
            }
        }
        world.happens(ACME, world.now.plusSeconds(1));
        world.hours(ACME, 2, 1, 5);
        var sound = world.copy(ACME);
        var head = Optional.of(world.heads.get(ACME).sha256());
        var verified = verify(sound, world, head);
        assertThat(verified.findings()).isEmpty();
        assertThat(verified.events()).isEqualTo(world.logs.get(ACME).size());
        assertThat(verified.seals()).isGreaterThan(2);

        for (int i = 0; i < 60; i++) {
            var copy = new Tampered(new TreeMap<>(sound.files()));
            var what = tamper(copy, random, world);
            assertThat(verify(copy, world, head).findings())
                    .as("%s, in chain %d", what, repetition.getCurrentRepetition())
                    .isNotEmpty();
        }
    }

    private static Report verify(Copy copy, World world, Optional<String> head) throws IOException {
        return new VerifySeals(ACME, List.of(world.signer.key())).run(copy, head, Optional.empty());
    }

    private static String tamper(Tampered copy, Random random, World world) {
        int last = copy.files().size();
        int number = 1 + random.nextInt(last);
        var before = copy.plain(number);
        return switch (random.nextInt(7)) {
            case 0 -> {
                int at = random.nextInt(before.length());
                copy.write(
                        number,
                        before.substring(0, at)
                                + (char) (32 + (before.charAt(at) + 1 + random.nextInt(80)) % 90)
                                + before.substring(at + 1));
                // The same character may have come of it.
                if (copy.plain(number).equals(before)) {
                    yield tamper(copy, random, world);
                }
                yield "a character of seal " + number + " at " + at;
            }
            case 1 -> {
                var lines = new ArrayList<>(copy.lines(number));
                var gone = lines.remove(random.nextInt(lines.size()));
                copy.write(number, String.join("\n", lines) + "\n");
                yield "a line of seal " + number + " removed: " + gone;
            }
            case 2 -> {
                var lines = new ArrayList<>(copy.lines(number));
                int one = random.nextInt(lines.size() - 1);
                Collections.swap(lines, one, one + 1);
                copy.write(number, String.join("\n", lines) + "\n");
                yield "lines " + one + " of seal " + number + " swapped";
            }
            case 3 -> {
                copy.write(number, before + EventLine.of(world.event(world.now)) + "\n");
                yield "an event added to seal " + number;
            }
            case 4 -> {
                copy.files().remove(copy.name(number));
                yield "seal " + number + " removed";
            }
            case 5 -> {
                int other = 1 + number % last;
                var file = copy.files().get(copy.name(other));
                copy.files().put(copy.name(other), copy.files().get(copy.name(number)));
                copy.files().put(copy.name(number), file);
                yield "seals " + number + " and " + other + " swapped";
            }
            default -> {
                int cut = random.nextInt(before.length());
                copy.write(number, before.substring(0, cut));
                yield "seal " + number + " cut at " + cut;
            }
        };
    }
}
