package dev.slipway.packages;

import dev.slipway.access.Decision;
import dev.slipway.access.Refusal;
import dev.slipway.audit.Visit;
import java.util.Optional;

/// Finds a package for someone who may read it. What they then see of it, documents or tags, is in the head.
public final class ReadPackage {

    private final Packages packages;

    public ReadPackage(Packages packages) {
        this.packages = packages;
    }

    /// What was found.
    public sealed interface Outcome {

        record Found(PackageHead head) implements Outcome {}

        record Refused(Refusal why) implements Outcome {}
    }

    public Outcome run(Visit visit, PackageName name) {
        var situation = packages.situationToRead(visit.presented(), name, Optional.empty());
        return switch (situation.mayRead(visit.at())) {
            case Decision.Refused refused -> new Outcome.Refused(refused.why());
            case Decision.Allowed _, Decision.AllowedToAnyone _ ->
                new Outcome.Found(situation.live().orElseThrow());
        };
    }
}
