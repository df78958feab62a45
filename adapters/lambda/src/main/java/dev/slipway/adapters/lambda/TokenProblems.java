package dev.slipway.functions.account;

import dev.slipway.adapters.lambda.Problem;
import dev.slipway.identity.IssueToken;

/// Why a token is not made, or not found, in words for the person who asked.
final class TokenProblems {

    private TokenProblems() {}

    static Problem of(IssueToken.Outcome.BeyondItself beyond) {
        return beyond("This token does not have the scope "
                + String.join(
                        " and ",
                        TokenText.scopes(beyond.scopes()).stream()
                                .map(scope -> "\"" + scope + "\"")
                                .toList())
                + " itself, so it makes none that has.");
    }

    static Problem beyondItsLimits() {
        return beyond("This token is limited to networks or packages, so it makes none that isn't limited as much.");
    }

    static Problem of(IssueToken.Outcome.BeyondItsEnd beyond) {
        return beyond("This token ends at " + beyond.end() + ", so it makes none that lives longer.");
    }

    static Problem of(IssueToken.Outcome.AlreadyOver over) {
        return Problem.of(
                400,
                "expiry_in_the_past",
                "Over already",
                "A token until " + over.expiresAt() + " would be over already: choose a later time.");
    }

    static Problem noSuchToken() {
        return Problem.of(
                404,
                "token_not_found",
                "No such token",
                "You have no such token: it was revoked before, is somebody else's, or never was.");
    }

    static Problem noSuchSession() {
        return Problem.of(
                404,
                "session_not_found",
                "No such session",
                "You have no such session: it is over already, is somebody else's, or never was.");
    }

    private static Problem beyond(String sentence) {
        return Problem.of(
                403,
                "token_beyond_itself",
                "Beyond this token",
                sentence + " Make it in the console, signed in with a browser.");
    }
}
