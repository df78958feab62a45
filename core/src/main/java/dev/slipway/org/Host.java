package dev.slipway.org;

import dev.slipway.kernel.OrgSlug;

/// An organization as those see it whom it invites.
public record Host(OrgSlug org, String displayName, Organization.Kind kind) {}
