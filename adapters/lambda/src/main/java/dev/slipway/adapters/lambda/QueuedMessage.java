package dev.slipway.adapters.lambda;

/// A message of a queue.
///
/// @param id the queue's own, the same each time that it is received
/// @param receipt what it can be held by, another one each time
/// @param group the line that it stands in; empty in a queue without lines
/// @param received how often it was received, this time included
public record QueuedMessage(String id, String receipt, String group, int received, String body) {}
