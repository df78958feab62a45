package dev.slipway.access;

import dev.slipway.kernel.Cidr;
import java.util.Set;

/// What narrows a token besides its scopes.
///
/// @param networks where it may be used from; empty for anywhere
/// @param packages what it may be used for; empty for everything
public record Limits(Set<Cidr> networks, Set<PackagePattern> packages) {

    public static final Limits NONE = new Limits(Set.of(), Set.of());

    public Limits {
        networks = Set.copyOf(networks);
        packages = Set.copyOf(packages);
    }

    boolean allowFrom(String address) {
        return networks.isEmpty() || Cidr.anyContains(networks, address);
    }

    /// @param name such as `@acme/pad`
    boolean allowPackage(String name) {
        return packages.isEmpty() || packages.stream().anyMatch(pattern -> pattern.covers(name));
    }

    /// Whether a token with these limits can do nothing that one with `other` can't.
    public boolean within(Limits other) {
        return (other.networks.isEmpty()
                        || (!networks.isEmpty()
                                && networks.stream()
                                        .allMatch(
                                                mine -> other.networks.stream().anyMatch(mine::within))))
                && (other.packages.isEmpty()
                        || (!packages.isEmpty()
                                && packages.stream()
                                        .allMatch(
                                                mine -> other.packages.stream().anyMatch(mine::within))));
    }
}
