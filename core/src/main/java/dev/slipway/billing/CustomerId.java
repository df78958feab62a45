package dev.slipway.billing;

/// What Stripe calls an organization by, such as `cus_NffrFeUfNV2Hib`.
public record CustomerId(String value) {

    @Override
    public String toString() {
        return value;
    }
}
