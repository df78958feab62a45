package dev.slipway.org;

import dev.slipway.access.Role;

/// An organization as one of its members sees it.
public record Belonging(Organization organization, Role role) {}
