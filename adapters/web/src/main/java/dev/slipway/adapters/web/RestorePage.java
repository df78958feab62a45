package dev.slipway.adapters.web;

import dev.slipway.kernel.OrgSlug;
import java.time.Instant;

/// `GET /console/organizations/{org}` of an organization that its owner deleted.
///
/// Form: `POST /console/organizations/{org}` with `act` `restore`.
///
/// @param until when it can't be restored any more
public record RestorePage(Chrome frame, OrgSlug slug, String name, Instant deletedAt, Instant until) implements Page {}
