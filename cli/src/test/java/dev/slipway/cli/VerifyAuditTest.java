package dev.slipway.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The command, on files that were written by `docs/audit.md` and not by the registry's code.
class VerifyAuditTest {

    private static final List<String> IDS = List.of(
            "01KJKEFR1000000000000000A1",
            "01KJKEFR1000000000000000A2",
            "01KJKG8GE000000000000000A3",
            "01KJKG8GE000000000000000A4");

    @TempDir
    Path folder;

    private KeyPair pair;
    private Path key;
    private Path copy;
    private String head = "";
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream complaints = new ByteArrayOutputStream();

    @BeforeEach
    void seal() throws Exception {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        pair = generator.generateKeyPair();
        key = folder.resolve("public.pem");
        Files.writeString(
                key,
                "-----BEGIN PUBLIC KEY-----\r\n"
                        + Base64.getMimeEncoder()
                                .encodeToString(pair.getPublic().getEncoded())
                        + "\r\n-----END PUBLIC KEY-----\r\n");
        copy = Files.createDirectory(folder.resolve("acme"));
        var first = seal(1, "none", "1970-01-01T00:00:00Z", "2026-03-01T01:00:00Z", IDS.subList(0, 2));
        head = seal(2, first, "2026-03-01T01:00:00Z", "2026-03-01T02:00:00Z", IDS.subList(2, 4));
    }

    private static String line(String id) {
        return "{\"action\":\"tag.moved\",\"actor\":{\"account\":\"01KAKJ3V6Q8ZQ0W3Y2M7N5T4RB\",\"kind\":\"person\",\"name\":\"ada\"},"
                + "\"address\":\"203.0.113.7\",\"at\":\"2026-03-01T00:59:00Z\",\"client\":\"npm\","
                + "\"details\":{\"after\":\"1.0.0\",\"before\":\"\",\"tag\":\"beta\"},\"id\":\"" + id
                + "\",\"requestId\":\"r\",\"target\":\"@acme/pad\"}";
    }

    private static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    private String seal(int number, String before, String from, String to, List<String> ids) throws Exception {
        var text = new StringBuilder("slipway audit seal 1\norganization acme\nnumber " + number + "\nbefore " + before
                + "\nfrom " + from + "\nto " + to + "\nsealed 2026-03-01T02:10:00.123Z\nkey sha256:"
                + sha256(pair.getPublic().getEncoded()) + "\nevents " + ids.size() + "\n");
        for (var id : ids) {
            text.append(id + " " + sha256(line(id).getBytes(UTF_8)) + "\n");
        }
        var signed = text.toString().getBytes(UTF_8);
        var signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(pair.getPrivate());
        signature.update(signed);
        text.append("signature " + Base64.getEncoder().encodeToString(signature.sign()) + "\n");
        ids.forEach(id -> text.append(line(id)).append('\n'));
        write(number, text.toString());
        return sha256(signed);
    }

    private void write(int number, String plain) throws IOException {
        try (var gzip = new GZIPOutputStream(Files.newOutputStream(copy.resolve("000000000" + number + ".seal.gz")))) {
            gzip.write(plain.getBytes(UTF_8));
        }
    }

    private String plain(int number) throws IOException {
        var bytes = Files.readAllBytes(copy.resolve("000000000" + number + ".seal.gz"));
        try (var gzip = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            return new String(gzip.readAllBytes(), UTF_8);
        }
    }

    private int verify(String... more) {
        var words = new ArrayList<>(List.of(copy.toString(), "--key", key.toString()));
        words.addAll(Arrays.asList(more));
        return run(words.toArray(new String[0]));
    }

    private int run(String... words) {
        out.reset();
        complaints.reset();
        return new VerifyAudit(new PrintStream(out, true, UTF_8), new PrintStream(complaints, true, UTF_8))
                .run(Arrays.asList(words));
    }

    private String said() {
        return out.toString(UTF_8);
    }

    private void complains(String what) {
        assertThat(complaints.toString(UTF_8)).startsWith("verify-audit: ").contains(what);
        assertThat(said()).isEmpty();
    }

