package dev.slipway.adapters.web;

import dev.slipway.access.Role;
import dev.slipway.access.Sighting;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// `GET /console/organizations/{org}/security`: whom the organization lets in.
///
/// Forms: `POST /console/organizations/{org}/security` with `act` `preview-list` and `list` (`networks`, one on each
/// line), `preview-rule` and `rule` (`means`, one field for each way under `way-<name>`; `breakGlass`), `lift-rule`,
/// `trust` (`issuer`, `role`), `distrust` (`issuer`).
public record SecurityPage(Chrome frame, OrganizationHead organization, AllowList list, Rule rule, Trusted trusted)
        implements Page {

    /// @param inForce how many ranges are saved; none is anywhere
    /// @param networks one range on each line
    /// @param address from where the viewer comes; empty if that isn't known
    /// @param notes of which ranges something else is kept than was written
    public record AllowList(
            int inForce, Field networks, Optional<String> address, List<String> notes, Optional<ListPreview> preview) {

        public AllowList {
            notes = List.copyOf(notes);
        }
    }

    /// @param letsYouIn whether the viewer could save it
    public record ListPreview(boolean letsYouIn, List<Visitors> shutOut) {

        public ListPreview {
            shutOut = List.copyOf(shutOut);
        }
    }

    /// Who was seen from an address that isn't let in.
    ///
    /// @param name a handle, or the name of a machine token
    public record Visitors(String name, boolean machine, Sighting last) {}

    /// @param inForce by which ways members must sign in now; none lets them sign in as they like
    /// @param ways the providers of the deployment
    /// @param others ways that the rule names and the deployment no longer has
    /// @param breakGlass for whom it doesn't hold
    /// @param yours how the viewer has signed in
    public record Rule(
            List<String> inForce,
            List<Way> ways,
            List<String> others,
            Field breakGlass,
            String yours,
            Optional<RulePreview> preview) {

        public Rule {
            inForce = List.copyOf(inForce);
            ways = List.copyOf(ways);
            others = List.copyOf(others);
        }
    }

    /// @param field what its field is called
    public record Way(String field, String displayName, boolean chosen) {}

    /// @param cutOff members who have never signed in so
    /// @param signInAgain how many have, and are let in once they do so again
    public record RulePreview(boolean letsYouIn, List<Member> cutOff, int signInAgain) {

        public RulePreview {
            cutOff = List.copyOf(cutOff);
        }
    }

    public record Member(String handle, Role role) {}

    /// @param trustable those that can be trusted and aren't yet
    public record Trusted(List<Row> rows, List<Trustable> trustable) {

        public Trusted {
            rows = List.copyOf(rows);
            trustable = List.copyOf(trustable);
        }
    }

    public record Row(String issuer, String displayName, Role role, Instant since) {}

    public record Trustable(String name, String displayName) {}
}
