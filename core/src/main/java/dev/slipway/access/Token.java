package dev.slipway.access;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.EnumSet;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/// A token as its holder has it: `slp_`, a letter for its kind, 43 characters that hold 256 random bits, and 6 of
/// checksum, as [GitHub's](https://github.blog/engineering/behind-githubs-new-authentication-token-formats/) have.
///
/// The checksum tells a mistyped token from a revoked one without asking the table, and lets secret scanners be
/// sure. It exists in memory for as long as a request takes; `toString` doesn't show it.
public record Token(String secret) {

    private static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final Pattern SHAPE = Pattern.compile("slp_[a-z][0-9A-Za-z]{49}");
    private static final int RANDOM_LENGTH = 43;
    private static final int CHECKSUM_LENGTH = 6;

    public Token {
        if (!wellFormed(secret)) {
            throw new IllegalArgumentException("not a token");
        }
    }

    /// What a token is for; its letter stands behind `slp_`, so that none can be used in place of another. All secrets
    /// that Slipway hands out have this one form, and logs mask whatever looks like it.
    public enum Kind {
        /// A person's, for their command line.
        ACCESS('a'),
        /// An organization's, for CI.
        MACHINE('m'),
        /// In the cookie of a browser that somebody is signed in with.
        SESSION('s'),
        /// In the mailed link that signs somebody in.
        SIGN_IN('l'),
        /// In the cookie of somebody who has proved who they are and has no account yet.
        SIGN_UP('u'),
        /// In the mailed link of an invitation.
        INVITATION('i'),
        /// In the mailed link that hands an organization over.
        TRANSFER('t'),
        /// In the link to the page that lets a command line in.
        LOGIN('c'),
        /// What the command line shows when it asks whether it was let in.
        POLL('p'),
        /// The `state` of a sign-in at another provider.
        STATE('o'),
        /// In the cookie of the browser that began a sign-in at another provider, whose code is spent with it.
        VERIFIER('v'),
        /// In the cookie that ties a form to the browser that it was shown in, before anybody is signed in.
        FORM('f');

        private final char letter;

        Kind(char letter) {
            this.letter = letter;
        }
    }

    /// Draws a new one. This class is the only place where a token's randomness comes from.
    public static Token draw(Kind kind) {
        var bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        var body = "slp_" + kind.letter + base62(new BigInteger(1, bytes), RANDOM_LENGTH);
        return new Token(body + checksum(body));
    }

    /// The token in this text, or empty if it is mistyped, cut short, not one of ours, or for something else.
    public static Optional<Token> read(String text, Kind kind, Kind... others) {
        return wellFormed(text) && EnumSet.of(kind, others).stream().anyMatch(one -> one.letter == text.charAt(4))
                ? Optional.of(new Token(text))
                : Optional.empty();
    }

    public TokenHash hash() {
        return TokenHash.of(secret);
    }

    /// The first characters, by which a person tells their tokens apart. 5 random ones of 43: no help to a guesser.
    public String prefix() {
        return secret.substring(0, 10);
    }

    @Override
    public String toString() {
        return "***";
    }

    private static boolean wellFormed(String text) {
        if (!SHAPE.matcher(text).matches()) {
            return false;
        }
        var body = text.substring(0, text.length() - CHECKSUM_LENGTH);
        return text.endsWith(checksum(body));
    }

    private static String checksum(String body) {
        var crc = new CRC32();
        crc.update(body.getBytes(StandardCharsets.US_ASCII));
        return base62(BigInteger.valueOf(crc.getValue()), CHECKSUM_LENGTH);
    }

    private static String base62(BigInteger number, int length) {
        var base = BigInteger.valueOf(DIGITS.length());
        var text = new char[length];
        var rest = number;
        for (int i = length - 1; i >= 0; i--) {
            var parts = rest.divideAndRemainder(base);
            text[i] = DIGITS.charAt(parts[1].intValue());
            rest = parts[0];
        }
        return new String(text);
    }
}
