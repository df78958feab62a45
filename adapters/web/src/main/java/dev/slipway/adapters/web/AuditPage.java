package dev.slipway.adapters.web;

import dev.slipway.audit.AuditQuery.Include;
import dev.slipway.audit.AuditQuery.Order;
import dev.slipway.audit.RecordedEvent;
import java.util.List;
import java.util.Optional;

/// `GET /console/organizations/{org}/audit`: what was done in the organization.
///
/// The form sends its fields by `GET`, as the API takes them: `from`, `to`, `action`, `actor`, `target`, `include`,
/// `order`.
///
/// @param actions the names of all, to choose from
/// @param next the query that the list goes on with
public record AuditPage(
        Chrome frame,
        OrganizationHead organization,
        Filters filters,
        List<String> actions,
        List<Event> events,
        Optional<String> next)
        implements Page {

    public AuditPage {
        actions = List.copyOf(actions);
        events = List.copyOf(events);
    }

    /// As they were typed.
    ///
    /// @param action empty for all
    public record Filters(
            Field from, Field to, String action, Field actor, Field target, Include include, Order order) {}

    /// @param sentence what was done, behind the name of whoever did it
    /// @param changes what was another thing before
    /// @param facts what else there is to know
    public record Event(RecordedEvent recorded, String sentence, List<Change> changes, List<Fact> facts) {

        public Event {
            changes = List.copyOf(changes);
            facts = List.copyOf(facts);
        }

        /// In words for people.
        public static Event of(RecordedEvent recorded) {
            return AuditWords.of(recorded);
        }
    }

    /// @param what nothing if the event is about one thing only
    public record Change(String what, String before, String after) {}

    public record Fact(String name, String value) {}
}
