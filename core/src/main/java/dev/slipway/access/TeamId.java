package dev.slipway.access;

import dev.slipway.kernel.Ids;

/// The id of a team: a ULID, or the word that one of the two built-in teams is called by. Never used again, so what an
/// earlier team of the same name gave is not given by a later one.
public record TeamId(String value) {

    /// All members but billing managers. Nobody joins or leaves it.
    public static final TeamId EVERYONE = new TeamId("everyone");

    /// The organization's administrators: admins and owners by their role, and whoever is added to it. What it gives
    /// can't be changed.
    public static final TeamId ADMINISTRATORS = new TeamId("administrators");

    public TeamId {
        if (!value.equals("everyone") && !value.equals("administrators")) {
            Ids.requireUlid(value, "team");
        }
    }

    /// Whether it exists in every organization, and can't be deleted.
    public boolean builtIn() {
        return equals(EVERYONE) || equals(ADMINISTRATORS);
    }

    @Override
    public String toString() {
        return value;
    }
}
