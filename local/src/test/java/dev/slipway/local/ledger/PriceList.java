package dev.slipway.local.ledger;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The prices and the assumptions that `docs/costs.md` writes down.
///
/// @param prices in dollars, of a million or of a GB
/// @param assumptions in the unit that the page names
record PriceList(Map<String, Double> prices, Map<String, Double> assumptions) {

    static PriceList read(List<Markdown.Table> tables) {
        return new PriceList(numbers(tables, "price"), numbers(tables, "assumption"));
    }

    double of(String price) {
        return found(prices, price);
    }

    double assumed(String assumption) {
        return found(assumptions, assumption);
    }

    private static double found(Map<String, Double> numbers, String name) {
        var number = numbers.get(name);
        if (number == null) {
            throw new AssertionError(
                    "docs/costs.md has no price or assumption \"" + name + "\", but " + numbers.keySet());
        }
        return number;
    }

    /// The second column of the table that begins with this word, by its first.
    private static Map<String, Double> numbers(List<Markdown.Table> tables, String title) {
        var numbers = new HashMap<String, Double>();
        tables.stream()
                .filter(table -> table.header().getFirst().equals(title))
                .flatMap(table -> table.rows().stream())
                .forEach(
                        row -> numbers.put(row.get(0), Double.valueOf(row.get(1).replace(",", ""))));
        return numbers;
    }
}
