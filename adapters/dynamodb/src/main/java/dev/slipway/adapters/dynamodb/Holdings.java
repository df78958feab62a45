package dev.slipway.adapters.dynamodb;

import dev.slipway.access.Credential;
import dev.slipway.access.TokenHash;
import dev.slipway.kernel.Page;
import dev.slipway.kernel.Position;
import dev.slipway.kernel.Slice;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The tokens of a holder, found by what stands beside the hash and read from the tokens themselves.
final class Holdings {

    private static final int AT_A_TIME = 100;

    private final Table table;

    Holdings(Table table) {
        this.table = table;
    }

    /// The newest first. What is asked for stands among others under one key, so a round trip may bring few of it.
    Page<Map<String, AttributeValue>> page(
            String partition, Predicate<Map<String, AttributeValue>> wanted, Slice slice) {
        var found = new ArrayList<Map<String, AttributeValue>>();
        var before = slice.after();
        do {
            var page = table.pageBackwards(partition, "", new Slice(before, AT_A_TIME));
            page.items().stream().filter(wanted).forEach(found::add);
            before = page.next();
        } while (before.isPresent() && found.size() <= slice.limit());
        if (found.size() <= slice.limit()) {
            return new Page<>(found, Optional.empty());
        }
        var shown = found.subList(0, slice.limit());
        return new Page<>(
                shown, Optional.of(new Position(Key.of(shown.getLast()).sort())));
    }

    /// The tokens that these lead to.
    <T> List<T> read(List<Map<String, AttributeValue>> holdings, BiFunction<TokenHash, Credential, T> each) {
        var hashes = holdings.stream().map(HoldingItem::readHash).toList();
        var items = table.getAll(hashes.stream().map(Keys::token).toList());
        return hashes.stream()
                .flatMap(hash -> Optional.ofNullable(items.get(Keys.token(hash))).stream()
                        .map(item -> each.apply(hash, TokenItem.read(item))))
                .toList();
    }
}
