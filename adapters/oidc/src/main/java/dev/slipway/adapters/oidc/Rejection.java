package dev.slipway.adapters.oidc;

/// What the provider gave is not what it must be. Ends in `Answer.Rejected`.
final class Rejection extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /// @param reason without secrets, and without anything that a stranger could have written at length
    Rejection(String reason) {
        super(reason, null, false, false);
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
