package dev.slipway.audit.seal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/// A copy that somebody has had in their hands.
record Tampered(TreeMap<String, byte[]> files) implements Copy {

    @Override
    public List<String> names() {
        return List.copyOf(files.keySet());
    }

    @Override
    public InputStream open(String name) throws IOException {
        var file = files.get(name);
        if (file == null) {
            throw new FileNotFoundException(name);
        }
        return new ByteArrayInputStream(file);
    }

    String name(int number) {
        return SealFile.name(number);
    }

    /// The lines of a seal's file.
    List<String> lines(int number) {
        return new ArrayList<>(Arrays.asList(plain(number).split("\n")));
    }

    String plain(int number) {
        try (var gzip = new GZIPInputStream(new ByteArrayInputStream(files.get(name(number))))) {
            return new String(gzip.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Changes the lines of a seal's file.
    void edit(int number, Consumer<List<String>> change) {
        var lines = lines(number);
        change.accept(lines);
        write(number, String.join("\n", lines) + "\n");
    }

    void write(int number, String plain) {
        files.put(name(number), gzipped(plain.getBytes(UTF_8)));
    }

    static byte[] gzipped(byte[] plain) {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /// Where the lines of the events begin.
    int events(int number) {
        return lines(number)
                        .indexOf(lines(number).stream()
                                .filter(line -> line.startsWith("signature "))
                                .findFirst()
                                .orElseThrow())
                + 1;
    }

    void rename(int from, int to) {
        files.put(name(to), files.remove(name(from)));
    }

    Report verify(SealKey... keys) {
        try {
            return new VerifySeals(World.ACME, List.of(keys)).run(this, Optional.empty(), Optional.empty());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
