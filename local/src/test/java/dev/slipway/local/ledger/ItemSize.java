package dev.slipway.local.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// How large DynamoDB says an item is.
///
/// @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html">item
///     sizes</a>
final class ItemSize {

    private ItemSize() {}

    /// Names and values together, in bytes; 0 for no item.
    static int of(Map<String, AttributeValue> item) {
        return item.entrySet().stream()
                .mapToInt(attribute -> utf8(attribute.getKey()) + value(attribute.getValue()))
                .sum();
    }

    /// A list or a map takes 3 bytes, and 1 more for each of its elements.
    private static int value(AttributeValue value) {
        return switch (value.type()) {
            case S -> utf8(value.s());
            case N -> number(value.n());
            case BOOL, NUL -> 1;
            case L -> 3 + value.l().stream().mapToInt(each -> 1 + value(each)).sum();
            case M -> 3 + value.m().size() + of(value.m());
            case SS -> value.ss().stream().mapToInt(ItemSize::utf8).sum();
            case B, NS, BS, UNKNOWN_TO_SDK_VERSION ->
                throw new AssertionError("no item holds a " + value.type() + " yet: say here how large it is");
        };
    }

    /// A byte for two significant digits, one more, and one for a minus.
    private static int number(String text) {
        var digits = text.replace("-", "").replaceFirst("^0+", "").replaceFirst("0+$", "");
        return (digits.length() + 1) / 2 + 1 + (text.startsWith("-") ? 1 : 0);
    }

    private static int utf8(String text) {
        return text.getBytes(UTF_8).length;
    }
}
