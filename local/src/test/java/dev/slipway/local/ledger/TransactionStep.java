package dev.slipway.local.ledger;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/// What one step of a transaction is about.
///
/// @param wanted the item that a put brings; an update brings no more than a few attributes
/// @param check whether it changes nothing and only asks for something to be so
record TransactionStep(
        String table, Map<String, AttributeValue> key, Map<String, AttributeValue> wanted, boolean check) {

    /// @param tableKeys the names of the table's own keys
    static TransactionStep of(TransactWriteItem step, Set<String> tableKeys) {
        if (step.put() != null) {
            var item = step.put().item();
            return new TransactionStep(step.put().tableName(), key(item, tableKeys), item, false);
        }
        if (step.delete() != null) {
            return new TransactionStep(step.delete().tableName(), step.delete().key(), Map.of(), false);
        }
        return step.update() != null
                ? new TransactionStep(step.update().tableName(), step.update().key(), Map.of(), false)
                : new TransactionStep(
                        step.conditionCheck().tableName(), step.conditionCheck().key(), Map.of(), true);
    }

    static Map<String, AttributeValue> key(Map<String, AttributeValue> item, Set<String> tableKeys) {
        return tableKeys.stream().collect(Collectors.toMap(name -> name, item::get));
    }
}
