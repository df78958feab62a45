package dev.slipway.adapters.web;

import dev.slipway.kernel.Texts;
import gg.jte.TemplateOutput;
import gg.jte.html.OwaspHtmlTemplateOutput;
import org.jspecify.annotations.Nullable;

/// Escapes what is written for where it stands, and cuts it: a text of a megabyte, wherever it came from, makes no page
/// of a megabyte. What stands in a form is left longer, since it comes back.
final class BoundedOutput extends OwaspHtmlTemplateOutput {

    private static final int LONGEST_TEXT = 500;
    private static final int LONGEST_IN_FORM = 20_000;

    private int longest = LONGEST_TEXT;

    BoundedOutput(TemplateOutput out) {
        super(out);
    }

    @Override
    public void setContext(String tag, @Nullable String attribute) {
        longest = attribute != null || tag.equals("textarea") ? LONGEST_IN_FORM : LONGEST_TEXT;
        super.setContext(tag, attribute);
    }

    @Override
    public void writeUserContent(@Nullable String text) {
        super.writeUserContent(text == null || text.length() <= longest ? text : Texts.cut(text, longest) + "…");
    }
}
