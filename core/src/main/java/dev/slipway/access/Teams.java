package dev.slipway.access;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// What each team of an organization gives. Kept with the organization's settings, which every request reads, so that
/// a decision about teams costs no trip of its own, and a deleted team gives nothing from the next request on.
///
/// @param powers what was given to teams; the administrators' is not among them, since it never changes
public record Teams(Map<TeamId, TeamPower> powers) {

    public static final Teams NONE = new Teams(Map.of());

    /// With 100 bytes a team, an organization's item stays within a few read units.
    public static final int MOST = 200;

    private static final TeamPower EVERYONE = TeamPower.nothing(new TeamName("everyone"));

    public Teams {
        powers = Map.copyOf(powers);
    }

    /// What this team gives, if it is there.
    public Optional<TeamPower> find(TeamId team) {
        if (team.equals(TeamId.ADMINISTRATORS)) {
            return Optional.of(TeamPower.ADMINISTRATORS);
        }
        var power = Optional.ofNullable(powers.get(team));
        return power.isEmpty() && team.equals(TeamId.EVERYONE) ? Optional.of(EVERYONE) : power;
    }

    /// The team that is called so, if it is there. The names of the built-in ones are theirs alone.
    public Optional<TeamId> named(TeamName name) {
        return all().entrySet().stream()
                .filter(team -> team.getValue().name().equals(name))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /// Every team with what it gives, the built-in ones included.
    public Map<TeamId, TeamPower> all() {
        var all = new HashMap<>(powers);
        all.putIfAbsent(TeamId.EVERYONE, EVERYONE);
        all.put(TeamId.ADMINISTRATORS, TeamPower.ADMINISTRATORS);
        return all;
    }

    /// Whether there is no room for another one.
    public boolean full() {
        return powers.keySet().stream().filter(team -> !team.builtIn()).count() >= MOST;
    }

    public Teams with(TeamId team, TeamPower power) {
        var changed = new HashMap<>(powers);
        changed.put(team, power);
        return new Teams(changed);
    }

    public Teams without(TeamId team) {
        var changed = new HashMap<>(powers);
        changed.remove(team);
        return new Teams(changed);
    }
}
