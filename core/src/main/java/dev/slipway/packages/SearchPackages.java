package dev.slipway.packages;

import dev.slipway.access.Caller;
import dev.slipway.access.Decision;
import dev.slipway.access.Gatekeeper;
import dev.slipway.access.OrgPolicy;
import dev.slipway.access.Permission;
import dev.slipway.access.Principal;
import dev.slipway.access.Refusal;
import dev.slipway.access.Resource;
import dev.slipway.access.Standing;
import dev.slipway.access.Standings;
import dev.slipway.audit.Visit;
import dev.slipway.kernel.OrgSlug;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Searches among the packages that the caller may read: the public ones, those of the organizations they belong to,
/// those that were shared with them, and those in the Pool for who has a place there. Whoever is not signed in searches
/// the public ones. Nobody finds what a deleted organization has published.
public final class SearchPackages {

    private final Standings standings;
    private final Catalogue catalogue;

    public SearchPackages(Standings standings, Catalogue catalogue) {
        this.standings = standings;
        this.catalogue = catalogue;
    }

    /// What was found.
    public sealed interface Outcome {

        /// @param total how many fit, of which the page holds some
        record Found(List<Hit> page, int total) implements Outcome {}

        record Refused(Refusal why) implements Outcome {}
    }

    /// @param score higher is better
    public record Hit(Listing listing, int score) {}

    public Outcome run(Visit visit, SearchQuery query) {
        var standing = standings.find(visit.presented());
        return switch (Gatekeeper.maySearch(standing.caller(), visit.at())) {
            case Decision.Refused refused -> new Outcome.Refused(refused.why());
            case Decision.Allowed _, Decision.AllowedToAnyone _ -> search(standing, query, visit.at());
        };
    }

    /// What lists say of a package is a moment old; nobody finds one by it that they may not read.
    private Outcome search(Standing standing, SearchQuery query, Instant now) {
        Map<String, Listing> listed = new TreeMap<>();
        catalogue.listPublic().forEach(listing -> listed.put(listing.name().toString(), listing));
        for (var org : standing.places().keySet()) {
            catalogue
                    .listOfOrganization(org)
                    .forEach(listing -> listed.put(listing.name().toString(), listing));
        }
        if (standing.caller() instanceof Caller.Holder holder
                && holder.credential().principal() instanceof Principal.Person person) {
            catalogue
                    .listSharedWith(person.id())
                    .forEach(listing -> listed.put(listing.name().toString(), listing));
        }
        if (!standing.givers().isEmpty()) {
            catalogue.listPool().forEach(listing -> listed.put(listing.name().toString(), listing));
        }
        var policies = catalogue.findPolicies(Stream.concat(
                        standing.givers().stream(),
                        listed.values().stream().map(listing -> listing.name().scope()))
                .collect(Collectors.toUnmodifiableSet()));
        var hits = listed.values().stream()
                .filter(listing -> mayFind(standing, listing, policies, now))
                .map(listing -> new Hit(listing, query.score(listing)))
                .filter(hit -> hit.score() > 0)
                .sorted(Comparator.comparingInt(Hit::score).reversed())
                .toList();
        return new Outcome.Found(
                hits.stream().skip(query.from()).limit(query.size()).toList(), hits.size());
    }

    private static boolean mayFind(Standing standing, Listing listing, Map<OrgSlug, OrgPolicy> policies, Instant now) {
        var scope = listing.name().scope();
        var resource = Resource.of(scope, listing.name().toString(), Optional.of(listing.access()));
        var policy = Optional.ofNullable(policies.get(scope));
        return switch (Gatekeeper.decide(
                standing.in(scope, policies), Permission.READ_PACKAGES, resource, policy, now)) {
            case Decision.Allowed _, Decision.AllowedToAnyone _ -> true;
            case Decision.Refused _ -> false;
        };
    }
}
