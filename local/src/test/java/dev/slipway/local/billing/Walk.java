package dev.slipway.local.billing;

import com.stripe.exception.StripeException;
import dev.slipway.access.Role;
import dev.slipway.billing.ChangeSeats;
import dev.slipway.billing.Checkout;
import dev.slipway.billing.Payments;
import dev.slipway.billing.StartCheckout;
import dev.slipway.local.backends.AtOnce;
import dev.slipway.local.billing.Crashes.Crash;
import dev.slipway.local.billing.Crashes.Moment;
import dev.slipway.local.stripe.account.Card;
import dev.slipway.local.stripe.api.ApiMood;
import dev.slipway.local.stripe.webhooks.DeliveryMood;
import dev.slipway.org.InvitationId;
import dev.slipway.org.InviteMembers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;

/// Some organizations to which anything happens in any order.
final class Walk {

    private static final List<String> CALLS = List.of(
            "begin", "follow", "takeUp", "openCheckout", "ask", "change", "find", "closeCheckout", "forget", "end");

    /// How long nothing happens.
    private static final List<Duration> PAUSES = List.of(
            Duration.ofSeconds(20),
            Duration.ofMinutes(3),
            Duration.ofMinutes(50),
            Duration.ofHours(5),
            Duration.ofDays(1),
            Duration.ofDays(4),
            Duration.ofDays(16),
            Duration.ofDays(33),
            Duration.ofDays(70));

    private final Stage stage;
    private final Soundness soundness;
    private final Random random;
    private final Map<Stage.Org, State> orgs = new LinkedHashMap<>();
    private final List<String> steps = new ArrayList<>();

    /// What is there to be used.
    private static final class State {
        private final List<Stage.Somebody> members = new ArrayList<>();
        private final List<InvitationId> invitations = new ArrayList<>();
        private final List<Checkout> pages = new ArrayList<>();
    }

    Walk(Stage stage, long seed, int size) {
        this.stage = stage;
        this.soundness = new Soundness(stage);
        this.random = new Random(seed);
        for (int i = 0; i < size; i++) {
            orgs.put(stage.organization(), new State());
        }
    }

    /// What was done so far, for whoever wants to know why.
    List<String> steps() {
        return steps;
    }

    void run(int length) throws InterruptedException, StripeException {
        for (int i = 0; i < length; i++) {
            step();
            for (var org : orgs.keySet()) {
                soundness.check(org);
            }
        }
        stage.mend();
        for (var org : orgs.keySet()) {
            soundness.checkMended(org);
        }
    }

    private void step() throws InterruptedException {
        var org = List.copyOf(orgs.keySet()).get(random.nextInt(orgs.size()));
        switch (random.nextInt(20)) {
            case 0 -> weather();
            case 1 -> {
                var pause = PAUSES.get(random.nextInt(PAUSES.size()));
                steps.add(pause + " pass");
                stage.pass(pause);
            }
            case 2 -> attempt("the job", () -> stage.reconcile.run(stage::now));
            case 3 -> crash(org);
            case 4 -> {
                var one = deed(org);
                var other = deed(org);
                AtOnce.race(() -> attempt(one), () -> attempt(other));
            }
            case 5 -> {
                var outcome = deed(org);
                var mood = List.of(ApiMood.FAILING, ApiMood.SILENT, ApiMood.FORGETFUL)
                        .get(random.nextInt(3));
                steps.add("with Stripe " + mood);
                stage.stripe.mood(mood);
                attempt(outcome);
                stage.stripe.mood(ApiMood.WORKING);
            }
            default -> attempt(deed(org));
        }
        stage.stripe.settle();
    }

    private void weather() {
        var events = stage.stripe.events();
        switch (random.nextInt(4)) {
            case 0 -> {
                var mood = chosen(List.of(DeliveryMood.values())).orElseThrow();
                steps.add("events are " + mood);
                stage.stripe.mood(mood);
            }
            case 1 -> {
                steps.add("events are let go backwards");
                stage.stripe.release(true);
            }
            default -> {
                if (!events.isEmpty()) {
                    var event = events.get(random.nextInt(events.size()));
                    steps.add("again " + event.get("type").getAsString());
                    stage.stripe.resend(event.get("id").getAsString());
                }
            }
        }
    }

    private void crash(Stage.Org org) {
        var call = CALLS.get(random.nextInt(CALLS.size()));
        var moment = random.nextBoolean() ? Moment.BEFORE : Moment.AFTER;
        var deed = deed(org);
        steps.add("crash " + moment + " " + call);
        stage.crashes.at(call, moment);
        attempt(deed);
        stage.crashes.disarm();
    }

    /// Something that somebody may want, by name.
    private record Deed(String name, Callable<Object> work) {}

