package dev.slipway.adapters.dynamodb;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/// Transactions of named steps, and what DynamoDB says of one that it cancels.
final class Transactions {

    private Transactions() {}

    /// See [Table#transact].
    ///
    /// @param send a transaction to DynamoDB
    static <S extends Enum<S>> Outcome<S> run(
            String table, List<Write<S>> writes, Consumer<List<TransactWriteItem>> send) {
        List<TransactWriteItem> items =
                writes.stream().map(write -> write.item().apply(table)).toList();
        for (int round = 0; ; round++) {
            try {
                send.accept(items);
                return new Outcome.Committed<>();
            } catch (TransactionCanceledException e) {
                var refused = refused(writes, e.cancellationReasons());
                if (refused.isPresent()) {
                    return new Outcome.Refused<>(refused.get());
                }
                if (e.cancellationReasons().stream().noneMatch(Transactions::passing)) {
                    throw e;
                }
                Rounds.pauseOrGiveUp(round, "a transaction met others each time it was tried");
            }
        }
    }

    /// DynamoDB gives a reason for each item, in the order of the request.
    private static <S extends Enum<S>> Optional<S> refused(List<Write<S>> writes, List<CancellationReason> reasons) {
        for (int i = 0; i < writes.size() && i < reasons.size(); i++) {
            if ("ConditionalCheckFailed".equals(reasons.get(i).code())) {
                return Optional.of(writes.get(i).step());
            }
        }
        return Optional.empty();
    }

    private static boolean passing(CancellationReason reason) {
        return switch (String.valueOf(reason.code())) {
            case "TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded" -> true;
            default -> false;
        };
    }
}
