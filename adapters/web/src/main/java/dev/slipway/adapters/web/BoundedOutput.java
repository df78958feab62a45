package dev.slipway.adapters.web;

import dev.slipway.kernel.Texts;
import gg.jte.TemplateOutput;
import gg.jte.html.OwaspHtmlTemplateOutput;
import org.jspecify.annotations.Nullable;

/// Escapes what is written for where it stands, cuts it, and keeps it from changing how its neighbours read.
///
/// A text of a megabyte, wherever it came from, makes no page of a megabyte, and a name can't turn the sentence around
/// it by [Unicode's marks](https://www.unicode.org/reports/tr9/#Explicit_Directional_Overrides) for that. What stands
/// in a form is left as it is and longer, since it comes back.
final class BoundedOutput extends OwaspHtmlTemplateOutput {

    private static final int LONGEST_TEXT = 500;
    private static final int LONGEST_IN_FORM = 20_000;

    private boolean inForm;

    BoundedOutput(TemplateOutput out) {
        super(out);
    }

    @Override
    public void setContext(String tag, @Nullable String attribute) {
        inForm = attribute != null || tag.equals("textarea");
        super.setContext(tag, attribute);
    }

    @Override
    public void writeUserContent(@Nullable String text) {
        if (text == null) {
            return;
        }
        super.writeUserContent(inForm ? bounded(text, LONGEST_IN_FORM) : plain(bounded(text, LONGEST_TEXT)));
    }

    private static String bounded(String text, int longest) {
        return text.length() <= longest ? text : Texts.cut(text, longest) + "…";
    }

    /// A loop and no stream: it runs for every text of every page, and the first one of an environment waits for it.
    private static String plain(String text) {
        var kept = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            if (!unruly(text.charAt(i))) {
                kept.append(text.charAt(i));
            }
        }
        return kept.length() == text.length() ? text : kept.toString();
    }

    /// Control characters, and the marks that turn the direction of what follows.
    private static boolean unruly(char character) {
        return (character < ' ' && character != '\n' && character != '\t')
                || (character >= 0x7F && character <= 0x9F)
                || (character >= 0x202A && character <= 0x202E)
                || (character >= 0x2066 && character <= 0x2069);
    }
}
