package dev.slipway.local.start;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.local.LocalRegistry;
import dev.slipway.local.Options;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The process that `./slipway start` becomes.
class ProcessTest {

    private static final String TOKENS = "\\{\"owner\":\"slp_a\\w{49}\",\"maintainer\":\"slp_a\\w{49}\","
            + "\"member\":\"slp_a\\w{49}\",\"outsider\":\"slp_a\\w{49}\",\"readOnly\":\"slp_m\\w{49}\"}";

    private final Web web = new Web();
    private final List<Process> started = new ArrayList<>();

    @TempDir
    Path temporary;

    private String folder;

    @BeforeEach
    void choose() {
        folder = temporary.resolve("data").toString();
    }

    @AfterEach
    void stop() {
        started.forEach(process -> process.destroyForcibly().onExit().join());
        web.close();
    }

    @Test
    void scripts_read_all_they_need_from_the_first_line() throws IOException {
        var line = run("start", "--port", "0", "--data", folder, "--json")
                .inputReader()
                .readLine();

        assertThat(line)
                .matches("\\{\"url\":\"http://localhost:\\d+\",\"organization\":\"acme\",\"tokens\":" + TOKENS
                        + ",\"mailbox\":\"http://127.0.0.1:\\d+\"}");
        var owner = line.replaceAll(".*\"owner\":\"(\\w+)\".*", "$1");
        assertThat(web.get(urlIn(line) + "/-/whoami", owner).body()).contains("ada");
    }

    @Test
    void people_read_where_it_is_who_is_there_and_what_to_paste() throws IOException {
        var text =
                readUntil("Ctrl-C", run("start", "--port=0", "--data=" + folder).inputReader());

        assertThat(text)
                .containsPattern("ready at http://localhost:\\d+ after \\d+ ms")
                .containsPattern("ada +slp_a\\w{49} +owner")
                .containsPattern("max +slp_a\\w{49} +maintainer")
                .containsPattern("mia +slp_a\\w{49} +member")
                .containsPattern("otto +slp_a\\w{49} +outsider")
                .containsPattern("a machine +slp_m\\w{49} +read-only")
                .containsPattern("Mails: http://127.0.0.1:\\d+ ")
                .containsPattern("@acme:registry=http://localhost:\\d+/'")
                .containsPattern("'//localhost:\\d+/:_authToken=slp_a\\w{49}'")
                .contains("npm publish", "npm install @acme/", folder)
                .doesNotContain("Stripe", "Billing");
    }

    @Test
    void whoever_bills_reads_where_the_stand_in_for_stripe_is_and_that_it_is_none() throws IOException {
        var text = readUntil(
                "Ctrl-C",
                run("start", "--billing", "--port=0", "--data=" + folder).inputReader());
        stop();
        var line = run("start", "--port", "0", "--data", folder, "--json", "--billing")
                .inputReader()
                .readLine();

        assertThat(text)
                .containsPattern("Billing: http://127.0.0.1:\\d+/_stand-in/ ")
                .contains("It is not Stripe, and no money moves.");
        assertThat(line).matches(".*,\"mailbox\":\"http://127.0.0.1:\\d+\",\"stripe\":\"http://127.0.0.1:\\d+\"}");
    }

    @Test
    void a_signal_ends_the_process_and_frees_its_port_and_its_folder() throws IOException, InterruptedException {
        var process = run("start", "--port", "0", "--data", folder, "--json");
        var port = URI.create(urlIn(process.inputReader().readLine())).getPort();

        process.destroy();

        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(process.descendants()).isEmpty();
        try (var again = LocalRegistry.start(Options.in(Path.of(folder)).withPort(port))) {
            assertThat(again.url()).isEqualTo("http://localhost:" + port);
        }
    }

    @Test
    void what_was_published_before_the_process_was_killed_is_there() throws IOException, InterruptedException {
        var process = run("start", "--port", "0", "--data", folder, "--json");
        var line = process.inputReader().readLine();
        var owner = line.replaceAll(".*\"owner\":\"(\\w+)\".*", "$1");
        assertThat(web.publish(urlIn(line), "@acme/durable", "1.0.0", owner).statusCode())
                .isEqualTo(201);

        process.destroyForcibly().waitFor();

        try (var again = LocalRegistry.start(Options.in(Path.of(folder)).withPort(0))) {
            assertThat(web.get(again.url() + "/@acme/durable", owner).statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void what_cannot_start_says_why_in_one_sentence_and_ends_with_1() throws IOException, InterruptedException {
        LocalRegistry.start(Options.in(Path.of(folder)).withPort(0)).close();
        Files.writeString(Path.of(folder, "table.db"), "no database");

        assertFails(1, "The data in " + folder, "start", "--port", "0", "--data", folder);
        try (var taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            var port = Integer.toString(taken.getLocalPort());
            assertFails(1, "Port " + port + " is in use", "start", "--port", port, "--data", folder);
        }
    }

    @Test
    void what_nobody_can_mean_is_named_and_ends_with_2() throws IOException, InterruptedException {
        assertFails(2, "There is no option \"--prot\".", "start", "--prot", "80");
        assertFails(2, "There is no option \"here\".", "start", "here");
        assertFails(2, "--port needs a number from 0 to 65535", "start", "--port", "65536");
        assertFails(2, "--port needs a number from 0 to 65535", "start", "--port");
        assertFails(2, "--data needs a folder", "start", "--data", "--fresh");
        assertFails(2, "--fresh takes no value.", "start", "--fresh=yes");
        assertFails(2, "--billing takes no value.", "start", "--billing=on");
        assertFails(2, "There is no option \"on\".", "start", "--billing", "on");
        assertFails(2, "There is no command \"stop\".", "stop");
        assertFails(2, "Which command?");
    }

    private void assertFails(int status, String sentence, String... words) throws IOException, InterruptedException {
        var said = temporary.resolve("said");
        var process = run(Redirect.to(said.toFile()), words);

        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(status);
        assertThat(said).content().startsWith("slipway: " + sentence).hasLineCount(1);
        assertThat(process.getInputStream().readAllBytes()).isEmpty();
    }

    private Process run(String... words) throws IOException {
        return run(Redirect.INHERIT, words);
    }

    private Process run(Redirect errors, String... words) throws IOException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dslipway.root=" + System.getProperty("slipway.root", ""),
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                "dev.slipway.local.Main"));
        command.addAll(List.of(words));
        var process = new ProcessBuilder(command).redirectError(errors).start();
        started.add(process);
        return process;
    }

    private static String urlIn(String line) {
        return line.replaceAll(".*\"url\":\"([^\"]+)\".*", "$1");
    }

    private static String readUntil(String end, BufferedReader reader) throws IOException {
        var text = new StringBuilder();
        for (var line = reader.readLine(); line != null; line = reader.readLine()) {
            text.append(line).append('\n');
            if (line.contains(end)) {
                break;
            }
        }
        return text.toString();
    }
}
