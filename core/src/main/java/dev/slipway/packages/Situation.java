package dev.slipway.packages;

import dev.slipway.access.Caller;
import dev.slipway.access.Decision;
import dev.slipway.access.Gatekeeper;
import dev.slipway.access.Ground;
import dev.slipway.access.OrgPolicy;
import dev.slipway.access.Permission;
import dev.slipway.access.Principal;
import dev.slipway.access.Resource;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// All that a request about one package is judged and answered by, read together.
///
/// @param head the package, also when all of it is unpublished
/// @param release the version that the request names, if it names one and it was ever published
/// @param storedBytes what the organization stores; read for a publish only
public record Situation(
        PackageName name,
        Caller caller,
        Optional<OrgPolicy> policy,
        Optional<PackageHead> head,
        Optional<Release> release,
        Optional<Long> storedBytes) {

    /// The package as readers know it: not there while all of it is unpublished.
    public Optional<PackageHead> live() {
        return head.filter(PackageHead::live);
    }

    /// The named version, if it can be installed.
    ///
    /// A row outlives its version, since it keeps the number taken; one that was added before the package began is of
    /// an earlier one of that name, all of which was unpublished. Revisions tell, and not times, since clocks differ.
    Optional<Release> available() {
        return release.filter(row -> row.unpublishedAt().isEmpty())
                .filter(row ->
                        live().isPresent() && row.revision() > live().get().begun());
    }

    /// Whether the organization has no room left for so many bytes. It may change before they are counted, so the write
    /// that counts them has the same condition.
    boolean lacksRoomFor(long bytes) {
        return policy.isPresent()
                && storedBytes
                        .filter(stored -> stored > policy.get().storageQuotaBytes() - bytes)
                        .isPresent();
    }

    Decision mayRead(Instant now) {
        return Gatekeeper.decide(caller, Permission.READ_PACKAGES, resource(), policy, now);
    }

    Decision may(Permission permission, Instant now) {
        return Gatekeeper.decide(caller, permission, resource(), policy, now);
    }

    /// When the organization stops publishing because a payment has failed; empty if none has, or it has stopped
    /// already.
    Optional<Instant> graceEnd(Instant now) {
        return policy.filter(there -> there.inGraceAt(now)).flatMap(OrgPolicy::worksUntil);
    }

    /// Why the caller may do this to the package, the broadest reason first; empty if they may not.
    List<Ground> grounds(Permission permission) {
        return Gatekeeper.grounds(caller, permission, resource(), policy);
    }

    /// On what authority the caller manages the package, who was found to may.
    Mandate mandate(Principal principal) {
        if (!(caller instanceof Caller.Holder holder)) {
            throw new IllegalStateException("nobody manages anonymously");
        }
        return new Mandate(
                name.scope(),
                principal,
                holder.place(),
                grounds(Permission.MANAGE_PACKAGE).getFirst());
    }

    private Resource resource() {
        return Resource.of(name.scope(), name.toString(), live().map(PackageHead::access));
    }
}
