package dev.slipway.adapters.web;

import java.util.Optional;

/// Whatever went wrong, for people.
///
/// @param title what happened, such as `Nothing here`
/// @param sentence what that means, and what to do
/// @param requestId leads to the log line; for what is our fault
/// @param way where to go from here
public record ProblemPage(Frame frame, int status, String title, String sentence, Optional<String> requestId, Way way)
        implements Page {

    /// @param path on this registry
    public record Way(String path, String text) {

        public static final Way TO_CONSOLE = new Way("/console", "Go to your organizations");

        public static final Way TO_SIGN_IN = new Way("/sign-in", "Sign in");
    }
}
