package dev.slipway.local.stripe.account;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import com.stripe.model.StripeObject;
import dev.slipway.local.stripe.wire.Refusal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Objects as JSON, as Stripe writes them: what isn't set is null, and what has to be asked for is left out.
public final class Printer {

    /// What an object shows only to those who ask, by `expand`.
    private static final Map<String, Set<String>> ON_REQUEST = Map.of(
            "customer", Set.of("sources", "subscriptions", "tax_ids", "cash_balance", "invoice_credit_balance"),
            "invoice", Set.of("payments", "confirmation_secret"),
            "checkout.session", Set.of("line_items"));

    private static final int DEEPEST = 4;

    private final Books books;

    public Printer(Books books) {
        this.books = books;
    }

    public JsonObject json(StripeObject object) {
        var json = StripeObject.PRETTY_PRINT_GSON.toJsonTree(object).getAsJsonObject();
        tidy(json);
        return json;
    }

    private static void tidy(JsonElement element) {
        if (element instanceof JsonArray array) {
            array.forEach(Printer::tidy);
        } else if (element instanceof JsonObject object) {
            // A field of the library's own, and one that is there only if it is true.
            object.remove("request_params");
            dropIfNull(object, "deleted");
            var kind = kind(object);
            ON_REQUEST.getOrDefault(kind, Set.of()).forEach(object::remove);
            if (kind.equals("payment_method")) {
                List.copyOf(object.keySet()).stream()
                        .filter(name -> !name.equals("customer"))
                        .forEach(name -> dropIfNull(object, name));
            }
            for (var name : List.copyOf(object.keySet())) {
                var value = object.get(name);
                if (name.endsWith("_decimal") && value instanceof JsonPrimitive number) {
                    object.addProperty(name, number.getAsBigDecimal().toPlainString());
                } else {
                    tidy(value);
                }
            }
        }
    }

    private static void dropIfNull(JsonObject object, String name) {
        if (object.get(name) instanceof JsonNull) {
            object.remove(name);
        }
    }

    private static String kind(JsonObject object) {
        return object.get("object") instanceof JsonPrimitive kind ? kind.getAsString() : "";
    }

    /// Puts objects in the place of their ids, in place.
    ///
    /// @param paths such as `latest_invoice.customer`
    /// @throws Refusal if something can't be expanded
    public void expand(JsonElement json, List<String> paths) {
        for (var path : paths) {
            var steps = List.of(path.split("\\.", -1));
            if (steps.size() > DEEPEST + (steps.getFirst().equals("data") ? 1 : 0)) {
                throw Refusal.invalid(
                        "You cannot expand more than %d levels of a property (%s).".formatted(DEEPEST, path), "expand");
            }
            expand(json, steps, path);
        }
    }

    private void expand(JsonElement json, List<String> steps, String path) {
        if (steps.isEmpty() || json instanceof JsonNull) {
            return;
        }
        if (json instanceof JsonArray array) {
            array.forEach(each -> expand(each, steps, path));
            return;
        }
        var name = steps.getFirst();
        if (!(json instanceof JsonObject object) || !includes(object, name)) {
            throw Refusal.invalid("This property cannot be expanded (%s).".formatted(path), "expand");
        }
        if (object.get(name) instanceof JsonPrimitive id) {
            var found = id.isString() ? books.anything(id.getAsString()) : Optional.<StripeObject>empty();
            object.add(
                    name,
                    found.map(this::json)
                            .orElseThrow(() -> Refusal.invalid(
                                    "This property cannot be expanded (%s).".formatted(path), "expand")));
        }
        expand(object.get(name), steps.subList(1, steps.size()), path);
    }

    /// Whether it has this property, which is put in if it is one that has to be asked for.
    private boolean includes(JsonObject object, String name) {
        if (object.has(name)) {
            return true;
        }
        var id = object.get("id") instanceof JsonPrimitive text ? text.getAsString() : "";
        switch (kind(object) + "." + name) {
            case "checkout.session.line_items" ->
                object.add(name, json(books.checkouts.get(id).getLineItems()));
            case "customer.tax_ids" ->
                object.add(
                        name,
                        page(
                                books.taxIds.newestFirst().stream()
                                        .filter(taxId -> id.equals(taxId.getCustomer()))
                                        .toList(),
                                "/v1/customers/%s/tax_ids".formatted(id)));
            case "customer.subscriptions" ->
                object.add(
                        name,
                        page(
                                books.subscriptions.newestFirst().stream()
                                        .filter(subscription -> id.equals(subscription.getCustomer()))
                                        .filter(Subscriptions::goesOn)
                                        .toList(),
                                "/v1/customers/%s/subscriptions".formatted(id)));
            default -> {
                return false;
            }
        }
        return true;
    }

    private JsonObject page(List<? extends StripeObject> objects, String url) {
        var data = new JsonArray();
        objects.forEach(object -> data.add(json(object)));
        return list(data, false, url);
    }

    /// A list of Stripe's.
    public static JsonObject list(JsonArray data, boolean hasMore, String url) {
        var list = new JsonObject();
        list.addProperty("object", "list");
        list.add("data", data);
        list.addProperty("has_more", hasMore);
        list.addProperty("url", url);
        return list;
    }
}
