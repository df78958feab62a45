package dev.slipway.packages;

import dev.slipway.access.Visibility;
import java.time.Instant;

/// A package as a list shows it.
public record Listing(PackageName name, Visibility visibility, Summary summary, Instant modifiedAt) {}
