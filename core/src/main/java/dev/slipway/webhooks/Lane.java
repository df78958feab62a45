package dev.slipway.webhooks;

import dev.slipway.audit.AuditAction;

/// Which line of an endpoint's a delivery stands in. What is done to one package, or to one member, is told in the
/// order in which it was done, and at most [#LANES] things are told to a receiver at once.
public final class Lane {

    public static final int LANES = 8;

    private Lane() {}

    /// @param target what something was done to; all versions of a package stand in one line
    public static int of(String target) {
        return Math.floorMod(AuditAction.subject(target).hashCode(), LANES);
    }
}
