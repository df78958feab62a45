package dev.slipway.access;

import dev.slipway.kernel.Cidr;
import java.util.Optional;
import java.util.Set;

/// Who is let in at all, whatever they may do inside.
///
/// @param networks where requests may come from; empty for anywhere
/// @param signIn how people must have signed in; empty for any way
public record Door(Set<Cidr> networks, Optional<SignInRule> signIn) {

    public static final Door OPEN = new Door(Set.of(), Optional.empty());

    /// Each request reads them.
    public static final int MOST_NETWORKS = 100;

    public Door {
        networks = Set.copyOf(networks);
    }

    /// Whether a request from this address is let in. A text that is no address isn't.
    public boolean lets(String address) {
        return networks.isEmpty() || Cidr.anyContains(networks, address);
    }

    /// Whether somebody is let in who proved who they are by these means.
    ///
    /// @param role what they are; the exception is for an owner, as long as they are one
    public boolean lets(Principal.Person person, Role role, Means proved) {
        return signIn.isEmpty()
                || signIn.get().means().contains(proved)
                || (role == Role.OWNER && signIn.get().breakGlass().equals(person.id()));
    }
}
