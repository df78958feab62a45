package dev.slipway.local.stripe.account;

import com.stripe.model.Plan;
import com.stripe.model.Price;
import com.stripe.model.Product;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What is sold.
final class Catalog {

    private final Books books;

    Catalog(Books books) {
        this.books = books;
    }

    /// Makes the prices that are missing. One that has changed is a new price, which takes over the lookup key: those
    /// who have the old one go on paying it, as at Stripe.
    void stock(List<PriceTag> tags, Instant now) {
        for (var tag : tags) {
            var old = books.prices
                    .oldestFirst()
                    .filter(price -> tag.lookupKey().equals(price.getLookupKey()))
                    .findFirst();
            if (old.filter(price -> isAs(price, tag)).isEmpty()) {
                old.ifPresent(price -> price.setLookupKey(null));
                add(tag, old.map(Price::getProduct), now);
            }
        }
    }

    private static boolean isAs(Price price, PriceTag tag) {
        return price.getUnitAmount() == tag.unitAmount()
                && price.getCurrency().equals(tag.currency())
                && price.getRecurring().getInterval().equals(tag.interval().word());
    }

    private void add(PriceTag tag, Optional<String> sold, Instant now) {
        var product = sold.map(books.products::get).orElseGet(() -> product(tag, now));
        var recurring = new Price.Recurring();
        recurring.setInterval(tag.interval().word());
        recurring.setIntervalCount(1L);
        recurring.setUsageType("licensed");
        var price = new Price();
        price.setId(Ids.next("price"));
        price.setObject("price");
        price.setActive(true);
        price.setBillingScheme("per_unit");
        price.setCreated(now.getEpochSecond());
        price.setCurrency(tag.currency());
        price.setLivemode(false);
        price.setLookupKey(tag.lookupKey());
        price.setMetadata(Map.of());
        price.setProduct(product.getId());
        price.setRecurring(recurring);
        price.setTaxBehavior("unspecified");
        price.setType("recurring");
        price.setUnitAmount(tag.unitAmount());
        price.setUnitAmountDecimal(BigDecimal.valueOf(tag.unitAmount()));
        books.prices.add(price);
    }

    private Product product(PriceTag tag, Instant now) {
        var product = new Product();
        product.setId(Ids.next("prod"));
        product.setObject("product");
        product.setActive(true);
        product.setCreated(now.getEpochSecond());
        product.setUpdated(now.getEpochSecond());
        product.setImages(List.of());
        product.setMarketingFeatures(List.of());
        product.setLivemode(false);
        product.setMetadata(Map.of());
        product.setName(tag.product());
        product.setType("service");
        books.products.add(product);
        return product;
    }

    /// What stands for the price where Stripe still writes plans.
    static Plan plan(Price price) {
        var plan = new Plan();
        plan.setId(price.getId());
        plan.setObject("plan");
        plan.setActive(price.getActive());
        plan.setAmount(price.getUnitAmount());
        plan.setAmountDecimal(price.getUnitAmountDecimal());
        plan.setBillingScheme(price.getBillingScheme());
        plan.setCreated(price.getCreated());
        plan.setCurrency(price.getCurrency());
        plan.setInterval(price.getRecurring().getInterval());
        plan.setIntervalCount(1L);
        plan.setLivemode(false);
        plan.setMetadata(Map.of());
        plan.setProduct(price.getProduct());
        plan.setUsageType("licensed");
        return plan;
    }

    String name(Price price) {
        return books.products.get(price.getProduct()).getName();
    }
}
