package dev.slipway.adapters.dynamodb;

/// What became of a transaction.
///
/// @param <S> its steps
sealed interface Outcome<S extends Enum<S>> {

    record Committed<S extends Enum<S>>() implements Outcome<S> {}

    /// Nothing was written.
    ///
    /// @param step the first, in the order of the transaction, whose condition did not hold
    record Refused<S extends Enum<S>>(S step) implements Outcome<S> {}
}
