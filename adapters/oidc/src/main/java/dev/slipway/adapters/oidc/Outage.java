package dev.slipway.adapters.oidc;

/// The provider could not be reached, or is broken. Ends in `Answer.Unreachable`.
final class Outage extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /// @param reason without secrets
    Outage(String reason) {
        super(reason, null, false, false);
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
