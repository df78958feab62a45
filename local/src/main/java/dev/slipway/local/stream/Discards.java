package dev.slipway.local.stream;

/// Gets what is told of records that were given up.
public interface Discards {

    /// @param notice as Lambda writes it to a queue: which records they were, and not what was in them
    void accept(Subscription subscription, String notice);
}
