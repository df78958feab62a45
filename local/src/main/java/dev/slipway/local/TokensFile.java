package dev.slipway.local;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonToken;
import dev.slipway.access.Token;
import dev.slipway.local.loopback.OwnerOnly;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/// The tokens of a data folder, as texts, in a file that its owner alone may read.
///
/// Everywhere else a token is stored as its hash. Here its text is kept so that every start can print it again; the
/// price is that whoever reads this file can use a registry that only this machine reaches.
record TokensFile(Path path) {

    private static final JsonFactory JSON = new JsonFactory();

    /// @throws IllegalStateException if it isn't as it was written
    Tokens read() {
        Map<String, String> texts = new HashMap<>();
        try (var parser = JSON.createParser(Files.readString(path))) {
            while (parser.nextToken() != null) {
                if (parser.currentToken() == JsonToken.VALUE_STRING) {
                    texts.put(String.valueOf(parser.currentName()), parser.getText());
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException(path + " is missing or damaged", e);
        }
        return new Tokens(
                token(texts, "owner"),
                token(texts, "maintainer"),
                token(texts, "member"),
                token(texts, "outsider"),
                token(texts, "readOnly"));
    }

    private String token(Map<String, String> texts, String holder) {
        return Token.read(texts.getOrDefault(holder, ""), Token.Kind.ACCESS, Token.Kind.MACHINE)
                .orElseThrow(() -> new IllegalStateException(path + " has no token for " + holder))
                .secret();
    }

    void write(Tokens tokens) throws IOException {
        OwnerOnly.write(path, tokens.json() + "\n");
    }
}
