package dev.slipway.local.mailbox;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// A mail that was sent.
///
/// @param id as SES told it to the sender
/// @param to the addresses alone, without names
/// @param headers those that the sender added
public record Message(
        String id,
        Instant at,
        String from,
        List<String> to,
        String subject,
        String text,
        String html,
        Map<String, String> headers) {

    /// Keeps copies.
    public Message {
        to = List.copyOf(to);
        headers = Map.copyOf(headers);
    }

    /// The links in its text, in their order.
    public List<URI> links() {
        return text.lines()
                .filter(line -> line.matches("https?://\\S+"))
                .map(URI::create)
                .toList();
    }

    /// The one link that it was sent for.
    public URI link() {
        return links().getFirst();
    }

    Map<String, Object> fields() {
        return Map.of(
                "id", id,
                "at", at.toString(),
                "from", from,
                "to", to,
                "subject", subject,
                "text", text,
                "html", html,
                "headers", headers,
                "links", links().stream().map(URI::toString).toList());
    }
}
