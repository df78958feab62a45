package dev.slipway.adapters.npm;

import dev.slipway.kernel.Malformed;
import dev.slipway.packages.Inspection;
import dev.slipway.packages.TarballInspector;
import java.util.Arrays;
import java.util.Locale;

/// Opens npm's tarballs and reads the `package.json` inside.
public final class NpmTarballs implements TarballInspector {

    private final TarballOpener opener = new TarballOpener(TarballLimits.standard());

    @Override
    public Inspection inspect(byte[] tarball) {
        return switch (opener.open(tarball)) {
            case TarballOpened.Unsound(var flaw, var sentence) ->
                new Inspection.Unsound("tarball_" + flaw.name().toLowerCase(Locale.ROOT), sentence);
            case TarballOpened.Sound sound -> read(sound);
        };
    }

    private static Inspection read(TarballOpened.Sound sound) {
        try {
            var manifest =
                    ManifestReader.read(Json.object(withoutMark(sound.manifest()), "the tarball's package.json"));
            return new Inspection.Sound(
                    sound.fileCount(), sound.unpackedBytes(), manifest, sound.hasShrinkwrap(), sound.hasBindingGyp());
        } catch (Malformed e) {
            return new Inspection.Unsound("tarball_manifest_invalid", e.sentence());
        }
    }

    /// Some editors begin a file with a byte order mark, which npm strips too.
    private static byte[] withoutMark(byte[] json) {
        var marked = json.length >= 3 && json[0] == (byte) 0xEF && json[1] == (byte) 0xBB && json[2] == (byte) 0xBF;
        return marked ? Arrays.copyOfRange(json, 3, json.length) : json;
    }
}
