package dev.slipway.adapters.web;

/// Behind a link that is expired, used, revoked or unknown: the four look the same.
public record LinkGonePage(Frame frame, Kind kind) implements Page {

    /// What the link was for, which says whom to ask for another one.
    public enum Kind {
        SIGN_IN,
        SIGN_UP,
        INVITATION,
        TRANSFER,
        /// A command line's request to be let in.
        LOGIN
    }
}
