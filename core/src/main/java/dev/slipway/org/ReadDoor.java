package dev.slipway.org;

import dev.slipway.access.Caller;
import dev.slipway.access.Door;
import dev.slipway.access.Means;
import dev.slipway.access.Permission;
import dev.slipway.access.Refusal;
import dev.slipway.access.SignInRule;
import dev.slipway.access.Standings;
import dev.slipway.audit.Visit;
import dev.slipway.kernel.Handle;
import dev.slipway.kernel.OrgSlug;
import java.util.List;
import java.util.Optional;

/// Shows whom an organization lets in, to those who may change it.
public final class ReadDoor {

    private final Memberships memberships;
    private final Trusts trusts;
    private final Standings standings;

    public ReadDoor(Memberships memberships, Trusts trusts, Standings standings) {
        this.memberships = memberships;
        this.trusts = trusts;
        this.standings = standings;
    }

    /// What was found.
    public sealed interface Outcome {

        /// @param breakGlass for whom the sign-in rule doesn't hold
        /// @param trusts which issuers make members
        /// @param you how whoever asks comes here
        record Shown(Door door, Optional<Handle> breakGlass, List<Trust> trusts, You you) implements Outcome {}

        record Refused(Refusal why) implements Outcome {}
    }

    /// @param address empty inside the deployment
    /// @param means how they signed in
    public record You(Optional<String> address, Means means) {

        static You of(Caller caller) {
            return caller instanceof Caller.Holder holder
                    ? new You(holder.address(), holder.credential().means())
                    : new You(Optional.empty(), Means.SETUP);
        }
    }

    public Outcome run(Visit visit, OrgSlug org) {
        var standing = standings.findIn(visit.presented(), org);
        return switch (Admission.to(standing, Permission.CHANGE_SETTINGS, visit.at())) {
            case Admission.Refused(var why) -> new Outcome.Refused(why);
            case Admission.Admitted _ -> {
                var door = standing.policy().orElseThrow().door();
                var breakGlass = door.signIn()
                        .map(SignInRule::breakGlass)
                        .flatMap(account -> memberships.find(org, account))
                        .map(member -> member.person().handle());
                yield new Outcome.Shown(door, breakGlass, trusts.list(org), You.of(standing.caller()));
            }
        };
    }
}
