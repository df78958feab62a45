package dev.slipway.webhooks;

import dev.slipway.kernel.Malformed;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/// Of what a webhook is told.
public sealed interface EventChoice {

    /// Stands for all, those too that there will be.
    String EVERYTHING = "*";

    /// All that there is, and that there will be.
    record All() implements EventChoice {
        @Override
        public boolean includes(String event) {
            return WebhookEvents.isChoosable(event);
        }

        @Override
        public List<String> names() {
            return List.of(EVERYTHING);
        }
    }

    /// @param chosen at least one
    record Some(Set<String> chosen) implements EventChoice {

        public Some {
            chosen = Set.copyOf(chosen);
            if (chosen.isEmpty()) {
                throw new Malformed("invalid_events", "Choose at least one event, or [\"*\"] for all.");
            }
        }

        @Override
        public boolean includes(String event) {
            return chosen.contains(event) && WebhookEvents.isChoosable(event);
        }

        @Override
        public List<String> names() {
            return chosen.stream().sorted().toList();
        }
    }

    /// As somebody asks for it.
    ///
    /// @param names of [WebhookEvents#CHOOSABLE], or `*` alone
    /// @throws Malformed `invalid_events`
    static EventChoice parse(Collection<String> names) {
        if (names.contains(EVERYTHING)) {
            if (names.stream().anyMatch(name -> !name.equals(EVERYTHING))) {
                throw new Malformed("invalid_events", "\"*\" stands for all events, and so alone.");
            }
            return new All();
        }
        for (var name : names) {
            if (!WebhookEvents.isChoosable(name)) {
                throw new Malformed(
                        "invalid_events",
                        "There is no event \"" + Malformed.shown(name)
                                + "\" that a webhook can be told of: use [\"*\"], " + "or some of "
                                + String.join(", ", WebhookEvents.CHOOSABLE) + ".");
            }
        }
        return new Some(Set.copyOf(names));
    }

    /// As it was stored. An event that there isn't any more matches nothing.
    static EventChoice stored(Collection<String> names) {
        return names.contains(EVERYTHING) ? new All() : new Some(Set.copyOf(names));
    }

    boolean includes(String event);

    /// In the order of their letters; `*` for all.
    List<String> names();
}
