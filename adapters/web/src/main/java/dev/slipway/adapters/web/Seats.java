package dev.slipway.adapters.web;

/// @param taken by members and by invitations that are open
/// @param all that the organization has; none before it subscribes to any
public record Seats(int taken, int all) {

    /// `3 of 20 seats taken`
    public String said() {
        return all == 0 ? "No subscription" : taken + " of " + all + " seats taken";
    }

    /// `3 of 20 taken`, where it is said already of what.
    public String shortly() {
        return all == 0 ? "No subscription" : taken + " of " + all + " taken";
    }
}
