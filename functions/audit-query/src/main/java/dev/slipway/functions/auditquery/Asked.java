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
import java.util.function.Function;
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
        return new Asked(
                query(name -> request.query(name), org, now), Paging.of("audit-events " + words(request), org));
    }

    /// The same of whatever brings these fields.
    static AuditQuery query(Function<String, Optional<String>> fields, OrgSlug org, Instant now) {
        Function<String, Optional<String>> asked = name -> fields.apply(name).filter(text -> !text.isBlank());
        var from = Moments.from(asked.apply("from")).orElse(Instant.EPOCH);
        var end = Moments.to(asked.apply("to"));
        var to = end.orElse(now.plus(AHEAD));
        if (end.isPresent() && !from.isBefore(to)) {
            throw new Malformed("invalid_range", "\"from\" must be before \"to\".");
        }
        return new AuditQuery(
                org,
                from,
                to,
                asked.apply("include").map(Include::named).orElse(Include.CHANGES),
                asked.apply("action"),
                asked.apply("actor"),
                asked.apply("target"),
                asked.apply("order").map(Order::named).orElse(Order.DESCENDING));
    }

    /// As they were sent: a range up to now is the same range a minute later.
    private static String words(HttpRequest request) {
        return PARAMETERS.stream()
                .map(name -> name + "=" + request.query(name).orElse(""))
                .collect(Collectors.joining("\n"));
    }
}
