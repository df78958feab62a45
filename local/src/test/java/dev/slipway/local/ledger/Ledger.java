package dev.slipway.local.ledger;

import static java.util.stream.Collectors.joining;

import dev.slipway.local.ledger.Measurement.Section;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What each operation costs, as the tables of `docs/costs.md` show it.
record Ledger(Map<Section, List<Row>> tables) {

    static Ledger of(List<Measurement> measurements) {
        var operations = new LinkedHashMap<List<String>, List<Measurement>>();
        measurements.forEach(each -> operations
                .computeIfAbsent(List.of(each.section().name(), each.operation(), each.who()), _ -> new ArrayList<>())
                .add(each));
        var tables = new EnumMap<Section, List<Row>>(Section.class);
        operations
                .values()
                .forEach(
                        operation -> tables.computeIfAbsent(operation.getFirst().section(), _ -> new ArrayList<>())
                                .addAll(rows(operation)));
        return new Ledger(tables);
    }

    List<Row> rows() {
        return tables.values().stream().flatMap(List::stream).toList();
    }

    /// To be pasted into the page.
    String markdown() {
        return tables.entrySet().stream()
                .map(table -> "### " + table.getKey().title() + "\n\n" + Markdown.header(Row.HEADER)
                        + table.getValue().stream().map(Row::markdown).collect(joining()))
                .collect(joining("\n"));
    }

    private static List<Row> rows(List<Measurement> operation) {
        var rows = new ArrayList<Row>();
        int from = 0;
        for (int to = 1; to <= operation.size(); to++) {
            if (to == operation.size() || !operation.get(to).sameCost(operation.get(from))) {
                rows.add(Row.of(operation.subList(from, to)));
                from = to;
            }
        }
        return rows;
    }
}
