package dev.slipway.adapters.web;

import dev.slipway.access.PackageRole;
import dev.slipway.access.Visibility;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// `GET /console/organizations/{org}/packages`, with `q` for what is searched.
///
/// @param query what was searched; empty for all
/// @param mayCreate whether the viewer publishes the first one
/// @param registry the registry's URL
public record PackagesPage(
        Chrome frame,
        OrganizationHead organization,
        String query,
        List<Row> packages,
        boolean mayCreate,
        String registry,
        Optional<String> next)
        implements Page {

    public PackagesPage {
        packages = List.copyOf(packages);
    }

    /// @param local the name behind the slash
    /// @param role what the package is to the viewer
    public record Row(
            String local,
            Visibility visibility,
            String version,
            String description,
            Instant modifiedAt,
            PackageRole role) {}
}
