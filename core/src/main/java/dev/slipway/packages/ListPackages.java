package dev.slipway.packages;

import dev.slipway.access.Caller;
import dev.slipway.access.Decision;
import dev.slipway.access.Gatekeeper;
import dev.slipway.access.Ground;
import dev.slipway.access.OrgPolicy;
import dev.slipway.access.OrgStanding;
import dev.slipway.access.PackageRole;
import dev.slipway.access.Permission;
import dev.slipway.access.Place;
import dev.slipway.access.Principal;
import dev.slipway.access.Refusal;
import dev.slipway.access.Resource;
import dev.slipway.access.Standings;
import dev.slipway.access.TeamName;
import dev.slipway.audit.Visit;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.kernel.Page;
import dev.slipway.kernel.Slice;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Lists packages of an organization, of those the ones that the caller may read: all, or what a team is given.
public final class ListPackages {

    private final Standings standings;
    private final Catalogue catalogue;

    public ListPackages(Standings standings, Catalogue catalogue) {
        this.standings = standings;
        this.catalogue = catalogue;
    }

    /// What was found.
    public sealed interface Outcome {

        /// A page may be shorter than was asked for, and the list goes on all the same.
        record Listed(Page<Item> page) implements Outcome {}

        record NoSuchTeam(TeamName team) implements Outcome {}

        record Refused(Refusal why) implements Outcome {}
    }

    /// @param role what it is about whom the list is: to the caller, or the team's
    public record Item(Listing listing, PackageRole role) {}

    /// With what the caller is to each of them, as far as they themselves go.
    public Outcome ofOrganization(Visit visit, OrgSlug org, Slice slice) {
        var standing = standings.findIn(visit.presented(), org);
        return refusal(standing, visit.at())
                .<Outcome>map(Outcome.Refused::new)
                .orElseGet(() -> new Outcome.Listed(catalogue
                        .listOfOrganization(org, slice)
                        .mapPresent(listing -> item(standing.caller(), standing.policy(), listing, visit.at()))));
    }

    /// Those among the first [Catalogue#MOST_SEARCHED] of an organization that fit, the best first.
    public Outcome search(Visit visit, OrgSlug org, SearchQuery query) {
        return switch (ofOrganization(visit, org, Slice.first(Catalogue.MOST_SEARCHED))) {
            case Outcome.Listed(var page) ->
                new Outcome.Listed(new Page<>(
                        page.items().stream()
                                .filter(item -> query.score(item.listing()) > 0)
                                .sorted(Comparator.comparingInt((Item item) -> query.score(item.listing()))
                                        .reversed())
                                .skip(query.from())
                                .limit(query.size())
                                .toList(),
                        Optional.empty()));
            case Outcome other -> other;
        };
    }

    /// What a team is given among the first [Catalogue#MOST_SEARCHED] of its organization, by itself or on all
    /// packages.
    public Outcome ofTeam(Visit visit, OrgSlug org, TeamName name) {
        var standing = standings.findIn(visit.presented(), org);
        if (standing.may(Permission.SEE_ORGANIZATION, visit.at()) instanceof Decision.Refused(var why)) {
            return new Outcome.Refused(why);
        }
        var policy = standing.policy().orElseThrow();
        return policy.teams()
                .named(name)
                .<Outcome>map(team -> {
                    var everywhere = policy.teams().find(team).flatMap(power -> power.everywhere());
                    return new Outcome.Listed(catalogue
                            .listOfOrganization(org, Slice.first(Catalogue.MOST_SEARCHED))
                            .mapPresent(listing -> item(standing.caller(), standing.policy(), listing, visit.at())
                                    .flatMap(_ -> more(
                                            everywhere,
                                            Optional.ofNullable(
                                                    listing.access().teams().get(team))))
                                    .map(role -> new Item(listing, role))));
                })
                .orElseGet(() -> new Outcome.NoSuchTeam(name));
    }

    /// A service account that is told that it may not read the organization's packages may read some of them.
    private static Optional<Refusal> refusal(OrgStanding standing, Instant now) {
        return switch (standing.may(Permission.READ_PACKAGES, now)) {
            case Decision.Refused(Refusal.NotPermitted _)
            when standing.caller() instanceof Caller.Holder(var _, Place.ServiceAccount _, var _) -> Optional.empty();
            case Decision.Refused(var why) -> Optional.of(why);
            case Decision.Allowed _, Decision.AllowedToAnyone _ -> Optional.empty();
        };
    }

    /// What a package of a list is to a caller; nothing if they may not read it.
    static Optional<Item> item(Caller caller, Optional<OrgPolicy> policy, Listing listing, Instant now) {
        var resource = resource(listing);
        return switch (Gatekeeper.decide(caller, Permission.READ_PACKAGES, resource, policy, now)) {
            case Decision.Refused _ -> Optional.empty();
            case Decision.Allowed _, Decision.AllowedToAnyone _ ->
                Optional.of(new Item(listing, role(asked -> Gatekeeper.grounds(caller, asked, resource, policy))));
        };
    }

    /// The same to a member who isn't calling.
    static Optional<Item> item(Principal.Person person, Place place, OrgPolicy policy, Listing listing) {
        Function<Permission, List<Ground>> grounds =
                asked -> Gatekeeper.grounds(person, place, asked, resource(listing), policy);
        return grounds.apply(Permission.READ_PACKAGES).isEmpty()
                ? Optional.empty()
                : Optional.of(new Item(listing, role(grounds)));
    }

    private static Resource resource(Listing listing) {
        return Resource.of(listing.name().scope(), listing.name().toString(), Optional.of(listing.access()));
    }

    private static PackageRole role(Function<Permission, List<Ground>> grounds) {
        if (!grounds.apply(Permission.MANAGE_PACKAGE).isEmpty()) {
            return PackageRole.OWNER;
        }
        return grounds.apply(Permission.PUBLISH_PACKAGES).isEmpty() ? PackageRole.READER : PackageRole.MAINTAINER;
    }

    private static Optional<PackageRole> more(Optional<PackageRole> one, Optional<PackageRole> other) {
        return one.isPresent() && other.isPresent()
                ? Optional.of(one.get().compareTo(other.get()) > 0 ? one.get() : other.get())
                : one.or(() -> other);
    }
}
