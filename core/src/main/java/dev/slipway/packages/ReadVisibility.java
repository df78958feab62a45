package dev.slipway.packages;

import dev.slipway.access.Decision;
import dev.slipway.access.Permission;
import dev.slipway.access.Refusal;
import dev.slipway.access.Visibility;
import dev.slipway.audit.Visit;
import java.util.Optional;

/// Says who sees a package: of a public one to anyone, of another one to those who see the organization. Whom it was
/// shared with reads the package and learns nothing else of it.
public final class ReadVisibility {

    private final Packages packages;

    public ReadVisibility(Packages packages) {
        this.packages = packages;
    }

    /// What was found.
    public sealed interface Outcome {

        record Found(Visibility visibility) implements Outcome {}

        record Refused(Refusal why) implements Outcome {}
    }

    public Outcome run(Visit visit, PackageName name) {
        var situation = packages.situation(visit.presented(), name, Optional.empty());
        return switch (situation.mayRead(visit.at())) {
            case Decision.Refused(var why) -> new Outcome.Refused(why);
            case Decision.Allowed _, Decision.AllowedToAnyone _ -> {
                var visibility = situation.live().orElseThrow().access().visibility();
                yield visibility == Visibility.PUBLIC
                        ? new Outcome.Found(visibility)
                        : switch (situation.may(Permission.SEE_ORGANIZATION, visit.at())) {
                            case Decision.Refused(var why) -> new Outcome.Refused(why);
                            case Decision.Allowed _, Decision.AllowedToAnyone _ -> new Outcome.Found(visibility);
                        };
            }
        };
    }
}
