package dev.slipway.adapters.lambda;

import dev.slipway.access.RateLimits.Answer;
import dev.slipway.access.TokenGuesses;
import java.time.Instant;

/// Sees in an answer whether a token was tried out that nobody has, counts it, and says that it was too often.
///
/// What could not be a token at all, by its form or its checksum, was refused without a look at the table and is not
/// counted. Nor is a browser's session: one that ended a month ago is forgotten, and unknown from then on.
final class GuessCounter {

    private final TokenGuesses guesses;

    GuessCounter(TokenGuesses guesses) {
        this.guesses = guesses;
    }

    /// @return the answer itself, unless it is one guess too many
    HttpResponse counted(HttpRequest request, HttpResponse answer, Instant now) {
        if (answer.status() < 400 || !guessed(request)) {
            return answer;
        }
        return switch (guesses.count(request.sourceIp(), now)) {
            case Answer.Allowed _ -> answer;
            case Answer.TooFast(var wait) ->
                Problem.tooFast(
                        "Unknown tokens were sent too often from your network. One that works is not held up:"
                                + " check yours for a typo, or",
                        wait,
                        request);
        };
    }

    private static boolean guessed(HttpRequest request) {
        var notes = request.notes();
        return notes.guessed() || (notes.problem().equals("token_unknown") && request.showsToken());
    }
}
