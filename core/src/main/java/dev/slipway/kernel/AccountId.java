package dev.slipway.kernel;

/// The id of a person's account: a ULID, so that ids sort by the time they were made.
public record AccountId(String value) {

    public AccountId {
        Ids.requireUlid(value, "account");
    }

    @Override
    public String toString() {
        return value;
    }
}
