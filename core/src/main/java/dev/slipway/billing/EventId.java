package dev.slipway.billing;

/// What Stripe calls an event by, such as `evt_1NG8Du2eZvKYlo2CUI79vXWy`. One that is sent again has the same.
public record EventId(String value) {

    @Override
    public String toString() {
        return value;
    }
}
