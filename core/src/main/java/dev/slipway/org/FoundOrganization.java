package dev.slipway.org;

import dev.slipway.access.Decision;
import dev.slipway.access.Gatekeeper;
import dev.slipway.access.OrgPolicy;
import dev.slipway.access.Principal;
import dev.slipway.access.Refusal;
import dev.slipway.access.Role;
import dev.slipway.access.Scope;
import dev.slipway.access.Standings;
import dev.slipway.audit.AuditAction.OrganizationCreated;
import dev.slipway.audit.Book;
import dev.slipway.audit.Visit;
import dev.slipway.kernel.DisplayName;
import dev.slipway.kernel.Ids;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.kernel.SlugSuggestions;
import java.util.Optional;

/// Founds an organization; whoever does is its first owner.
public final class FoundOrganization {

    private final Organizations organizations;
    private final Memberships memberships;
    private final Standings standings;
    private final Terms terms;
    private final Ids ids;

    public FoundOrganization(
            Organizations organizations, Memberships memberships, Standings standings, Terms terms, Ids ids) {
        this.organizations = organizations;
        this.memberships = memberships;
        this.standings = standings;
        this.terms = terms;
        this.ids = ids;
    }

    /// What a deployment gives to every organization as it is founded: without billing, all that there is.
    ///
    /// @param seats how many members; a personal one has its one person
    /// @param poolSeats how many of them may have a place in the Pool; none if there is no Pool
    /// @param bytesPerSeat how much each seat adds to the storage that they share
    /// @param billed whether it must be paid for before it does what costs more
    public record Terms(int seats, int poolSeats, long bytesPerSeat, boolean billed) {

        /// Where organizations are billed: nothing at all is given, not even to a personal one, before it subscribes.
        public static final Terms BILLED = new Terms(0, 0, 0, true);

        /// Where nobody is billed.
        public Terms(int seats, int poolSeats, long bytesPerSeat) {
            this(seats, poolSeats, bytesPerSeat, false);
        }

        /// Without the Pool.
        public Terms(int seats, long bytesPerSeat) {
            this(seats, 0, bytesPerSeat);
        }

        private int seatsOf(Organization.Kind kind) {
            return switch (kind) {
                case COMPANY -> seats;
                case PERSONAL -> Math.min(1, seats);
            };
        }

        private int poolSeatsOf(Organization.Kind kind) {
            return switch (kind) {
                case COMPANY -> poolSeats;
                case PERSONAL -> Math.min(1, poolSeats);
            };
        }
    }

    /// What is asked for.
    ///
    /// @param slug empty for one that fits the name
    public record Wish(DisplayName name, Optional<OrgSlug> slug, Organization.Kind kind) {

        /// For a slug that is chosen already.
        public Wish(OrgSlug slug, DisplayName name, Organization.Kind kind) {
            this(name, Optional.of(slug), kind);
        }
    }

    /// What became of it.
    public sealed interface Outcome {

        record Founded(Organization organization) implements Outcome {}

        /// It is or was somebody's, is a reserved word, or looks like one of these.
        ///
        /// @param free one that fits the name and can be had
        record SlugTaken(OrgSlug slug, Optional<OrgSlug> free) implements Outcome {}

        /// No slug was asked for, and none that fits the name can be had.
        record NoSlugFits(DisplayName name) implements Outcome {}

        record Refused(Refusal why) implements Outcome {}
    }

    public Outcome run(Visit visit, Wish wish) {
        return switch (Gatekeeper.mayOneself(standings.findCaller(visit.presented()), Scope.MANAGE, visit.at())) {
            case Decision.Refused refused -> new Outcome.Refused(refused.why());
            case Decision.AllowedToAnyone _ -> throw new IllegalStateException("nobody founds anonymously");
            case Decision.Allowed(Principal.Machine _) -> throw new IllegalStateException("machines found nothing");
            case Decision.Allowed(Principal.Person founder) ->
                wish.slug().isPresent()
                        ? found(visit, founder, wish, wish.slug().get())
                        : Attempts.until(
                                () -> foundSuggested(visit, founder, wish), new Outcome.NoSlugFits(wish.name()));
        };
    }

    /// Empty if somebody else was faster.
    private Optional<Outcome> foundSuggested(Visit visit, Principal.Person founder, Wish wish) {
        var free = free(founder, wish);
        return free.isEmpty()
                ? Optional.of(new Outcome.NoSlugFits(wish.name()))
                : Optional.of(found(visit, founder, wish, free.get()))
                        .filter(outcome -> !(outcome instanceof Outcome.SlugTaken));
    }

    private Outcome found(Visit visit, Principal.Person founder, Wish wish, OrgSlug slug) {
        var seats = terms.seatsOf(wish.kind());
        var free = OrgPolicy.first(slug, seats * terms.bytesPerSeat());
        var policy = terms.billed() ? free.withSubscription(Optional.of(visit.at()), 0) : free;
        var organization = Organization.founded(slug, wish.kind(), Profile.named(wish.name()), policy, visit.at());
        var owner = new Member(slug, founder, Role.OWNER, visit.at());
        var audit = visit.entry(
                ids.next(visit.at()),
                new Book.OfOrganization(slug),
                founder,
                new OrganizationCreated(wish.name().value()));
        return !slug.reserved() && memberships.found(organization, seats, terms.poolSeatsOf(wish.kind()), owner, audit)
                ? new Outcome.Founded(organization)
                : new Outcome.SlugTaken(slug, free(founder, wish));
    }

    private Optional<OrgSlug> free(Principal.Person founder, Wish wish) {
        return organizations.findFree(SlugSuggestions.of(wish.name(), founder.handle()));
    }
}
