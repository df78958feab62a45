package dev.slipway.org;

import dev.slipway.access.Principal;
import dev.slipway.access.Sighting;

/// When and from where a member, or a machine token of the organization, was seen last.
public record Seen(Principal who, Sighting last) {}
