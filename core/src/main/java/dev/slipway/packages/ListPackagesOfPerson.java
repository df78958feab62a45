package dev.slipway.packages;

import dev.slipway.access.Decision;
import dev.slipway.access.Gatekeeper;
import dev.slipway.access.OrgPolicy;
import dev.slipway.access.Principal;
import dev.slipway.access.Refusal;
import dev.slipway.access.Standing;
import dev.slipway.access.Standings;
import dev.slipway.audit.Visit;
import dev.slipway.kernel.Handle;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.packages.ListPackages.Item;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Lists the packages that somebody has access to by belonging to an organization, or because they were shared with
/// them, and what they are to each. Of somebody else one learns what both may read.
public final class ListPackagesOfPerson {

    private final Standings standings;
    private final Catalogue catalogue;
    private final People people;

    public ListPackagesOfPerson(Standings standings, Catalogue catalogue, People people) {
        this.standings = standings;
        this.catalogue = catalogue;
        this.people = people;
    }

    /// What was found.
    public sealed interface Outcome {

        /// @param items by name, at most [Catalogue#MOST_SEARCHED]
        record Listed(List<Item> items) implements Outcome {

            public Listed {
                items = List.copyOf(items);
            }
        }

        record NoSuchPerson(Handle handle) implements Outcome {}

        record Refused(Refusal why) implements Outcome {}
    }

    public Outcome run(Visit visit, Handle handle) {
        return run(
                visit,
                (standing, principal) -> people.find(handle)
                        .<Outcome>map(person -> listed(
                                person.equals(principal)
                                        ? own(standing, person, visit.at())
                                        : others(standing, person, visit.at())))
                        .orElseGet(() -> new Outcome.NoSuchPerson(handle)));
    }

    /// Those of whoever asks.
    public Outcome own(Visit visit) {
        return run(visit, (standing, principal) -> switch (principal) {
            case Principal.Person person -> listed(own(standing, person, visit.at()));
            case Principal.Machine _ -> new Outcome.Refused(new Refusal.NotAPerson());
        });
    }

    private Outcome run(Visit visit, BiFunction<Standing, Principal, Outcome> list) {
        var standing = standings.find(visit.presented());
        return switch (Gatekeeper.maySearch(standing.caller(), visit.at())) {
            case Decision.Refused(var why) -> new Outcome.Refused(why);
            case Decision.AllowedToAnyone _ -> new Outcome.Refused(new Refusal.SignInFirst());
            case Decision.Allowed(var principal) -> list.apply(standing, principal);
        };
    }

    private static Outcome listed(Stream<Item> items) {
        return new Outcome.Listed(items.limit(Catalogue.MOST_SEARCHED).toList());
    }

    private Stream<Item> own(Standing standing, Principal.Person person, Instant now) {
        var listed = new TreeMap<String, Listing>();
        standing.places()
                .keySet()
                .forEach(org -> catalogue
                        .listOfOrganization(org)
                        .forEach(listing -> listed.put(listing.name().toString(), listing)));
        catalogue
                .listSharedWith(person.id())
                .forEach(listing -> listed.put(listing.name().toString(), listing));
        var policies = catalogue.findPolicies(listed.values().stream()
                .map(listing -> listing.name().scope())
                .collect(Collectors.toUnmodifiableSet()));
        return listed.values().stream().flatMap(listing -> read(standing, policies, listing, now));
    }

    /// That something was shared with an outsider is for those to know who manage it: of these nothing is told.
    private Stream<Item> others(Standing standing, Principal.Person person, Instant now) {
        var policies = catalogue.findPolicies(standing.places().keySet());
        return policies.keySet().stream()
                .sorted((one, other) -> one.value().compareTo(other.value()))
                .flatMap(org -> people.findPlace(org, person.id()).stream()
                        .flatMap(place -> catalogue.listOfOrganization(org).stream()
                                .filter(listing -> read(standing, policies, listing, now)
                                        .findAny()
                                        .isPresent())
                                .flatMap(listing -> Optional.ofNullable(policies.get(org))
                                        .flatMap(policy -> ListPackages.item(person, place, policy, listing))
                                        .stream())));
    }

    private static Stream<Item> read(
            Standing standing, Map<OrgSlug, OrgPolicy> policies, Listing listing, Instant now) {
        var scope = listing.name().scope();
        return ListPackages.item(standing.in(scope, policies), Optional.ofNullable(policies.get(scope)), listing, now)
                .stream();
    }
}
