package dev.slipway.org;

import dev.slipway.access.Means;
import dev.slipway.access.Role;
import dev.slipway.kernel.OrgSlug;
import java.time.Instant;

/// That whoever signs in at an issuer becomes a member.
///
/// @param issuer one of the deployment's own choice
/// @param role what they become
public record Trust(OrgSlug org, Means issuer, Role role, Instant since) {}
