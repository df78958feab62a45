package dev.slipway.kernel;

/// The name that a person goes by, such as `ada`. Handles and organization slugs share one namespace and one shape.
public record Handle(String value) {

    public Handle {
        new OrgSlug(value);
    }

    /// @see OrgSlug#reserved()
    public boolean reserved() {
        return new OrgSlug(value).reserved();
    }

    /// @see OrgSlug#folded()
    public String folded() {
        return new OrgSlug(value).folded();
    }

    @Override
    public String toString() {
        return value;
    }
}
