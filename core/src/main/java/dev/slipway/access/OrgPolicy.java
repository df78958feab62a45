package dev.slipway.access;

import dev.slipway.kernel.OrgSlug;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/// The organization's settings that decide over a request.
///
/// @param membersCanPublish whether the role `member` publishes and creates packages
/// @param firstVisibility what a first publish gets that doesn't say
/// @param storageQuotaBytes how much all tarballs of the organization may hold together
/// @param teams what its teams give
/// @param door who is let in at all
/// @param worksUntil when what costs more stops, in whole seconds; empty if it is paid for, or nobody is billed.
///     Nothing happens at that time: every decision compares it with its own, and so does every write that depends on
///     it.
public record OrgPolicy(
        OrgSlug slug,
        boolean membersCanPublish,
        Visibility firstVisibility,
        long storageQuotaBytes,
        Teams teams,
        Door door,
        Optional<Instant> worksUntil) {

    public OrgPolicy {
        worksUntil = worksUntil.map(until -> until.truncatedTo(ChronoUnit.SECONDS));
    }

    /// As an organization begins that is paid for.
    public static OrgPolicy first(OrgSlug slug, long storageQuotaBytes) {
        return new OrgPolicy(
                slug, false, Visibility.PRIVATE, storageQuotaBytes, Teams.NONE, Door.OPEN, Optional.empty());
    }

    public OrgPolicy withPublishing(boolean byMembers, Visibility first) {
        return new OrgPolicy(slug, byMembers, first, storageQuotaBytes, teams, door, worksUntil);
    }

    public OrgPolicy with(Teams changed) {
        return new OrgPolicy(slug, membersCanPublish, firstVisibility, storageQuotaBytes, changed, door, worksUntil);
    }

    public OrgPolicy with(Door changed) {
        return new OrgPolicy(slug, membersCanPublish, firstVisibility, storageQuotaBytes, teams, changed, worksUntil);
    }

    /// As it is once it is paid for up to a quota, or isn't any more.
    ///
    /// @param until when what costs more stops, if it does
    public OrgPolicy withSubscription(Optional<Instant> until, long quotaBytes) {
        return new OrgPolicy(slug, membersCanPublish, firstVisibility, quotaBytes, teams, door, until);
    }

    /// Whether it isn't paid for, and the time of grace is over: what costs more is refused from this very second on,
    /// and reading and clearing up go on.
    public boolean lapsedAt(Instant now) {
        return worksUntil.filter(until -> !now.isBefore(until)).isPresent();
    }

    /// Whether a payment has failed, and everything still works.
    public boolean inGraceAt(Instant now) {
        return worksUntil.filter(now::isBefore).isPresent();
    }
}
