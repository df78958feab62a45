package dev.slipway.access;

import dev.slipway.kernel.OrgSlug;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// A caller and every organization they belong to. For routes about no organization in particular.
///
/// @param caller its place is outside: it has one in each organization
/// @param places what it is in each
/// @param givers those of them that give it a place in the Pool
public record Standing(Caller caller, Map<OrgSlug, Place> places, Set<OrgSlug> givers) {

    public Standing {
        places = Map.copyOf(places);
        givers = Set.copyOf(givers);
    }

    /// The same caller as seen from one organization.
    ///
    /// @param policies the settings of what was not deleted, of those that give a place in the Pool too
    public Caller in(OrgSlug org, Map<OrgSlug, OrgPolicy> policies) {
        return caller instanceof Caller.Holder(var credential, var _, var address)
                ? new Caller.Holder(
                        credential,
                        Optional.ofNullable(places.get(org)).orElseGet(() -> new Place.Outside(pool(policies))),
                        address)
                : caller;
    }

    private List<PoolPlace> pool(Map<OrgSlug, OrgPolicy> policies) {
        return givers.stream()
                .sorted(Comparator.comparing(OrgSlug::value))
                .flatMap(giver -> Optional.ofNullable(policies.get(giver)).stream()
                        .flatMap(policy -> places.get(giver) instanceof Place.Member member
                                ? Stream.of(new PoolPlace(policy, member.role()))
                                : Stream.empty()))
                .toList();
    }
}
