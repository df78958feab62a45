package dev.slipway.webhooks;

/// Writes what is sent.
@FunctionalInterface
public interface Bodies {

    /// One line of JSON, of at most [Payload#LARGEST] bytes. What was written once is stored and sent as it is: a
    /// signature holds for these characters only.
    String write(Payload payload);
}
