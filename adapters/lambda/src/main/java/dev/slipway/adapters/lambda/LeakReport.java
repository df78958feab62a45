package dev.slipway.adapters.lambda;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.slipway.access.Token;
import dev.slipway.access.TokenHash;
import dev.slipway.kernel.Malformed;
import dev.slipway.kernel.Texts;
import dev.slipway.org.Leak;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// A report of GitHub's secret scanning, and the feedback to it ([partner
/// program](https://docs.github.com/en/code-security/secret-scanning/secret-scanning-partner-program)).
public final class LeakReport {

    /// How large one may be.
    public static final int LARGEST = 256 * 1024;

    /// Each costs a look at the table, and GitHub waits 30 seconds.
    private static final int MOST = 500;

    private static final int LONGEST_SOURCE = 300;
    private static final Pattern OURS = Pattern.compile("slp_\\w+");

    private LeakReport() {}

    /// A match as it was reported.
    ///
    /// @param type what GitHub calls the kind of token
    public record Match(Leak leak, String type) {}

    /// @throws Malformed `invalid_json`
    public static List<Match> read(byte[] body) {
        try (var parser = Json.FACTORY.createParser(body)) {
            if (parser.nextToken() != JsonToken.START_ARRAY) {
                throw unusable("is no list");
            }
            var matches = new ArrayList<Match>();
            while (parser.nextToken() == JsonToken.START_OBJECT) {
                matches.add(match(parser));
                if (matches.size() > MOST) {
                    throw unusable("has more than " + MOST + " matches");
                }
            }
            if (parser.currentToken() != JsonToken.END_ARRAY || parser.nextToken() != null) {
                throw unusable("is no list of objects");
            }
            return matches;
        } catch (IOException _) {
            throw unusable("is not JSON");
        }
    }

    private static Match match(JsonParser parser) throws IOException {
        var token = "";
        var type = "";
        var url = "";
        var source = "";
        for (var field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
            parser.nextToken();
            switch (field) {
                case "token" -> token = parser.getValueAsString("");
                case "type" -> type = parser.getValueAsString("");
                case "url" -> url = parser.getValueAsString("");
                case "source" -> source = parser.getValueAsString("");
                default -> {}
            }
            parser.skipChildren();
        }
        if (token.isEmpty()) {
            throw unusable("has a match without a token");
        }
        var ours = Token.read(token, Token.Kind.ACCESS, Token.Kind.MACHINE, Token.Kind.SESSION)
                .isPresent();
        return new Match(new Leak(TokenHash.of(token), ours, place(url, source, token)), type);
    }

    /// Where it was, on one line, without the token: that may stand in the address too.
    private static String place(String url, String source, String token) {
        var place = (url.isBlank() ? source : url).replace(token, "***");
        return Texts.cut(OURS.matcher(place).replaceAll("***").replaceAll("\\p{Cntrl}", "?"), LONGEST_SOURCE);
    }

    private static Malformed unusable(String why) {
        return new Malformed("invalid_json", "The report " + why + ".");
    }

    /// What is told of a match: by the token's hash, so that the token itself goes nowhere.
    ///
    /// @param real whether it is, or was, a token of ours
    public record Feedback(Match match, boolean real) {}

    public static String write(List<Feedback> feedback) {
        var text = new StringWriter(256);
        try (var generator = Json.FACTORY.createGenerator(text)) {
            generator.writeStartArray();
            for (var each : feedback) {
                generator.writeStartObject();
                generator.writeStringField(
                        "token_hash", each.match().leak().hash().value());
                generator.writeStringField("token_type", each.match().type());
                generator.writeStringField("label", each.real() ? "true_positive" : "false_positive");
                generator.writeEndObject();
            }
            generator.writeEndArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }
}
