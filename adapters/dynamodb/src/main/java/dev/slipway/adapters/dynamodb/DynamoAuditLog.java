package dev.slipway.adapters.dynamodb;

import dev.slipway.adapters.dynamodb.Table.Lane;
import dev.slipway.audit.AuditAction;
import dev.slipway.audit.AuditLog;
import dev.slipway.audit.AuditQuery;
import dev.slipway.audit.RecordedEvent;
import dev.slipway.kernel.Ids;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.kernel.Page;
import dev.slipway.kernel.Position;
import dev.slipway.kernel.Slice;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The audit logs in the table.
///
/// All but installs stand in one partition, and in an index for each thing that they are filtered by: the narrowest of
/// those that are asked for is read. What else is asked for is held against what the index says, and installs, which no
/// index has, against themselves: of either up to 1,000 are looked through for a page.
public final class DynamoAuditLog implements AuditLog {

    private static final int MOST = 1_000;

    private final Table table;

    public DynamoAuditLog(Table table) {
        this.table = table;
    }

    @Override
    public Page<RecordedEvent> list(AuditQuery query, Slice slice) {
        if (query.empty()) {
            return new Page<>(List.of(), Optional.empty());
        }
        var lanes = open(query, slice);
        var found = new ArrayList<Map<String, AttributeValue>>();
        var last = Optional.<String>empty();
        for (int seen = 0; found.size() < slice.limit() && seen < MOST; seen++) {
            var item = lanes.next();
            if (item.isEmpty()) {
                break;
            }
            last = item.map(Lanes::id);
            item.filter(one -> fits(query, one)).ifPresent(found::add);
        }
        var next = last.isEmpty() || lanes.ended() ? Optional.<Position>empty() : last.map(Position::new);
        return new Page<>(whole(found).stream().map(AuditItem::read).toList(), next);
    }

    private Lanes open(AuditQuery query, Slice slice) {
        var backwards = query.order() == AuditQuery.Order.DESCENDING;
        var after = slice.after().map(Position::value);
        var first = Ids.first(query.from());
        var tooLate = Lanes.before(Ids.first(query.to()));
        var from = backwards ? first : after.map(id -> id + "\0").orElse(first);
        var to = backwards ? after.map(Lanes::before).orElse(tooLate) : tooLate;
        return new Lanes(table, lanes(query), from, to, backwards, slice.limit());
    }

    private static List<Lane> lanes(AuditQuery query) {
        var lanes = new ArrayList<Lane>();
        if (query.changes()) {
            lanes.add(changes(query));
        }
        if (query.installs()) {
            Keys.SHARDS
                    .chars()
                    .mapToObj(shard -> Lane.ofPartition(Keys.installsOf(query.org(), (char) shard)))
                    .forEach(lanes::add);
        }
        return lanes;
    }

    private static Lane changes(AuditQuery query) {
        return query.target()
                .map(AuditAction::subject)
                .map(target -> under("byTarget", query.org(), target))
                .or(() -> query.actor().map(actor -> under("byActor", query.org(), actor)))
                .or(() -> query.action().map(action -> under("byAction", query.org(), action)))
                .orElseGet(() -> Lane.ofPartition(Keys.auditOf(query.org())));
    }

    private static Lane under(String index, OrgSlug org, String what) {
        return Lane.ofIndex(index, Keys.auditedUnder(org, what));
    }

    /// An entry of an index says no more than what it can be held against.
    private static boolean fits(AuditQuery query, Map<String, AttributeValue> item) {
        return says(item, "action", query.action())
                && query.actor()
                        .filter(actor -> !AuditItem.isBy(actor, query.org(), item))
                        .isEmpty()
                && query.target()
                        .filter(target -> !AuditItem.isOf(target, item))
                        .isEmpty();
    }

    private static boolean says(Map<String, AttributeValue> item, String name, Optional<String> wanted) {
        return wanted.isEmpty()
                || !item.containsKey(name)
                || Attributes.text(item, name).equals(wanted.get());
    }

    /// Of what an index has but the keys, the lines themselves, in the same order.
    private List<Map<String, AttributeValue>> whole(List<Map<String, AttributeValue>> found) {
        var slim = found.stream()
                .filter(item -> !item.containsKey("details"))
                .map(Key::of)
                .toList();
        var lines = table.getAll(slim);
        return found.stream()
                .map(item -> item.containsKey("details")
                        ? item
                        : Optional.ofNullable(lines.get(Key.of(item)))
                                .orElseThrow(
                                        () -> new IllegalStateException("an index knows an entry that isn't there")))
                .toList();
    }
}