    @Test
    void a_copy_as_it_was_sealed_ends_with_nought_and_shows_its_head() {
        assertThat(verify()).isZero();
        assertThat(said())
                .contains("@acme: seals: 2, events: 4", "number 2", "its SHA-256:  " + head, "intact: all of it")
                .contains("note: That no newer seals were cut off");

        assertThat(verify("--head", head)).isZero();
        assertThat(said()).doesNotContain("note:");
    }

    @Test
    void an_altered_event_ends_with_one_and_its_name() throws Exception {
        write(1, plain(1).replaceFirst("beta", "latest"));

        assertThat(verify()).isEqualTo(1);
        assertThat(said())
                .contains("0000000001.seal.gz: altered: event " + IDS.getFirst() + " is not what was sealed")
                .contains("NOT INTACT: 1 finding");
    }

    @Test
    void every_byte_of_a_file_counts_or_leaves_what_is_in_it_as_it_was() throws Exception {
        var file = copy.resolve("0000000002.seal.gz");
        var sound = Files.readAllBytes(file);
        var plain = plain(2);
        for (int i = 0; i < sound.length; i++) {
            var bytes = sound.clone();
            bytes[i] ^= (byte) (1 << (i % 8));
            Files.write(file, bytes);

            if (verify("--head", head) == 0) {
                assertThat(plain(2)).as("byte %d", i).isEqualTo(plain);
            }
        }
    }

    @Test
    void what_was_cut_off_is_found_by_its_head_alone() throws Exception {
        Files.delete(copy.resolve("0000000002.seal.gz"));

        assertThat(verify()).isZero();
        assertThat(verify("--head", head)).isEqualTo(1);
        assertThat(said()).contains("the chain: removed: the seal " + head + " is not in it");
    }

    @Test
    void an_empty_folder_proves_nothing_but_that_a_head_is_gone() throws Exception {
        Files.delete(copy.resolve("0000000001.seal.gz"));
        Files.delete(copy.resolve("0000000002.seal.gz"));

        assertThat(verify()).isEqualTo(2);
        complains("There are no seals in ");
        assertThat(verify("--head", head)).isEqualTo(1);
    }

    @Test
    void a_folder_that_is_called_otherwise_needs_to_be_told_whose_it_is() throws Exception {
        var other = Files.move(copy, folder.resolve("globex"));

        assertThat(run(other.toString(), "--key", key.toString())).isEqualTo(2);
        complains("The folder is called globex, and its seals say that they are of acme: say by --org");
        assertThat(run(other.toString(), "--key", key.toString(), "--org", "@acme"))
                .isZero();
        assertThat(run(other.toString(), "--key", key.toString(), "--org", "globex"))
                .isEqualTo(1);
        assertThat(said()).contains("it is a seal of acme and not of globex");
    }

    @Test
    void a_link_and_a_folder_among_the_seals_are_not_followed() throws Exception {
        var away = Files.move(copy.resolve("0000000002.seal.gz"), folder.resolve("away.gz"));
        Files.createSymbolicLink(copy.resolve("0000000002.seal.gz"), away);
        Files.createDirectory(copy.resolve("0000000003.seal.gz"));

        assertThat(verify()).isEqualTo(1);
        assertThat(said())
                .contains("0000000002.seal.gz: unreadable: it is no file")
                .contains("0000000003.seal.gz: unreadable: it is no file");
    }

    @Test
    void what_is_called_to_trick_a_terminal_is_shown_harmless() throws Exception {
        Files.writeString(copy.resolve("x\u001b[2Jy"), "");

        assertThat(verify()).isEqualTo(1);
        assertThat(said()).contains("x?[2Jy: inserted").doesNotContain("\u001b");
    }

