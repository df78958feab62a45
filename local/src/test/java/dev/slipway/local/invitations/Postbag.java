package dev.slipway.local.invitations;

import dev.slipway.access.Token;
import dev.slipway.access.TokenHash;
import dev.slipway.kernel.Email;
import dev.slipway.kernel.Posted;
import dev.slipway.org.InvitationMails;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/// Takes invitations as a mail service does, and is as strict about them as their readers: a letter that can't be used
/// fails the test.
final class Postbag implements InvitationMails {

    private static final String LINK = "https://npm.acme.test/invitations/accept?token=";

    private final List<Letter> letters = new CopyOnWriteArrayList<>();
    private final Map<String, Letter> byId = new ConcurrentHashMap<>();
    private final AtomicInteger asked = new AtomicInteger();
    private volatile boolean refuses;
    private volatile Runnable before = () -> {};

    @Override
    public Posted send(Letter letter) {
        asked.incrementAndGet();
        before.run();
        token(letter);
        if (refuses) {
            return new Posted.Failed("the test says so");
        }
        letters.add(letter);
        var id = "0100018f-" + letters.size() + "-" + System.identityHashCode(this);
        byId.put(id, letter);
        return new Posted.Accepted(id);
    }

    void refuse(boolean all) {
        refuses = all;
    }

    /// Runs whenever a mail is handed over, before anything comes of it.
    void before(Runnable deed) {
        before = deed;
    }

    int asked() {
        return asked.get();
    }

    List<Letter> to(String address) {
        return letters.stream()
                .filter(letter -> letter.to().equals(new Email(address)))
                .toList();
    }

    Letter last(String address) {
        return to(address).getLast();
    }

    /// What the link of the last mail to this address is known by.
    TokenHash link(String address) {
        return token(last(address)).hash();
    }

    /// What the mail service calls the last mail to this address.
    String id(String address) {
        var letter = last(address);
        return byId.entrySet().stream()
                .filter(entry -> entry.getValue().equals(letter))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
    }

    static Token token(Letter letter) {
        var link = letter.link().toString();
        if (!link.startsWith(LINK)) {
            throw new AssertionError("the link leads elsewhere");
        }
        return Token.read(link.substring(LINK.length()), Token.Kind.INVITATION).orElseThrow();
    }
}
