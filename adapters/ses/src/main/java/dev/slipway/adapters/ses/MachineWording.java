package dev.slipway.adapters.ses;

import dev.slipway.access.ServiceAccountName;
import dev.slipway.adapters.ses.Mail.Fact;
import dev.slipway.kernel.Handle;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.kernel.Texts;
import dev.slipway.org.ExpiryMails;
import dev.slipway.org.LeakMails;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// The words of mails about tokens: that one ends, and that one was found where it doesn't belong. Their links hold no
/// secret.
final class MachineWording {

    private static final int LONGEST_NAME = 60;
    private static final int LONGEST_SOURCE = 300;

    /// Where a leak was is shown as an address only where that is a place of GitHub's, written plainly: whoever leads
    /// people elsewhere by it would have to be GitHub.
    private static final Pattern PLAIN_PLACE = Pattern.compile("https://(?:gist\\.)?github\\.com/[\\w./#?=&%@~:-]*");

    private MachineWording() {}

    static Mail expiry(ExpiryMails.Letter letter) {
        var org = Words.plain(letter.orgName(), LONGEST_NAME, letter.org().value());
        var token = Words.plain(letter.tokenName(), LONGEST_NAME, letter.prefix());
        var when = letter.days() < 1 ? "today" : letter.days() == 1 ? "tomorrow" : "in " + letter.days() + " days";
        var facts = new ArrayList<Fact>();
        facts.add(new Fact("Organization", org + " (@" + letter.org() + ")"));
        facts.add(new Fact("Token", token + " (" + letter.prefix() + "…)"));
        letter.account().map(ServiceAccountName::value).ifPresent(name -> facts.add(new Fact("For", name)));
        letter.maker().map(Handle::value).ifPresent(handle -> facts.add(new Fact("Made by", handle)));
        facts.add(new Fact("Works until", Utc.said(letter.end())));
        return new Mail(
                "The machine token " + token + " of " + org + " ends " + when,
                "A machine token ends " + when,
                List.of("Whatever uses it is refused from then on. If it is still needed, make a new one and put it in"
                        + " its place; a token can't be prolonged."),
                "See the machine tokens",
                letter.link(),
                facts,
                List.of("You get this as an owner or admin of " + org + ", 14 days, 7 days and 1 day before it ends."));
    }

    static Mail leak(LeakMails.Letter letter) {
        var name = Words.plain(letter.tokenName(), LONGEST_NAME, letter.prefix());
        var facts = new ArrayList<Fact>();
        letter.org().map(OrgSlug::value).ifPresent(org -> facts.add(new Fact("Organization", "@" + org)));
        facts.add(new Fact(letter.session() ? "Session" : "Token", name + " (" + letter.prefix() + "…)"));
        facts.add(new Fact("Found", place(letter.source())));
        return new Mail(
                (letter.session() ? "A session of yours was ended" : "The token " + name + " was revoked")
                        + ": it was found in public",
                letter.session() ? "A session was found in public" : "A token was found in public",
                List.of("GitHub found it where anybody can read it, so it was "
                        + (letter.session() ? "ended" : "revoked")
                        + " at once. Whatever used it is refused from now on."),
                letter.session() ? "See the sessions" : "See the tokens",
                letter.link(),
                facts,
                List.of("Take it out of where it was found, and look at when and from where it was used last: somebody"
                        + " may have used it before. Make a new one if it is still needed, and keep that one secret."));
    }

    private static String place(String source) {
        var cut = Texts.cut(source, LONGEST_SOURCE);
        return PLAIN_PLACE.matcher(cut).matches()
                ? cut
                : Words.plain(source, LONGEST_NAME, "at a place that GitHub knows");
    }
}
