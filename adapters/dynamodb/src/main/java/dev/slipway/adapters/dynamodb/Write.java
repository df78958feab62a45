package dev.slipway.adapters.dynamodb;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionCheck;
import software.amazon.awssdk.services.dynamodb.model.Delete;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.Update;

/// One write under the name of its step, with the condition that is its rule.
///
/// @param <S> the steps of the transaction that it belongs to
/// @param step what a refusal is called by
/// @param item given the table's name
record Write<S extends Enum<S>>(S step, Function<String, TransactWriteItem> item) {

    /// Writes the item unless one with its key is there.
    static <S extends Enum<S>> Write<S> putNew(S step, Map<String, AttributeValue> item) {
        return put(step, item, "attribute_not_exists(pk)", Map.of());
    }

    /// Writes the item in place of whatever is there.
    static <S extends Enum<S>> Write<S> putAlways(S step, Map<String, AttributeValue> item) {
        return new Write<>(
                step,
                table -> TransactWriteItem.builder()
                        .put(Put.builder().tableName(table).item(item).build())
                        .build());
    }

    static <S extends Enum<S>> Write<S> put(
            S step, Map<String, AttributeValue> item, String condition, Map<String, AttributeValue> values) {
        return put(step, item, condition, Map.of(), values);
    }

    /// @param names stand-ins such as `#used` for the attributes' names, since DynamoDB reserves many words
    static <S extends Enum<S>> Write<S> put(
            S step,
            Map<String, AttributeValue> item,
            String condition,
            Map<String, String> names,
            Map<String, AttributeValue> values) {
        return new Write<>(
                step,
                table -> TransactWriteItem.builder()
                        .put(Put.builder()
                                .tableName(table)
                                .item(item)
                                .conditionExpression(condition)
                                .expressionAttributeNames(names.isEmpty() ? null : names)
                                .expressionAttributeValues(values.isEmpty() ? null : values)
                                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.NONE)
                                .build())
                        .build());
    }

    /// Deletes an item under a condition.
    static <S extends Enum<S>> Write<S> delete(
            S step, Key key, String condition, Map<String, String> names, Map<String, AttributeValue> values) {
        return new Write<>(
                step,
                table -> TransactWriteItem.builder()
                        .delete(Delete.builder()
                                .tableName(table)
                                .key(key.attributes())
                                .conditionExpression(condition)
                                .expressionAttributeNames(names.isEmpty() ? null : names)
                                .expressionAttributeValues(values.isEmpty() ? null : values)
                                .build())
                        .build());
    }

    /// Deletes an item, if it is there.
    static <S extends Enum<S>> Write<S> deleteAlways(S step, Key key) {
        return new Write<>(
                step,
                table -> TransactWriteItem.builder()
                        .delete(Delete.builder()
                                .tableName(table)
                                .key(key.attributes())
                                .build())
                        .build());
    }

    /// Changes nothing, and refuses unless an item is as the rest of the transaction takes it to be.
    static <S extends Enum<S>> Write<S> check(
            S step, Key key, String condition, Map<String, String> names, Map<String, AttributeValue> values) {
        return new Write<>(
                step,
                table -> TransactWriteItem.builder()
                        .conditionCheck(ConditionCheck.builder()
                                .tableName(table)
                                .key(key.attributes())
                                .conditionExpression(condition)
                                .expressionAttributeNames(names.isEmpty() ? null : names)
                                .expressionAttributeValues(values.isEmpty() ? null : values)
                                .build())
                        .build());
    }

    /// Changes attributes of an item, which is made if it isn't there.
    static <S extends Enum<S>> Write<S> updateAlways(
            S step, Key key, String expression, Map<String, String> names, Map<String, AttributeValue> values) {
        return new Write<>(
                step,
                table -> TransactWriteItem.builder()
                        .update(Update.builder()
                                .tableName(table)
                                .key(key.attributes())
                                .updateExpression(expression)
                                .expressionAttributeNames(names.isEmpty() ? null : names)
                                .expressionAttributeValues(new HashMap<>(values))
                                .build())
                        .build());
    }

    /// Changes attributes of an item under a condition.
    ///
    /// @param names stand-ins such as `#used` for the attributes' names, since DynamoDB reserves many words
    static <S extends Enum<S>> Write<S> update(
            S step,
            Key key,
            String expression,
            String condition,
            Map<String, String> names,
            Map<String, AttributeValue> values) {
        return new Write<>(
                step,
                table -> TransactWriteItem.builder()
                        .update(Update.builder()
                                .tableName(table)
                                .key(key.attributes())
                                .updateExpression(expression)
                                .conditionExpression(condition)
                                .expressionAttributeNames(names.isEmpty() ? null : names)
                                .expressionAttributeValues(new HashMap<>(values))
                                .build())
                        .build());
    }
}
