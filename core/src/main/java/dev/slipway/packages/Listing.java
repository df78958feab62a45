package dev.slipway.packages;

import dev.slipway.access.PackageAccess;
import java.time.Instant;

/// A package as a list shows it.
///
/// @param access who may find it
public record Listing(PackageName name, PackageAccess access, Summary summary, Instant modifiedAt) {}
