package dev.slipway.kernel;

/// Input that can't be used, whoever sent it: answered 400 at the edge.
///
/// It is an exception and not an outcome, since a value object that refuses to exist leaves nothing to go on with;
/// no use case has to answer for it.
public final class Malformed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String code;

    /// @param code stable, for programs, such as `invalid_package_name`
    /// @param sentence for people: what is wrong and what to do; never holds a secret
    public Malformed(String code, String sentence) {
        // No stack trace: bad input is ordinary, and an attacker sends it by the thousand.
        super(sentence, null, false, false);
        this.code = code;
    }

    public String code() {
        return code;
    }

    public String sentence() {
        return String.valueOf(getMessage());
    }

    /// Text from outside, fit to stand inside a sentence: control characters replaced, and cut to 80 characters.
    public static String shown(String text) {
        var cut = text.length() > 80 ? Texts.cut(text, 80) + "…" : text;
        return cut.replaceAll("\\p{Cntrl}", "?");
    }
}
