package dev.slipway.adapters.ses;

import java.util.List;

/// A mail as plain text: lines of at most 72 characters, but for the link, which stands alone and whole.
final class TextForm {

    private static final int WIDTH = 72;
    private static final int NAMES = Mail.Fact.LONGEST_NAME + 1;

    private TextForm() {}

    static String of(Mail mail) {
        var text = new StringBuilder(1_000);
        paragraph(text, mail.heading());
        mail.opening().forEach(each -> paragraph(text, each));
        paragraph(text, mail.button() + ":");
        text.append(mail.link()).append("\n\n");
        mail.facts().forEach(fact -> fact(text, fact));
        text.append('\n');
        mail.closing().forEach(each -> paragraph(text, each));
        return text.toString();
    }

    private static void paragraph(StringBuilder text, String paragraph) {
        wrap(text, "", paragraph);
        text.append('\n');
    }

    private static void fact(StringBuilder text, Mail.Fact fact) {
        wrap(
                text,
                " ".repeat(NAMES + 2),
                fact.name() + ":" + " ".repeat(NAMES + 1 - fact.name().length()) + fact.value());
    }

    /// @param indent before each line but the first
    private static void wrap(StringBuilder text, String indent, String paragraph) {
        int at = 0;
        for (var word : List.of(paragraph.split("(?<=[^ ]) (?=[^ ])"))) {
            int length = word.codePointCount(0, word.length());
            if (at > 0 && at + 1 + length > WIDTH) {
                text.append('\n').append(indent);
                at = indent.length();
            } else if (at > 0) {
                text.append(' ');
                at++;
            }
            text.append(word);
            at += length;
        }
        text.append('\n');
    }
}
