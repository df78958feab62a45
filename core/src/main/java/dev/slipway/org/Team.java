package dev.slipway.org;

import dev.slipway.access.Principal;
import dev.slipway.access.TeamId;
import dev.slipway.access.TeamPower;
import dev.slipway.kernel.Malformed;
import dev.slipway.kernel.OrgSlug;
import java.time.Instant;
import java.util.Optional;

/// A team of an organization: what it gives, and what it says of itself.
///
/// @param power stands with the organization's settings, which every request reads; the rest only whoever asks for it
/// @param description one line, up to 300 characters; empty for none
/// @param founding who made it, and when; empty for the built-in ones
public record Team(OrgSlug org, TeamId id, TeamPower power, String description, Optional<Founding> founding) {

    public record Founding(Principal.Person by, Instant at) {}

    /// @throws Malformed `invalid_description`
    public Team {
        description = Profile.line(description, 300, "invalid_description", "A description");
    }

    /// One of the two that are there without anybody having made them.
    public static Team builtIn(OrgSlug org, TeamId id, TeamPower power) {
        var description = id.equals(TeamId.EVERYONE)
                ? "All members but billing managers. Nobody joins or leaves it."
                : "Admins and owners by their role, and whoever is added. What it gives never changes.";
        return new Team(org, id, power, description, Optional.empty());
    }
}
