package dev.slipway.local.stripe.api;

import com.google.gson.JsonObject;
import com.stripe.param.EventListParams;
import com.stripe.param.EventRetrieveParams;
import com.stripe.param.PriceListParams;
import com.stripe.param.PriceRetrieveParams;
import com.stripe.param.ProductListParams;
import com.stripe.param.ProductRetrieveParams;
import com.stripe.param.testhelpers.TestClockAdvanceParams;
import com.stripe.param.testhelpers.TestClockCreateParams;
import com.stripe.param.testhelpers.TestClockListParams;
import com.stripe.param.testhelpers.TestClockRetrieveParams;
import dev.slipway.local.stripe.account.Account;
import dev.slipway.local.stripe.wire.Call;
import dev.slipway.local.stripe.wire.Form;
import dev.slipway.local.stripe.wire.Operation;
import dev.slipway.local.stripe.wire.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What is sold, what happened, and clocks.
final class CatalogOperations {

    private final Account account;

    CatalogOperations(Account account) {
        this.account = account;
    }

    List<Operation> all() {
        return List.of(
                Operation.list(
                        "/v1/prices",
                        PriceListParams.class,
                        this::prices,
                        "lookup_keys",
                        "product",
                        "active",
                        "currency",
                        "type"),
                Operation.of(
                        "GET",
                        "/v1/prices/{id}",
                        PriceRetrieveParams.class,
                        call -> account.books.prices.get(call.id())),
                Operation.list("/v1/products", ProductListParams.class, this::products),
                Operation.of(
                        "GET",
                        "/v1/products/{id}",
                        ProductRetrieveParams.class,
                        call -> account.books.products.get(call.id())),
                Operation.list("/v1/events", EventListParams.class, this::events, "type", "types", "created"),
                Operation.of("GET", "/v1/events/{id}", EventRetrieveParams.class, this::event),
                Operation.of(
                        "POST",
                        "/v1/test_helpers/test_clocks",
                        TestClockCreateParams.class,
                        call -> account.testClocks.create(call.form()),
                        "frozen_time!",
                        "name"),
                Operation.list("/v1/test_helpers/test_clocks", TestClockListParams.class, this::clocks),
                Operation.of(
                        "GET",
                        "/v1/test_helpers/test_clocks/{id}",
                        TestClockRetrieveParams.class,
                        call -> account.books.testClocks.get(call.id())),
                Operation.of(
                        "POST",
                        "/v1/test_helpers/test_clocks/{id}/advance",
                        TestClockAdvanceParams.class,
                        call -> account.testClocks.advance(call.id(), call.form()),
                        "frozen_time!"),
                Operation.of(
                        "DELETE",
                        "/v1/test_helpers/test_clocks/{id}",
                        TestClockRetrieveParams.class,
                        call -> account.testClocks.delete(call.id())));
    }

    private Object prices(Call call) {
        var keys = call.form().texts("lookup_keys");
        if (keys.size() > 10) {
            throw Refusal.parameter("", "You can look up at most 10 keys at a time.", "lookup_keys");
        }
        var product = call.form().text("product");
        var active = call.form().text("active").map("true"::equals);
        var currency = call.form().text("currency");
        var type = call.form().text("type");
        return Listing.page(
                account.books.prices.newestFirst().stream()
                        .filter(price -> keys.isEmpty()
                                || Optional.ofNullable(price.getLookupKey())
                                        .filter(keys::contains)
                                        .isPresent())
                        .filter(price -> product.isEmpty() || product.get().equals(price.getProduct()))
                        .filter(price -> active.isEmpty() || active.get().equals(price.getActive()))
                        .filter(price -> currency.isEmpty() || currency.get().equals(price.getCurrency()))
                        .filter(price -> type.isEmpty() || type.get().equals(price.getType()))
                        .map(account.printer::json)
                        .toList(),
                call.form(),
                "price",
                "/v1/prices");
    }

    private Object products(Call call) {
        return Listing.page(
                account.books.products.newestFirst().stream()
                        .map(account.printer::json)
                        .toList(),
                call.form(),
                "product",
                "/v1/products");
    }

    private Object clocks(Call call) {
        return Listing.page(
                account.books.testClocks.newestFirst().stream()
                        .filter(clock -> !Boolean.TRUE.equals(clock.getDeleted()))
                        .map(account.printer::json)
                        .toList(),
                call.form(),
                "test clock",
                "/v1/test_helpers/test_clocks");
    }

    private Object events(Call call) {
        var type = call.form().text("type");
        var types = call.form().texts("types");
        var created = call.form().at("created");
        List<JsonObject> all = new ArrayList<>(account.books.events.values());
        return Listing.page(
                all.reversed().stream()
                        .filter(event -> type.isEmpty() || type.get().equals(text(event, "type")))
                        .filter(event -> types.isEmpty() || types.contains(text(event, "type")))
                        .filter(event -> within(created, event.get("created").getAsLong()))
                        .toList(),
                call.form(),
                "event",
                "/v1/events");
    }

    private static boolean within(Form range, long at) {
        return range.number("gte").orElse(Long.MIN_VALUE) <= at
                && range.number("lte").orElse(Long.MAX_VALUE) >= at
                && range.number("gt").orElse(Long.MIN_VALUE) < at
                && range.number("lt").orElse(Long.MAX_VALUE) > at;
    }

    private static String text(JsonObject object, String name) {
        return object.get(name).getAsString();
    }

    private Object event(Call call) {
        return Optional.ofNullable(account.books.events.get(call.id()))
                .orElseThrow(() -> Refusal.notFound("event", call.id()));
    }
}
