package dev.slipway.kernel;

import com.github.f4b6a3.ulid.Ulid;
import com.github.f4b6a3.ulid.UlidCreator;
import java.time.Instant;

/// Draws ids. The only place in the core where an id is random; tests give their own.
@FunctionalInterface
public interface Ids {

    /// A new [ULID](https://github.com/ulid/spec): 26 characters that sort by `at`, to the millisecond.
    String next(Instant at);

    /// Ids with 80 random bits each, from a `SecureRandom` that reads the system's randomness anew after 100 ms: two
    /// environments restored from one SnapStart snapshot draw differently, and what was drawn before it nobody got.
    static Ids random() {
        return at -> UlidCreator.getUlid(at.toEpochMilli()).toString();
    }

    /// When a ULID was drawn, to the millisecond, by the clock of whoever drew it.
    static Instant drawnAt(String ulid) {
        return Ulid.getInstant(ulid);
    }

    /// What no ULID of this millisecond sorts before.
    static String first(Instant at) {
        return Ulid.min(Math.max(0, at.toEpochMilli())).toString();
    }

    /// @throws Malformed unless the text is a ULID
    static void requireUlid(String text, String what) {
        if (!Ulid.isValid(text)) {
            throw new Malformed("invalid_id", "\"" + Malformed.shown(text) + "\" is no id of a " + what + ".");
        }
    }
}
