package dev.slipway.functions.auditquery;

import dev.slipway.adapters.lambda.HttpRequest;
import dev.slipway.adapters.lambda.Paging;
import dev.slipway.audit.AuditQuery;
import dev.slipway.audit.AuditQuery.Include;
import dev.slipway.audit.AuditQuery.Order;
import dev.slipway.kernel.Malformed;
import dev.slipway.kernel.OrgSlug;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// What a request asks of a log.
///
/// @param paging of this query and no other: a cursor of one is refused by all others
record Asked(AuditQuery query, Paging paging) {

    static final List<String> PARAMETERS = List.of("from", "to", "include", "action", "actor", "target", "order");

    /// A clock that runs ahead of ours puts events into our future.
    private static final Duration AHEAD = Duration.ofMinutes(1);

    /// @throws Malformed `invalid_time`, `invalid_range`, `invalid_include`, `invalid_action`, `invalid_order`
    static Asked of(HttpRequest request, OrgSlug org, Instant now) {
        var from = Moments.from(asked(request, "from")).orElse(Instant.EPOCH);
        var end = Moments.to(asked(request, "to"));
        var to = end.orElse(now.plus(AHEAD));
        if (end.isPresent() && !from.isBefore(to)) {
            throw new Malformed("invalid_range", "\"from\" must be before \"to\".");
        }
        var query = new AuditQuery(
                org,
                from,
                to,
                asked(request, "include").map(Include::named).orElse(Include.CHANGES),
                asked(request, "action"),
                asked(request, "actor"),
                asked(request, "target"),
                asked(request, "order").map(Order::named).orElse(Order.DESCENDING));
        return new Asked(query, Paging.of("audit-events " + words(request), org));
    }

    private static Optional<String> asked(HttpRequest request, String name) {
        return request.query(name).filter(text -> !text.isBlank());
    }

    /// As they were sent: a range up to now is the same range a minute later.
    private static String words(HttpRequest request) {
        return PARAMETERS.stream()
                .map(name -> name + "=" + request.query(name).orElse(""))
                .collect(Collectors.joining("\n"));
    }
}
