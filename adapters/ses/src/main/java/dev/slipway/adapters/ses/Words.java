package dev.slipway.adapters.ses;

import dev.slipway.kernel.Texts;
import java.util.regex.Pattern;

/// What others have chosen (the name of an organization, what a client calls itself) made fit to stand in a mail.
///
/// Our mails go to people who never heard of us, at the word of people we don't know: a name must not be able to say
/// more than who somebody is.
final class Words {

    /// Line breaks, which would end a header; marks that turn the direction of a text or aren't seen at all.
    private static final Pattern UNSEEN = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Co}\\p{Cn}\\p{Zl}\\p{Zp}\\s]+");

    /// What mail programs turn into a link by themselves, or might.
    private static final Pattern LINK = Pattern.compile("://|(?i)www\\.|[\\p{L}\\p{N}-][.\u3002\uFF0E\uFF61]\\p{L}{2}");

    private Words() {}

    /// On one line, cut to so many characters, and without a link.
    ///
    /// @param instead for a text with a link or with nothing to be seen
    static String plain(String text, int most, String instead) {
        // Cut first: a stranger may have made it huge.
        var seen = UNSEEN.matcher(Texts.cut(text, most * 4)).replaceAll(" ").strip();
        if (seen.isEmpty() || LINK.matcher(seen).find()) {
            return instead;
        }
        return seen.length() <= most ? seen : Texts.cut(seen, most - 1).strip() + "…";
    }
}
