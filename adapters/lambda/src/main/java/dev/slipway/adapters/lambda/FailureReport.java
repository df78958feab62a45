package dev.slipway.adapters.lambda;

import com.fasterxml.jackson.core.JacksonException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// What the log may hold of an exception: its class, its frames, and its message with what is secret masked.
///
/// Messages are kept, since DynamoDB's and S3's say what is wrong with the deployment, and nobody else can know. What
/// that costs is guarded three ways: everything that looks like a token or a signed URL is masked, whosever it is;
/// so is what this request sent in `Authorization`, whatever it looks like; and a JSON parser's message is left out,
/// since it quotes what it read, which is somebody's body.
///
/// @param name the class
/// @param stack as Java prints it, shortened
record FailureReport(String name, String message, String stack) {

    /// Loaded with this class, which is with the first failure.
    private static final Pattern SECRET =
            Pattern.compile("(slp_)\\w+|(X-Amz-(?:Signature|Security-Token)=)[^&\\s\"]+", Pattern.CASE_INSENSITIVE);

    /// Shorter credentials are no token; masking them would eat the words around them.
    private static final int SHORTEST_SECRET = 8;

    private static final int MAX_MESSAGE = 500;
    private static final int MAX_FRAMES = 40;
    private static final int MAX_CAUSES = 5;

    static FailureReport of(Throwable failure, Authorization shown) {
        var secrets = secrets(failure, shown);
        var stack = new StringBuilder(2048);
        Throwable next = failure;
        for (int causes = 0; next != null && causes <= MAX_CAUSES; causes++) {
            stack.append(causes == 0 ? "" : "Caused by: ")
                    .append(next.getClass().getName());
            stack.append(": ").append(message(next, secrets)).append('\n');
            frames(next, stack);
            next = next.getCause();
        }
        return new FailureReport(failure.getClass().getName(), message(failure, secrets), stack.toString());
    }

    /// What this request showed, and what a parser quoted: an exception around it often repeats its message.
    private static List<String> secrets(Throwable failure, Authorization shown) {
        var secrets = new ArrayList<String>();
        for (var secret : List.of(shown.credentials(), shown.secret())) {
            if (secret.length() >= SHORTEST_SECRET) {
                secrets.add(secret);
            }
        }
        Throwable next = failure;
        for (int causes = 0; next != null && causes <= MAX_CAUSES; causes++) {
            if (next instanceof JacksonException parsing && parsing.getOriginalMessage() != null) {
                secrets.add(parsing.getOriginalMessage());
            }
            next = next.getCause();
        }
        return secrets;
    }

    private static void frames(Throwable failure, StringBuilder stack) {
        var frames = failure.getStackTrace();
        for (int i = 0; i < Math.min(frames.length, MAX_FRAMES); i++) {
            stack.append("\tat ").append(frames[i]).append('\n');
        }
        if (frames.length > MAX_FRAMES) {
            stack.append("\t… ").append(frames.length - MAX_FRAMES).append(" more\n");
        }
    }

    private static String message(Throwable failure, List<String> secrets) {
        if (failure instanceof JacksonException parsing) {
            return "(left out: it quotes what was read) at " + position(parsing);
        }
        var message = failure.getMessage() == null ? "" : failure.getMessage();
        for (var secret : secrets) {
            message = message.replace(secret, "***");
        }
        // Masked before it is cut, so that no half of a token is left standing at the end.
        var masked = SECRET.matcher(message).replaceAll("$1$2***");
        return masked.length() > MAX_MESSAGE ? masked.substring(0, MAX_MESSAGE) + "…" : masked;
    }

    private static String position(JacksonException parsing) {
        var location = parsing.getLocation();
        return location == null ? "an unknown position" : "byte " + location.getByteOffset();
    }
}
