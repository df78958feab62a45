package dev.slipway.adapters.ses;

import dev.slipway.adapters.ses.Mail.Fact;
import dev.slipway.kernel.Texts;
import dev.slipway.webhooks.PauseMails;
import java.util.ArrayList;
import java.util.List;

/// The words of mails about webhooks. Where one leads is told without what may be secret in it.
final class WebhookWording {

    private static final int LONGEST_URL = 200;

    private WebhookWording() {}

    static Mail paused(PauseMails.Letter letter) {
        var facts = new ArrayList<Fact>();
        facts.add(new Fact("Organization", "@" + letter.org()));
        facts.add(new Fact("Webhook", Texts.cut(letter.webhook(), LONGEST_URL)));
        letter.failingSince().ifPresent(since -> facts.add(new Fact("Failing since", Utc.said(since))));
        var why = letter.failingSince().isPresent()
                ? "Nothing that was sent to it has arrived for three days, so nothing is sent to it any more."
                : "It answered that it is gone for good (410), so nothing is sent to it any more.";
        return new Mail(
                "A webhook of @" + letter.org() + " was paused",
                "A webhook was paused",
                List.of(why + " What happens while it is paused is in the audit log and isn't told later."),
                "See the webhook",
                letter.link(),
                facts,
                List.of("Resume it once its receiver answers again. You get this as an owner or admin of @"
                        + letter.org() + "."));
    }
}
