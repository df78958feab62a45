package dev.slipway.local.stripe.account;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.stripe.model.HasId;
import com.stripe.model.StripeObject;
import com.stripe.net.ApiResource;
import dev.slipway.local.stripe.wire.Refusal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// All objects of one kind, in the order in which they were made.
public final class Shelf<T extends StripeObject & HasId> {

    private final String noun;
    private final Class<T> type;
    private final Map<String, T> objects = new LinkedHashMap<>();

    /// @param noun what Stripe calls one in a sentence
    Shelf(String noun, Class<T> type) {
        this.noun = noun;
        this.type = type;
    }

    public Optional<T> find(String id) {
        return Optional.ofNullable(objects.get(id));
    }

    /// What a path names.
    ///
    /// @throws Refusal if it isn't there
    public T get(String id) {
        return find(id).orElseThrow(() -> Refusal.notFound(noun, id));
    }

    /// What a parameter names.
    ///
    /// @throws Refusal if it isn't there
    public T named(String id, String param) {
        return find(id).orElseThrow(() -> Refusal.noSuch(noun, id, param));
    }

    void add(T object) {
        objects.put(object.getId(), object);
    }

    void remove(String id) {
        objects.remove(id);
    }

    Stream<T> oldestFirst() {
        return List.copyOf(objects.values()).stream();
    }

    public List<T> newestFirst() {
        var list = new ArrayList<>(objects.values());
        return list.reversed();
    }

    JsonArray json() {
        var all = new JsonArray();
        objects.values().forEach(object -> all.add(StripeObject.PRETTY_PRINT_GSON.toJsonTree(object)));
        return all;
    }

    void read(JsonElement all) {
        all.getAsJsonArray().forEach(each -> add(ApiResource.INTERNAL_GSON.fromJson(each, type)));
    }
}
