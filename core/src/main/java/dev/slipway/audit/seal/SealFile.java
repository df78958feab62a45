package dev.slipway.audit.seal;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.slipway.audit.seal.Seal.NoSeal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/// A seal as it is stored, with the events that it is for: gzipped, the signed text, a line with the signature, and a
/// line for each event.
///
/// All of it is one file, so that it is there or isn't. Of two, one could be left behind by a crash, and under object
/// lock nobody could take it away again.
final class SealFile {

    private static final Pattern NAME = Pattern.compile("([0-9]{10})\\.seal\\.gz");
    private static final Pattern SIGNATURE = Pattern.compile("signature ([A-Za-z0-9+/]{8,160}={0,2})");

    private SealFile() {}

    /// A seal and its signature.
    ///
    /// @param signature in Base64
    record Signed(Seal seal, String signature) {

        static Signed by(Signer signer, Seal seal) {
            return new Signed(seal, Base64.getEncoder().encodeToString(signer.sign(seal.text())));
        }

        boolean by(SealKey key) {
            return seal.key().equals(key.fingerprint())
                    && key.signed(seal.text(), Base64.getDecoder().decode(signature));
        }
    }

    /// Sorts as the numbers do.
    static String name(long number) {
        return "%010d.seal.gz".formatted(number);
    }

    /// @return empty if no seal is called so
    static OptionalLong number(String name) {
        var matcher = NAME.matcher(name);
        return matcher.matches() ? OptionalLong.of(Long.parseLong(matcher.group(1))) : OptionalLong.empty();
    }

    /// @param lines of the events, in the order of the seal
    static byte[] write(Signed signed, List<String> lines) {
        var file = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(file)) {
            gzip.write(signed.seal().text());
            gzip.write(("signature " + signed.signature() + "\n").getBytes(UTF_8));
            for (var line : lines) {
                gzip.write(line.getBytes(UTF_8));
                gzip.write('\n');
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file.toByteArray();
    }

    /// The lines of a file.
    ///
    /// @throws IOException if it isn't gzipped
    static Lines open(InputStream file) throws IOException {
        try {
            return new Lines(new GZIPInputStream(file, 1 << 16));
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }

    /// Reads as far as the signature; the events come next.
    static Signed read(Lines lines) throws IOException, NoSeal {
        var heading = new ArrayList<String>();
        take(lines, heading, Seal.HEADING);
        take(lines, heading, Seal.count(heading));
        var seal = Seal.read(heading);
        var written = (String.join("\n", heading) + "\n").getBytes(UTF_8);
        if (!Arrays.equals(written, seal.text())) {
            throw new NoSeal("it has not the one form that it can have");
        }
        var signature = SIGNATURE.matcher(text(lines));
        if (!signature.matches()) {
            throw new NoSeal("no signature follows its events");
        }
        try {
            Base64.getDecoder().decode(signature.group(1));
        } catch (IllegalArgumentException _) {
            throw new NoSeal("its signature is no Base64");
        }
        return new Signed(seal, signature.group(1));
    }

    private static void take(Lines lines, List<String> heading, int count) throws IOException, NoSeal {
        for (int i = 0; i < count; i++) {
            heading.add(text(lines));
        }
    }

    private static String text(Lines lines) throws IOException, NoSeal {
        var line = lines.next();
        if (line.isEmpty() || !lines.whole()) {
            throw new NoSeal("it ends too early");
        }
        return new String(line.get(), UTF_8);
    }
}