    private Deed deed(Stage.Org org) {
        var state = orgs.get(org);
        var slug = org.slug();
        var owner = org.owner();
        var some = 1 + random.nextInt(6);
        return switch (random.nextInt(17)) {
            case 0, 1, 2 ->
                new Deed(
                        slug + " wants " + some,
                        () -> stage.seats.run(stage.by(owner), slug, new ChangeSeats.Wish(some, Optional.empty())));
            case 3, 4 -> invite(org, random.nextInt(3) == 0);
            case 5 ->
                chosen(state.invitations)
                        .map(id -> new Deed(slug + " revokes", () -> stage.revoke.run(stage.by(owner), slug, id)))
                        .orElseGet(() -> invite(org, true));
            case 6 ->
                chosen(state.members)
                        .map(one -> new Deed(slug + " removes " + one.handle(), () -> {
                            state.members.remove(one);
                            return stage.remove.run(stage.by(owner), slug, one.handle());
                        }))
                        .orElseGet(() -> join(org));
            case 7 -> join(org);
            case 8, 9 ->
                chosen(state.members)
                        .map(one -> new Deed(
                                slug + " gives a place to " + one.handle(),
                                () -> stage.pool.give(stage.by(owner), slug, one.handle())))
                        .orElseGet(() -> join(org));
            case 10 ->
                chosen(state.members)
                        .map(one -> new Deed(
                                slug + " takes a place from " + one.handle(),
                                () -> stage.pool.take(stage.by(owner), slug, one.handle())))
                        .orElseGet(() -> join(org));
            case 11 -> new Deed(slug + " cancels", () -> stage.end.cancel(stage.by(owner), slug));
            case 12 -> new Deed(slug + " resumes", () -> stage.end.resume(stage.by(owner), slug));
            case 13 -> new Deed(slug + " forgets", () -> stage.forget.run(stage.by(owner), slug));
            case 14 -> card(org);
            case 15 -> pay(org);
            default -> checkout(org, state, some);
        };
    }

    private Deed invite(Stage.Org org, boolean pool) {
        var address = "guest-" + random.nextInt(1_000_000) + "@example.com";
        var wish = new InviteMembers.Wish(List.of(address), Role.MEMBER, new LinkedHashSet<>(), pool);
        return new Deed(org.slug() + " invites" + (pool ? " to the Pool" : ""), () -> {
            var outcome = stage.invite.run(stage.by(org.owner()), org.slug(), wish);
            if (outcome instanceof InviteMembers.Outcome.Done(var results, var _)) {
                results.getFirst()
                        .offer()
                        .ifPresent(offer -> orgs.get(org).invitations.add(offer.id()));
            }
            return outcome;
        });
    }

    private Deed join(Stage.Org org) {
        var somebody = stage.somebody();
        orgs.get(org).members.add(somebody);
        return new Deed(
                org.slug() + " takes in " + somebody.handle(),
                () -> stage.add.run(stage.by(org.owner()), org.slug(), somebody.person(), Role.MEMBER));
    }

    private Deed card(Stage.Org org) {
        var card = List.of(Card.PAYS, Card.PAYS, Card.FAILS_LATER, Card.AUTHENTICATES)
                .get(random.nextInt(4));
        return new Deed(org.slug() + " pays by a card that " + card, () -> {
            if (stage.billed(org).account().isPresent()) {
                stage.stripe.use(card, stage.customer(org));
            }
            return card;
        });
    }

    /// Sometimes the bank hears a yes, sometimes another card pays.
    private Deed pay(Stage.Org org) {
        var confirms = random.nextBoolean();
        return new Deed(
                org.slug() + (confirms ? " confirms" : " pays"),
                () -> soundness.open(org).stream()
                        .map(invoice ->
                                confirms ? stage.till.confirm(invoice.id()) : stage.till.payInvoice(invoice.id()))
                        .toList());
    }

    private Deed checkout(Stage.Org org, State state, long seats) {
        var again = !state.pages.isEmpty() && random.nextBoolean();
        if (again) {
            var page = state.pages.get(random.nextInt(state.pages.size()));
            return new Deed(org.slug() + " pays on a page", () -> stage.till.pay(page, "PAYS"));
        }
        var pays = random.nextInt(3) > 0;
        return new Deed(org.slug() + " goes to checkout with " + seats, () -> {
            var outcome = stage.checkout.run(stage.by(org.owner()), org.slug(), seats, Stage.RETURN_TO);
            if (outcome instanceof StartCheckout.Outcome.Opened(var page)) {
                state.pages.add(page);
                return pays && stage.till.pay(page, "PAYS");
            }
            return outcome;
        });
    }

    private <T> Optional<T> chosen(List<T> from) {
        return from.isEmpty() ? Optional.empty() : Optional.of(from.get(random.nextInt(from.size())));
    }

    private Object attempt(Deed deed) {
        return attempt(deed.name(), deed.work());
    }

    private Object attempt(String name, Callable<Object> work) {
        Object outcome;
        try {
            outcome = work.call();
        } catch (Crash | Payments.Unreachable e) {
            outcome = e.toString();
        } catch (RuntimeException e) {
            throw new AssertionError(name, e);
        } catch (Exception e) {
            throw new IllegalStateException(name, e);
        }
        synchronized (steps) {
            steps.add(stage.now() + " " + name + ": " + outcome);
        }
        return outcome;
    }
}
