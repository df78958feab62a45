package dev.slipway.access;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
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
    private static final Pattern SHAPE = Pattern.compile("slp_[am][0-9A-Za-z]{49}");
    private static final int RANDOM_LENGTH = 43;
    private static final int CHECKSUM_LENGTH = 6;

    public Token {
        if (!wellFormed(secret)) {
            throw new IllegalArgumentException("not a token");
        }
    }

    /// What kind of principal a token speaks for; its letter stands behind `slp_`.
    public enum Kind {
        ACCESS('a'),
        MACHINE('m');

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

    /// The token in this text, or empty if it is mistyped, cut short or not one of ours.
    public static Optional<Token> read(String text) {
        return wellFormed(text) ? Optional.of(new Token(text)) : Optional.empty();
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
