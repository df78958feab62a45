package dev.slipway.billing;

/// What Stripe calls a subscription by, such as `sub_1MowQVLkdIwHu7ixeRlqHVzs`.
public record SubscriptionId(String value) {

    @Override
    public String toString() {
        return value;
    }
}
