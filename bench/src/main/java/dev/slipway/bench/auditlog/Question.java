package dev.slipway.bench.auditlog;

import dev.slipway.audit.AuditQuery;
import dev.slipway.audit.AuditQuery.Include;
import dev.slipway.audit.AuditQuery.Order;
import dev.slipway.kernel.OrgSlug;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What is asked of both logs: a page of 50 each.
record Question(
        String title,
        Include include,
        Optional<String> action,
        Optional<String> actor,
        Optional<String> target,
        Order order,
        boolean fromTheMiddle) {

    static final List<Question> ALL = List.of(
            of("what changed, the latest", Include.CHANGES, Order.DESCENDING),
            of("what changed, the first", Include.CHANGES, Order.ASCENDING),
            of("what changed, from the middle on", Include.CHANGES, Order.ASCENDING)
                    .middle(),
            of("installs, the latest", Include.INSTALLS, Order.DESCENDING),
            of("installs, from the middle on", Include.INSTALLS, Order.ASCENDING)
                    .middle(),
            of("all, the latest", Include.ALL, Order.DESCENDING),
            of("by action", Include.CHANGES, Order.DESCENDING).by(Optional.of("tag.moved"), Optional.empty()),
            of("by actor", Include.CHANGES, Order.DESCENDING).by(Optional.empty(), Optional.of("ada")),
            of("by action and actor", Include.CHANGES, Order.DESCENDING)
                    .by(Optional.of("team.created"), Optional.of("ada")),
            of("by target", Include.CHANGES, Order.DESCENDING).on("@acme/pad"));

    private static Question of(String title, Include include, Order order) {
        return new Question(title, include, Optional.empty(), Optional.empty(), Optional.empty(), order, false);
    }

    private Question middle() {
        return new Question(title, include, action, actor, target, order, true);
    }

    private Question by(Optional<String> what, Optional<String> who) {
        return new Question(title, include, what, who, target, order, fromTheMiddle);
    }

    private Question on(String what) {
        return new Question(title, include, action, actor, Optional.of(what), order, fromTheMiddle);
    }

    /// @param middle the moment that half of the log is before
    AuditQuery of(OrgSlug org, Instant middle, Instant end) {
        return new AuditQuery(org, fromTheMiddle ? middle : Instant.EPOCH, end, include, action, actor, target, order);
    }
}
