package dev.slipway.adapters.lambda;

import dev.slipway.access.TokenHash;
import dev.slipway.kernel.Malformed;
import dev.slipway.kernel.Page;
import dev.slipway.kernel.Position;
import dev.slipway.kernel.Slice;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/// Reads `limit` and `cursor` of a list, and writes the cursor that its answer goes on with.
///
/// A cursor is opaque and belongs to the one list that gave it. It says nothing that its reader doesn't know, and
/// allows nothing: what it is shown with decides anew. So its checksum is no secret's; it is there so that a cursor
/// that was cut, changed or taken to another list is refused and not misread.
public final class Paging {

    private static final int USUAL = 50;
    private static final int MOST = 200;
    private static final int LONGEST = 500;
    private static final int CHECKSUM_LENGTH = 16;

    private final String list;

    private Paging(String list) {
        this.list = list;
    }

    /// @param what is listed, such as `members`
    /// @param whose the organization or account whose list it is
    public static Paging of(String what, Object whose) {
        return new Paging(what + " " + whose);
    }

    /// The part of the list that a request asks for.
    ///
    /// @throws Malformed `invalid_number`, `invalid_limit`, `invalid_cursor`
    public Slice slice(HttpRequest request) {
        return slice(request, MOST);
    }

    /// The same for a list whose parts are smaller than others'.
    ///
    /// @param most how many items at most
    public Slice slice(HttpRequest request, int most) {
        int limit = request.number("limit", Math.min(USUAL, most));
        if (limit < 1 || limit > most) {
            throw new Malformed("invalid_limit", "\"limit\" must be 1 to " + most + ".");
        }
        return new Slice(request.query("cursor").map(this::position), limit);
    }

    /// What the next request sends as `cursor`; empty after the last part.
    public Optional<String> next(Page<?> page) {
        return page.next().map(this::cursor);
    }

    private String cursor(Position position) {
        var plain = checksum(position.value()) + position.value();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(StandardCharsets.UTF_8));
    }

    private Position position(String cursor) {
        try {
            var plain = cursor.length() > LONGEST
                    ? ""
                    : new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            if (plain.length() > CHECKSUM_LENGTH) {
                var position = plain.substring(CHECKSUM_LENGTH);
                if (plain.startsWith(checksum(position)) && cursor.equals(cursor(new Position(position)))) {
                    return new Position(position);
                }
            }
        } catch (IllegalArgumentException _) {
            // Not base64: refused as any other.
        }
        throw new Malformed(
                "invalid_cursor",
                "This cursor is not from this list: send \"next\" of the part before as it was, or none to begin.");
    }

    private String checksum(String position) {
        return TokenHash.of("cursor\n" + list + "\n" + position).value().substring(0, CHECKSUM_LENGTH);
    }
}
