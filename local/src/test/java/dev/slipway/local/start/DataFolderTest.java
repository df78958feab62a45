package dev.slipway.local.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.local.CannotStart;
import dev.slipway.local.LocalRegistry;
import dev.slipway.local.Options;
import dev.slipway.local.Tokens;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DataFolderTest {

    private final Web web = new Web();

    @TempDir
    Path temporary;

    private Path folder;
    private Options options;

    @BeforeEach
    void choose() {
        folder = temporary.resolve("data");
        options = Options.in(folder).withPort(0);
    }

    @AfterEach
    void close() {
        web.close();
    }

    @Test
    void what_is_published_is_there_again_at_the_next_start_for_the_same_tokens() {
        var tokens = publish("@acme/kept");

        try (var registry = LocalRegistry.start(options)) {
            assertThat(registry.tokens()).isEqualTo(tokens);
            assertThat(statusOf("@acme/kept", registry)).isEqualTo(200);
            var tarball = web.get(registry.url() + "/@acme/kept/-/kept-1.0.0.tgz", tokens.member());
            var storage = tarball.headers().firstValue("location").orElseThrow();
            assertThat(web.get(storage, "").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void fresh_begins_anew_and_leaves_what_is_not_ours() throws IOException {
        var tokens = publish("@acme/forgotten");
        var mine = Files.writeString(folder.resolve("notes.txt"), "mine");

        try (var registry = LocalRegistry.start(options.fresh())) {
            assertThat(registry.tokens()).isNotEqualTo(tokens);
            assertThat(statusOf("@acme/forgotten", registry)).isEqualTo(404);
        }
        assertThat(mine).hasContent("mine");
    }

    @Test
    void a_busy_port_is_named_and_nothing_is_deleted_for_it() throws IOException {
        var tokens = publish("@acme/still-here");

        try (var taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            assertThatThrownBy(start(options.fresh().withPort(taken.getLocalPort())))
                    .isInstanceOf(CannotStart.class)
                    .hasMessageContaining("Port " + taken.getLocalPort() + " is in use")
                    .hasMessageContaining("--port");
        }
        try (var registry = LocalRegistry.start(options)) {
            assertThat(registry.tokens()).isEqualTo(tokens);
        }
    }

    @Test
    void a_folder_is_one_registrys_at_a_time() {
        try (var first = LocalRegistry.start(options)) {
            assertThatThrownBy(start(options.fresh()))
                    .isInstanceOf(CannotStart.class)
                    .hasMessageContaining("Another registry is using the data folder " + folder);
            assertThat(web.get(first.url() + "/-/whoami", first.tokens().owner())
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void a_folder_with_something_else_in_it_is_never_touched() throws IOException {
        Files.createDirectory(folder);
        var thesis = Files.writeString(folder.resolve("thesis.tex"), "years of work");

        for (var each : new Options[] {options, options.fresh()}) {
            assertThatThrownBy(start(each))
                    .isInstanceOf(CannotStart.class)
                    .hasMessageContaining("The folder " + folder + " holds something that is not Slipway's");
        }
        assertThat(folder).isDirectoryContaining(thesis::equals);
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(thesis);
        }
    }

    @Test
    void an_empty_folder_will_do() throws IOException {
        Files.createDirectory(folder);

        assertThat(publish("@acme/first")).isNotNull();
    }

    @Test
    void a_folder_that_cannot_be_one_is_named() throws IOException {
        Files.writeString(folder, "a file");

        assertThatThrownBy(start(options)).isInstanceOf(CannotStart.class).hasMessageContaining(folder + " is a file");
        assertThatThrownBy(start(Options.in(folder.resolve("below")).withPort(0)))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("The data folder " + folder.resolve("below") + " can't be used");
    }

    @Test
    void a_start_that_was_interrupted_is_begun_again() throws IOException {
        var tokens = publish("@acme/never");
        var marker = folder.resolve("slipway.properties");
        Files.writeString(marker, Files.readString(marker).replace("complete=true", "complete=false"));

        try (var registry = LocalRegistry.start(options)) {
            assertThat(registry.tokens()).isNotEqualTo(tokens);
        }
    }

    @Test
    void nobody_else_on_the_machine_reads_the_tokens() throws IOException {
        publish("@acme/first");

        assertThat(Files.getPosixFilePermissions(folder.resolve("tokens.json")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(Files.getPosixFilePermissions(folder)).isEqualTo(PosixFilePermissions.fromString("rwx------"));
    }

    /// Something that happens to a folder.
    interface Damage {
        void to(Path folder) throws IOException;
    }

    static Stream<Named<Damage>> damages() {
        return Stream.of(
                Named.of("the table is something else", folder -> write(folder, "table.db", "no database".repeat(999))),
                Named.of("the table is cut short", folder -> cut(folder.resolve("table.db"))),
                Named.of("the table is empty", folder -> write(folder, "table.db", "")),
                Named.of("the table is gone", folder -> Files.delete(folder.resolve("table.db"))),
                Named.of("the table is a folder", folder -> {
                    Files.delete(folder.resolve("table.db"));
                    Files.createDirectory(folder.resolve("table.db"));
                }),
                Named.of("the bucket is gone", folder -> Files.delete(folder.resolve("storage/slipway"))),
                Named.of("the storage is a file", folder -> {
                    Files.delete(folder.resolve("storage/slipway"));
                    Files.delete(folder.resolve("storage/slipway-seals"));
                    Files.delete(folder.resolve("storage"));
                    write(folder, "storage", "");
                }),
                Named.of("the tokens are gone", folder -> Files.delete(folder.resolve("tokens.json"))),
                Named.of("the tokens are no JSON", folder -> write(folder, "tokens.json", "{\"owner\": \"slp_")),
                Named.of("the tokens are not ours", folder -> write(folder, "tokens.json", "[1, {\"owner\": \"me\"}]")),
                Named.of("the tokens are another table's", DataFolderTest::takeTokensOfAnother),
                Named.of("the folder is another version's", folder -> write(folder, MARKER, "format=2\n")),
                Named.of("the marker is no text", folder -> write(folder, MARKER, "\\uXYZ")));
    }

    private static final String MARKER = "slipway.properties";

    @ParameterizedTest
    @MethodSource("damages")
    void a_damaged_folder_is_named_with_the_way_out_which_works(Damage damage) throws IOException {
        LocalRegistry.start(options).close();
        damage.to(folder);

        assertThatThrownBy(start(options))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining(folder.toString())
                .hasMessageContaining("--fresh")
                .satisfies(e -> assertThat(e.getMessage().lines()).hasSize(1));
        LocalRegistry.start(options.fresh()).close();
    }

    @Test
    void a_folder_of_another_version_is_called_that_and_nothing_more_is_told() throws IOException {
        LocalRegistry.start(options).close();
        write(folder, MARKER, "format=2\ncomplete=true\n");

        assertThatThrownBy(start(options))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("was made by another version of Slipway")
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(300));
    }

    private Tokens publish(String name) {
        try (var registry = LocalRegistry.start(options)) {
            var tokens = registry.tokens();
            assertThat(web.publish(registry.url(), name, "1.0.0", tokens.owner())
                            .statusCode())
                    .isEqualTo(201);
            return tokens;
        }
    }

    private int statusOf(String name, LocalRegistry registry) {
        return web.get(registry.url() + "/" + name, registry.tokens().owner()).statusCode();
    }

    private static ThrowingCallable start(Options options) {
        return () -> LocalRegistry.start(options).close();
    }

    private static void write(Path folder, String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    private static void cut(Path file) throws IOException {
        var bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
    }

    private static void takeTokensOfAnother(Path folder) throws IOException {
        var other = folder.resolveSibling("other");
        LocalRegistry.start(Options.in(other).withPort(0)).close();
        Files.copy(other.resolve("tokens.json"), folder.resolve("tokens.json"), StandardCopyOption.REPLACE_EXISTING);
    }
}
