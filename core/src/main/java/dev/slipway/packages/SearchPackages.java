package dev.slipway.packages;

import dev.slipway.access.Decision;
import dev.slipway.access.Gatekeeper;
import dev.slipway.access.Refusal;
import dev.slipway.access.Standing;
import dev.slipway.access.Standings;
import dev.slipway.access.Visibility;
import dev.slipway.audit.Visit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Searches among the packages that the caller may read: the public ones, and those of the organizations they belong
/// to. Whoever is not signed in searches the public ones. Nobody finds what a deleted organization has published.
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
            case Decision.Allowed _, Decision.AllowedToAnyone _ -> search(standing, query);
        };
    }

    private Outcome search(Standing standing, SearchQuery query) {
        Map<String, Listing> visible = new TreeMap<>();
        catalogue.listPublic().stream()
                .filter(listing -> listing.visibility() == Visibility.PUBLIC)
                .forEach(listing -> visible.put(listing.name().toString(), listing));
        for (var org : Gatekeeper.readableOrganizations(standing)) {
            catalogue.listOfOrganization(org).stream()
                    .filter(listing -> Gatekeeper.withinLimits(
                            standing.caller(), listing.name().toString()))
                    .forEach(listing -> visible.put(listing.name().toString(), listing));
        }
        var present = catalogue.listPresent(visible.values().stream()
                .map(listing -> listing.name().scope())
                .collect(Collectors.toUnmodifiableSet()));
        var hits = visible.values().stream()
                .filter(listing -> present.contains(listing.name().scope()))
                .map(listing -> new Hit(listing, query.score(listing)))
                .filter(hit -> hit.score() > 0)
                .sorted(Comparator.comparingInt(Hit::score).reversed())
                .toList();
        return new Outcome.Found(
                hits.stream().skip(query.from()).limit(query.size()).toList(), hits.size());
    }
}
