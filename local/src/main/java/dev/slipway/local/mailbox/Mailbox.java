package dev.slipway.local.mailbox;

import dev.slipway.local.loopback.Json;
import dev.slipway.local.loopback.WebRequest;
import dev.slipway.local.loopback.WebResponse;
import dev.slipway.local.loopback.WebServer;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// A stand-in for SES v2 that keeps what it is given, in memory, and shows it on pages of its own.
///
/// Its secret is that there is none: whoever can open a page on this machine reads the mails. What they let in is a
/// registry on this machine too.
public final class Mailbox implements AutoCloseable {

    /// What the configuration set is called.
    public static final String CONFIGURATION_SET = "slipway";

    private static final int MOST_KEPT = 500;
    private static final String TOPIC = "arn:aws:sns:eu-west-1:000000000000:bounces";

    /// The real one takes a second or more: whoever sent has long since noted that it did.
    private static final Duration FEEDBACK_TAKES = Duration.ofMillis(300);

    private final SendEmail api;
    private final InstantSource clock;
    private final ConcurrentLinkedDeque<Message> messages = new ConcurrentLinkedDeque<>();
    private final Set<String> refused = ConcurrentHashMap.newKeySet();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final MailboxPages pages = new MailboxPages(this);
    private final Map<String, URI> beside = new ConcurrentSkipListMap<>();
    private volatile Mood mood = Mood.WORKING;
    private volatile Consumer<byte[]> listener = _ -> {};
    private final WebServer server;

    private Mailbox(int port, String verified, InstantSource clock) {
        this.api = new SendEmail(verified, Set.of(CONFIGURATION_SET));
        this.clock = clock;
        this.server = WebServer.start(port, this::answer);
    }

    /// @param port what is wanted; if somebody else has it, any that is free
    /// @param verified the address or the domain that mails may come from
    public static Mailbox start(int port, String verified, InstantSource clock) {
        return new Mailbox(port, verified, clock);
    }

    /// Where its pages are, and where clients of SES reach it; without a slash at the end.
    public URI url() {
        return server.url();
    }

    /// All that was sent, the last one first; the oldest are forgotten when there are too many.
    public List<Message> messages() {
        return List.copyOf(messages);
    }

    /// What was sent to an address, the last one first.
    public List<Message> messagesTo(String address) {
        var wanted = address.toLowerCase(Locale.ROOT);
        return messages.stream()
                .filter(message -> message.to().contains(wanted))
                .toList();
    }

    /// Another stand-in, which the list of mails leads to.
    public void beside(String title, URI page) {
        beside.put(title, page);
    }

    Map<String, URI> beside() {
        return Map.copyOf(beside);
    }

    /// Throws all mails away.
    public void clear() {
        messages.clear();
    }

    /// How it is from now on.
    public void mood(Mood other) {
        mood = other;
    }

    Mood mood() {
        return mood;
    }

    /// Refuses mails to this address from now on.
    public void refuse(String address) {
        refused.add(address.toLowerCase(Locale.ROOT));
    }

    /// Who hears of bounces and complaints, as the event of a function.
    public void onFeedback(Consumer<byte[]> other) {
        listener = other;
    }

    /// Reports that the last mail to this address could not be delivered, ever.
    public void bounce(String address) {
        report(Feedback.BOUNCE, address);
    }

    /// Reports that the last mail to this address could not be delivered for now.
    public void bounceForNow(String address) {
        report(Feedback.TRANSIENT_BOUNCE, address);
    }

    /// Reports that whoever got the last mail to this address called it spam.
    public void complain(String address) {
        report(Feedback.COMPLAINT, address);
    }

    private void report(Feedback feedback, String address) {
        var message = messagesTo(address).stream()
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no mail was sent to " + address));
        report(feedback, message, address);
    }

    void report(Feedback feedback, Message message, String address) {
        listener.accept(feedback.event(message, address, TOPIC, clock.instant()));
    }

    Optional<Message> message(String id) {
        return messages.stream().filter(message -> message.id().equals(id)).findFirst();
    }

    private WebResponse answer(WebRequest request) throws InterruptedException {
        return switch (request.operation()) {
            case "POST /v2/email/outbound-emails" -> send(request);
            case "GET /api/messages" -> list(request);
            default ->
                request.path().startsWith("/v2/")
                        ? new Rejected(
                                        404,
                                        "UnknownOperationException",
                                        "This is no operation of SES's that is known here")
                                .answer()
                        : pages.answer(request);
        };
    }

    private WebResponse list(WebRequest request) {
        var found = request.parameter("to").map(this::messagesTo).orElseGet(this::messages);
        return WebResponse.json(
                200,
                Json.write(Map.of("items", found.stream().map(Message::fields).toList())));
    }

    private WebResponse send(WebRequest request) throws InterruptedException {
        try {
            checkMood();
            var message = api.read(request, clock.instant());
            if (message.to().stream().anyMatch(refused::contains)) {
                throw Rejected.message("This address is refused, as it was told to be");
            }
            keep(message);
            message.to()
                    .forEach(address -> Feedback.of(address).ifPresent(feedback -> later(feedback, message, address)));
            return WebResponse.json(200, Json.write(Map.of("MessageId", message.id())));
        } catch (Rejected rejected) {
            return rejected.answer();
        }
    }

    private void keep(Message message) {
        messages.addFirst(message);
        while (messages.size() > MOST_KEPT) {
            messages.pollLast();
        }
    }

    private void later(Feedback feedback, Message message, String address) {
        Thread.ofVirtual().name("feedback").start(() -> {
            try {
                if (!closing.await(FEEDBACK_TAKES.toMillis(), TimeUnit.MILLISECONDS)) {
                    report(feedback, message, address);
                }
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private void checkMood() throws InterruptedException {
        switch (mood) {
            case WORKING -> {}
            case REFUSING -> throw Rejected.message("Refused, as it was told to do");
            case PAUSED -> throw new Rejected(400, "SendingPausedException", "Sending is paused for this account.");
            case THROTTLING -> throw new Rejected(429, "TooManyRequestsException", "Maximum sending rate exceeded.");
            case BROKEN -> throw new Rejected(500, "InternalFailure", "Something is broken.");
            case SILENT -> {
                closing.await();
                throw new Rejected(500, "InternalFailure", "It is being stopped.");
            }
        }
    }

    @Override
    public void close() {
        closing.countDown();
        server.close();
    }
}
