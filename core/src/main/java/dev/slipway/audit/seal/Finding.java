package dev.slipway.audit.seal;

import java.util.Locale;

/// Something that is not as the registry left it.
///
/// @param where the file, or `log` for what was compared with the files
/// @param what a sentence that names the seal or the event
public record Finding(Kind kind, String where, String what) {

    public enum Kind {
        /// Something has another content.
        ALTERED,
        /// Something is gone.
        REMOVED,
        /// Something is there that was never sealed.
        INSERTED,
        /// Something stands in another place.
        MISPLACED,
        /// Something was not signed by the key, or by another.
        FORGED,
        /// Something can't be read.
        UNREADABLE
    }

    @Override
    public String toString() {
        return where + ": " + kind.name().toLowerCase(Locale.ROOT) + ": " + what;
    }
}
