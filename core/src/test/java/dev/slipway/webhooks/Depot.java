package dev.slipway.webhooks;

import dev.slipway.access.Principal;
import dev.slipway.audit.AuditEntry;
import dev.slipway.audit.RecordedEvent;
import dev.slipway.kernel.AccountId;
import dev.slipway.kernel.Email;
import dev.slipway.kernel.Handle;
import dev.slipway.kernel.Ids;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.kernel.Page;
import dev.slipway.kernel.Posted;
import dev.slipway.kernel.Slice;
import dev.slipway.org.Authority;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// One webhook, one delivery, a receiver and a clock, all of them a test's own.
final class Depot implements Endpoints, Deliveries, Queue {

    private static final OrgSlug ACME = new OrgSlug("acme");
    private static final Principal.Person ADA =
            new Principal.Person(new AccountId("01KAKJ3V6Q8ZQ0W3Y2M7N5T4RB"), new Handle("ada"));

    final Secrets secrets = new Secrets(() -> "0123456789abcdef0123456789abcdef");
    final List<Courier.Letter> letters = new ArrayList<>();
    final List<Message> inLine = new ArrayList<>();
    final List<Message> aside = new ArrayList<>();
    final List<AuditEntry> audit = new ArrayList<>();
    final List<Notice> notices = new ArrayList<>();
    final List<PauseMails.Letter> mails = new ArrayList<>();
    final List<Email> managers = new ArrayList<>(List.of(new Email("ada@example.com")));
    final List<Email> untaken = new ArrayList<>();
    final Ids ids = Ids.random();

    Instant now = Instant.parse("2026-11-21T09:30:00Z");
    Endpoint endpoint = Endpoint.created(
            new EndpointId(ids.next(now)),
            ACME,
            new Endpoint.Settings(
                    new EndpointUrl("https://hooks.example.com/slipway?key=1"),
                    new EndpointDescription(""),
                    EventChoice.parse(List.of("tag.moved"))),
            now,
            ADA);
    Delivery delivery;
    boolean live = true;
    boolean notingBreaks;
    Runnable meanwhile = () -> {};
    Function<Courier.Letter, Courier.Sent> answer =
            _ -> new Courier.Sent.Answered(200, "ok", Optional.empty(), Duration.ofMillis(20));

    Depot() {
        another();
    }

    /// Another delivery in the place of the one until now.
    void another() {
        delivery = Delivery.begun(
                new DeliveryId(endpoint.id(), ids.next(now)), ACME, "tag.moved", "@acme/pad", "{}", now, now);
    }

    Message message() {
        return Message.of(delivery);
    }

    DeliverEvent.Outcome run(Message message) {
        return new DeliverEvent(this, this, this, secrets, this::send, ids).run(message, now);
    }

    /// Whoever manages it is told, as far as the mail service takes it.
    TellPaused.Outcome tell(Notice notice) {
        return new TellPaused(this, org -> org.equals(ACME) ? managers : List.of(), this::mail, "https://npm.acme.test")
                .run(notice, now);
    }

    Notice notice() {
        return new Notice(ACME, endpoint.id(), audit.getLast().id());
    }

    /// What is done, and told to who listens.
    DispatchEvent.Outcome dispatch(RecordedEvent event) {
        return new DispatchEvent(this, this, this, _ -> "{}").run(ACME, event, now);
    }

    private Courier.Sent send(Courier.Letter letter) {
        letters.add(letter);
        meanwhile.run();
        return answer.apply(letter);
    }

    private Posted mail(PauseMails.Letter letter) {
        if (untaken.contains(letter.to())) {
            return new Posted.Failed("SES answered 503");
        }
        mails.add(letter);
        return new Posted.Accepted("accepted");
    }

    /// Waits as long as it says, each time.
    DeliverEvent.Outcome untilOver() {
        var next = message();
        while (true) {
            var outcome = run(next);
            switch (outcome) {
                case DeliverEvent.Outcome.Held(var rest, var _) -> now = now.plus(rest);
                case DeliverEvent.Outcome.Over(var ending) -> {
                    if (ending != DeliverEvent.Ending.ASIDE) {
                        return outcome;
                    }
                    next = aside.getLast();
                }
            }
        }
    }

    @Override
    public boolean putNew(Delivery begun) {
        if (delivery.id().equals(begun.id())) {
            return false;
        }
        delivery = begun;
        return true;
    }

    @Override
    public Optional<Delivery> find(DeliveryId id, Instant at) {
        return Optional.of(delivery).filter(each -> each.id().equals(id));
    }

    @Override
    public boolean note(Delivery next) {
        if (notingBreaks) {
            throw new IllegalStateException("the table is gone");
        }
        if (next.version() != delivery.version() + 1) {
            return false;
        }
        delivery = next;
        return true;
    }

    @Override
    public Optional<Endpoint> findLive(OrgSlug org, EndpointId id) {
        return live ? Optional.of(endpoint) : Optional.empty();
    }

    @Override
    public boolean noteHealth(Endpoint seen, Health next) {
        if (!endpoint.active()
                || seen.revision() != endpoint.revision()
                || !seen.health().equals(endpoint.health())) {
            return false;
        }
        endpoint = endpoint.with(next);
        return true;
    }

    @Override
    public boolean pauseAsFailed(Endpoint seen, AuditEntry entry) {
        if (!seen.equals(endpoint)) {
            return false;
        }
        endpoint = endpoint.with(Endpoint.State.FAILED);
        audit.add(entry);
        return true;
    }

    @Override
    public void send(Message message) {
        inLine.add(message);
    }

    @Override
    public void sendAside(Message message) {
        aside.add(message);
    }

    @Override
    public void sendNotice(Notice notice) {
        notices.add(notice);
    }

    @Override
    public Page<Delivery> list(EndpointId id, Instant at, Slice slice) {
        throw new AssertionError("nobody who tells asks for this");
    }

    @Override
    public Queued addTest(Delivery begun, Endpoint seen, Authority by, AuditEntry entry) {
        throw new AssertionError("nobody who tells asks for this");
    }

    @Override
    public Queued sendAgain(Delivery next, Endpoint seen, Authority by, AuditEntry entry) {
        throw new AssertionError("nobody who tells asks for this");
    }

    @Override
    public Optional<Endpoint> find(OrgSlug org, EndpointId id) {
        throw new AssertionError("nobody who tells asks for this");
    }

    @Override
    public Page<Endpoint> list(OrgSlug org, Slice slice) {
        throw new AssertionError("nobody who tells asks for this");
    }

    @Override
    public List<Endpoint> listActive(OrgSlug org) {
        return live && endpoint.active() && org.equals(ACME) ? List.of(endpoint) : List.of();
    }

    @Override
    public Created create(Endpoint created, Authority by, AuditEntry entry) {
        throw new AssertionError("nobody who tells asks for this");
    }

    @Override
    public Changed change(Endpoint before, Endpoint next, Authority by, List<AuditEntry> entries) {
        throw new AssertionError("nobody who tells asks for this");
    }

    @Override
    public Changed delete(Endpoint deleted, Authority by, AuditEntry entry) {
        throw new AssertionError("nobody who tells asks for this");
    }
}
