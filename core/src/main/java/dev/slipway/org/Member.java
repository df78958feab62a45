package dev.slipway.org;

import dev.slipway.access.Principal;
import dev.slipway.access.Role;
import dev.slipway.kernel.OrgSlug;
import java.time.Instant;

/// A person in an organization.
public record Member(OrgSlug org, Principal.Person person, Role role, Instant joinedAt) {}