    @Test
    void a_key_that_is_missing_or_is_none_ends_with_two() throws Exception {
        assertThat(run(copy.toString())).isEqualTo(2);
        complains("--key FILE");
        assertThat(run(copy.toString(), "--key", "nowhere.pem")).isEqualTo(2);
        complains("nowhere.pem can't be read");
        var other = Files.writeString(folder.resolve("other.pem"), "ssh-ed25519 AAAA");
        assertThat(run(copy.toString(), "--key", other.toString())).isEqualTo(2);
        complains("has no public key in PEM");
        Files.writeString(other, "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n");
        assertThat(run(copy.toString(), "--key", other.toString())).isEqualTo(2);
        complains("none on the curve P-256");
        Files.write(other, new byte[100_000]);
        assertThat(run(copy.toString(), "--key", other.toString())).isEqualTo(2);
        complains("too large for a key");
    }

    @Test
    void a_folder_that_is_missing_and_words_that_mean_nothing_end_with_two() {
        assertThat(run("nowhere", "--key", key.toString())).isEqualTo(2);
        complains("There is no folder nowhere.");
        assertThat(verify("--force")).isEqualTo(2);
        complains("There is no option --force.");
        assertThat(verify("--head", "abc")).isEqualTo(2);
        complains("--head is the SHA-256");
        assertThat(verify("--head")).isEqualTo(2);
        complains("Something must follow --head.");
        assertThat(verify("--org", "No!")).isEqualTo(2);
        complains("is no organization");
        assertThat(verify("--from", "2026-03-01T00:00:00Z")).isEqualTo(2);
        complains("they belong to --log");
        assertThat(run()).isEqualTo(2);
        assertThat(run("--help")).isZero();
        assertThat(said()).startsWith("Usage: ./slipway verify-audit");
    }

    private Path log(String text) throws IOException {
        return Files.writeString(folder.resolve("log.jsonl"), text);
    }

    private static String shuffled(String id) {
        return line(id).replace("{\"action\":\"tag.moved\",", "{ \"id\" : \"" + id + "\", ")
                .replace(",\"id\":\"" + id + "\",", ",\"action\":\"t\\u0061g.moved\",");
    }

    @Test
    void a_log_is_the_same_in_any_form_of_json_and_in_the_pages_of_the_api() throws Exception {
        var lines = IDS.stream().map(VerifyAuditTest::shuffled).toList();
        assertThat(verify("--log", log(String.join("\n", lines)).toString())).isZero();

        var pages = "{\"items\":[" + String.join(",", lines.subList(2, 4)) + "],\"next\":\"x\"}\n{\"items\":["
                + String.join(",", lines.subList(0, 2)) + "]}";
        assertThat(verify("--log", log(pages).toString())).as(said()).isZero();
    }

    @Test
    void what_the_log_lacks_has_altered_or_has_besides_is_named() throws Exception {
        var inserted = "01KJGW4VM000000000000000B1";
        var log = log(String.join(
                "\n", line(IDS.get(0)).replace("beta", "latest"), line(IDS.get(1)), line(IDS.get(3)), line(inserted)));

        assertThat(verify("--log", log.toString())).isEqualTo(1);
        assertThat(said())
                .contains("log: altered: event " + IDS.get(0) + " is not what 0000000001.seal.gz has")
                .contains("log: removed: event " + IDS.get(2) + " is missing, which 0000000002.seal.gz has")
                .contains("NOT INTACT");
    }

    @Test
    void a_log_of_a_part_of_the_time_is_not_blamed_for_the_rest() throws Exception {
        var log = log("");

        assertThat(verify("--log", log.toString())).isEqualTo(1);
        assertThat(verify("--log", log.toString(), "--from", "2026-03-02T00:00:00Z"))
                .isZero();
    }

    @Test
    void a_log_that_is_none_ends_with_two() throws Exception {
        for (var nonsense : List.of(
                "nonsense",
                "[]",
                "{\"id\":1}",
                "{\"id\":\"x\"}",
                "{\"id\":",
                "{\"a\":\"1\",\"a\":\"1\"}",
                line(IDS.get(0)) + line(IDS.get(0)))) {
            assertThat(verify("--log", log(nonsense).toString())).as(nonsense).isEqualTo(2);
            complains("The log ");
        }
        assertThat(verify("--log", "nowhere")).isEqualTo(2);
    }
}
