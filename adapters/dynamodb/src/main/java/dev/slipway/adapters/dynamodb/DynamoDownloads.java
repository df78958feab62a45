package dev.slipway.adapters.dynamodb;

import static java.util.stream.Collectors.toMap;

import dev.slipway.packages.Downloads;
import dev.slipway.packages.PackageName;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Downloads in the table: an item for each month of each package, with a number for each day.
///
/// There are [Keys#DOWNLOAD_SHARDS] such items, each in a partition of its own, and whoever counts takes any: a
/// partition takes 1,000 writes a second, and a package that everybody downloads at once has eight times as many.
/// Whoever reads reads all.
public final class DynamoDownloads implements Downloads {

    /// After which a month is forgotten.
    private static final int MONTHS_KEPT = 13;

    private final Table table;

    public DynamoDownloads(Table table) {
        this.table = table;
    }

    @Override
    public void count(PackageName name, Instant at) {
        var day = LocalDate.ofInstant(at, ZoneOffset.UTC);
        var shard = ThreadLocalRandom.current().nextInt(Keys.DOWNLOAD_SHARDS);
        var end = YearMonth.from(day).plusMonths(MONTHS_KEPT).atDay(1).atStartOfDay(ZoneOffset.UTC);
        try {
            table.make(
                    Keys.downloads(name, shard, YearMonth.from(day)),
                    "SET #type = :type, form = :form, forgetAt = :end ADD #day :one",
                    Map.of("#type", "type", "#day", attribute(day)),
                    Map.of(
                            ":type", AttributeValue.fromS("downloads"),
                            ":form", AttributeValue.fromN("1"),
                            ":end", AttributeValue.fromN(Long.toString(end.toEpochSecond())),
                            ":one", AttributeValue.fromN("1")));
        } catch (SdkException | IllegalStateException _) {
            // It is one that isn't counted. That the table refuses is on an alarm.
        }
    }

    @Override
    public Map<LocalDate, Long> list(PackageName name, LocalDate from, LocalDate to) {
        var keys = new ArrayList<Key>();
        for (var month = YearMonth.from(from); !month.isAfter(YearMonth.from(to)); month = month.plusMonths(1)) {
            for (int shard = 0; shard < Keys.DOWNLOAD_SHARDS; shard++) {
                keys.add(Keys.downloads(name, shard, month));
            }
        }
        var found = List.copyOf(table.getAll(keys).values());
        return from.datesUntil(to.plusDays(1)).collect(toMap(day -> day, day -> count(found, day)));
    }

    private static long count(List<Map<String, AttributeValue>> items, LocalDate day) {
        return items.stream()
                .filter(item ->
                        Attributes.text(item, "sk").equals(YearMonth.from(day).toString()))
                .filter(item -> item.containsKey(attribute(day)))
                .mapToLong(item -> Attributes.number(item, attribute(day)))
                .sum();
    }

    /// `d01` to `d31`.
    private static String attribute(LocalDate day) {
        return "d%02d".formatted(day.getDayOfMonth());
    }
}
