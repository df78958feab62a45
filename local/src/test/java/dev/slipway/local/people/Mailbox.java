package dev.slipway.local.people;

import dev.slipway.access.Token;
import dev.slipway.identity.SignInMails;
import dev.slipway.kernel.Email;
import dev.slipway.kernel.Posted;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;

/// Stands for the mail service: keeps what is sent, or refuses it.
final class Mailbox implements SignInMails {

    private static final Pattern TOKEN = Pattern.compile("[?&]token=([^&]+)");

    private final List<Mail> mails = new CopyOnWriteArrayList<>();
    private volatile boolean broken;

    record Mail(Email to, URI link, Instant until, String client) {

        Token token() {
            var found = TOKEN.matcher(link.toString());
            if (!found.find()) {
                throw new AssertionError("no token in the link");
            }
            return Token.read(found.group(1), Token.Kind.SIGN_IN).orElseThrow();
        }
    }

    @Override
    public Posted send(Email to, URI link, Instant until, String client) {
        if (broken) {
            return new Posted.Failed("ServiceUnavailable");
        }
        mails.add(new Mail(to, link, until, client));
        return new Posted.Accepted("message-" + mails.size());
    }

    void refuseEverything() {
        broken = true;
    }

    Mail last() {
        return mails.getLast();
    }

    int size() {
        return mails.size();
    }
}
