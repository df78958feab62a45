package dev.slipway.local.stripe.api;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.slipway.local.stripe.account.Printer;
import dev.slipway.local.stripe.wire.Form;
import dev.slipway.local.stripe.wire.Refusal;
import java.util.List;

/// A list by pages, the newest first.
final class Listing {

    private static final long MOST = 100;

    private Listing() {}

    /// @param noun what one is called, if an id isn't among them
    static JsonObject page(List<JsonObject> all, Form form, String noun, String url) {
        long limit = form.number("limit").orElse(10L);
        if (limit < 1 || limit > MOST) {
            throw Refusal.parameter(
                    "parameter_invalid_integer",
                    limit < 1
                            ? "This value must be greater than or equal to 1."
                            : "This value must be less than or equal to 100.",
                    "limit");
        }
        if (form.has("starting_after") && form.has("ending_before")) {
            throw Refusal.parameter(
                    "", "You may only specify one of these parameters: starting_after, ending_before.", "");
        }
        int from = form.text("starting_after")
                .map(id -> position(all, id, noun, "starting_after") + 1)
                .orElse(0);
        int to = form.text("ending_before")
                .map(id -> position(all, id, noun, "ending_before"))
                .orElse(all.size());
        boolean backwards = form.has("ending_before");
        var rest = all.subList(Math.min(from, to), to);
        boolean more = rest.size() > limit;
        var shown = !more
                ? rest
                : backwards ? rest.subList(rest.size() - (int) limit, rest.size()) : rest.subList(0, (int) limit);
        var data = new JsonArray();
        shown.forEach(data::add);
        return Printer.list(data, more, url);
    }

    private static int position(List<JsonObject> all, String id, String noun, String param) {
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).get("id").getAsString().equals(id)) {
                return i;
            }
        }
        throw Refusal.noSuch(noun, id, param);
    }
}
