package dev.slipway.adapters.lambda;

import dev.slipway.access.Scope;
import dev.slipway.access.TokenRequest.Objection;
import java.util.Set;

/// Why a token is not made, or not found, in words for the person who asked.
public final class TokenProblems {

    private TokenProblems() {}

    public static Problem of(Objection objection) {
        return switch (objection) {
            case Objection.BeyondItself(var scopes) -> beyondScopes(scopes);
            case Objection.BeyondItsLimits _ ->
                beyond("This token is limited to networks or packages, so it makes none that isn't limited as much.");
            case Objection.BeyondItsEnd(var end) ->
                beyond("This token ends at " + end + ", so it makes none that lives longer.");
            case Objection.AlreadyOver(var end) ->
                Problem.of(
                        400,
                        "expiry_in_the_past",
                        "Over already",
                        "A token until " + end + " would be over already: choose a later time.");
        };
    }

    private static Problem beyondScopes(Set<Scope> scopes) {
        return beyond("This token does not have the scope "
                + String.join(
                        " and ",
                        TokenText.scopes(scopes).stream()
                                .map(scope -> "\"" + scope + "\"")
                                .toList())
                + " itself, so it makes none that has.");
    }

    public static Problem noSuchToken() {
        return Problem.of(
                404,
                "token_not_found",
                "No such token",
                "You have no such token: it was revoked before, is somebody else's, or never was.");
    }

    public static Problem noSuchSession() {
        return Problem.of(
                404,
                "session_not_found",
                "No such session",
                "You have no such session: it is over already, is somebody else's, or never was.");
    }

    /// 503 and not 409: it is worth a retry.
    public static Problem busy() {
        return Problem.of(503, "busy", "Busy", "Too many are changing this organization at this moment: try again.");
    }

    private static Problem beyond(String sentence) {
        return Problem.of(
                403,
                "token_beyond_itself",
                "Beyond this token",
                sentence + " Make it in the console, signed in with a browser.");
    }
}
