package dev.slipway.adapters.web;

import dev.slipway.kernel.Handle;
import java.time.Instant;

/// An organization's handing over that waits for an answer.
///
/// @param id the transfer's
public record PendingTransfer(String id, Handle from, Handle to, Instant until) {}
