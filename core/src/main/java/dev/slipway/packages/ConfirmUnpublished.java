package dev.slipway.packages;

import dev.slipway.access.Decision;
import dev.slipway.access.Permission;
import dev.slipway.access.Refusal;
import dev.slipway.audit.Visit;
import java.util.Optional;

/// The last step of `npm unpublish`, which asks for the tarball to be deleted. It is gone already: its version was
/// taken out in the step before, and the bytes with it. Nobody deletes the bytes of a version that is still there.
public final class ConfirmUnpublished {

    private final Packages packages;

    public ConfirmUnpublished(Packages packages) {
        this.packages = packages;
    }

    /// What was found.
    public sealed interface Outcome {

        record Gone() implements Outcome {}

        record StillPublished(PackageName name, Version version) implements Outcome {}

        record NeverPublished(PackageName name, Version version) implements Outcome {}

        record Refused(Refusal why) implements Outcome {}
    }

    public Outcome run(Visit visit, PackageName name, Version version) {
        var situation = packages.situation(visit.presented(), name, Optional.of(version));
        return switch (situation.may(Permission.MANAGE_PACKAGE, visit.at())) {
            case Decision.Refused refused -> new Outcome.Refused(refused.why());
            case Decision.Allowed _, Decision.AllowedToAnyone _ -> {
                if (situation.release().isEmpty()) {
                    yield new Outcome.NeverPublished(name, version);
                }
                yield situation.available().isPresent()
                        ? new Outcome.StillPublished(name, version)
                        : new Outcome.Gone();
            }
        };
    }
}
