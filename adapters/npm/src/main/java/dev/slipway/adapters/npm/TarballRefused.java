package dev.slipway.adapters.npm;

import dev.slipway.adapters.npm.TarballOpened.Flaw;
import dev.slipway.adapters.npm.TarballOpened.Unsound;

/// Carries a refusal out of the middle of a stream, through commons-compress, to [TarballOpener], which returns it.
/// It never leaves this package. It is no `IOException`, since those are what commons-compress itself has to say.
final class TarballRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private static final int NAME_LENGTH = 120;

    private final transient Unsound unsound;

    TarballRefused(Flaw flaw, String sentence) {
        // No stack trace: it is an answer, and anyone may send us a million bad tarballs.
        super(sentence, null, false, false);
        this.unsound = new Unsound(flaw, sentence);
    }

    Unsound unsound() {
        return unsound;
    }

    /// A name out of the tarball, in quotation marks, fit for a terminal: control and formatting characters
    /// (colours, line feeds, right-to-left overrides) become `?`, and what is longer than 120 characters is cut.
    static String quoted(String name) {
        var clean = new StringBuilder("\"");
        name.codePoints().limit(NAME_LENGTH).map(TarballRefused::printable).forEach(clean::appendCodePoint);
        return clean.append(name.codePointCount(0, name.length()) > NAME_LENGTH ? "…\"" : "\"")
                .toString();
    }

    private static int printable(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.PRIVATE_USE,
                    Character.SURROGATE,
                    Character.UNASSIGNED -> '?';
            default -> character;
        };
    }
}
