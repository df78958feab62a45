package dev.slipway.kernel;

/// Where in a list an item stands, in whatever terms the list is kept: nothing but the list itself reads it.
public record Position(String value) {

    @Override
    public String toString() {
        return value;
    }
}
