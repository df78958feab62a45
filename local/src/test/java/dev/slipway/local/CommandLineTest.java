package dev.slipway.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandLineTest {

    @Test
    void nothing_is_billed_unless_it_is_asked_for() {
        assertThat(read("start")).isEqualTo(new CommandLine.Start(Optional.empty(), false, Options.PORT, false, false));
        assertThat(read("start", "--billing"))
                .isEqualTo(new CommandLine.Start(Optional.empty(), false, Options.PORT, true, false));
    }

    @Test
    void options_come_in_any_order_and_do_not_touch_each_other() {
        var all = new CommandLine.Start(Optional.of(Path.of("there")), true, 0, true, true);

        assertThat(read("start", "--billing", "--port", "0", "--json", "--data", "there", "--fresh"))
                .isEqualTo(all);
        assertThat(read("start", "--fresh", "--data=there", "--json", "--port=0", "--billing"))
                .isEqualTo(all);
        assertThat(read("start", "--billing", "--billing")).isEqualTo(read("start", "--billing"));
    }

    @ParameterizedTest
    @CsvSource({
        "--billing=on, --billing takes no value.",
        "--billing=, --billing takes no value.",
        "--bill, There is no option \"--bill\".",
        "billing, There is no option \"billing\".",
        "--no-billing, There is no option \"--no-billing\".",
        "--data=--billing, '--data needs a folder, such as --data ~/registry.'"
    })
    void what_nobody_can_mean_is_named(String word, String sentence) {
        assertThat(read("start", word))
                .isEqualTo(new CommandLine.Misused(sentence + " ./slipway help shows what there is."));
    }

    private static CommandLine read(String... words) {
        return CommandLine.read(List.of(words));
    }
}
