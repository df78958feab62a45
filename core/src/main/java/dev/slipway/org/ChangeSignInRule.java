package dev.slipway.org;

import dev.slipway.access.Door;
import dev.slipway.access.Means;
import dev.slipway.access.OrgStanding;
import dev.slipway.access.Permission;
import dev.slipway.access.Refusal;
import dev.slipway.access.Role;
import dev.slipway.access.SignInRule;
import dev.slipway.access.Standings;
import dev.slipway.audit.AuditAction.SignInRuleChanged;
import dev.slipway.audit.Book;
import dev.slipway.audit.Visit;
import dev.slipway.kernel.Handle;
import dev.slipway.kernel.Ids;
import dev.slipway.kernel.OrgSlug;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Says how members of an organization must have signed in, or that any way will do.
///
/// It holds from the next request on, for every session and token, by what these remember. Machines go on, and so does
/// the one owner who is named for it: when a provider is down, or was set up wrongly, that one can still change this.
/// They stay an owner as long as the rule names them.
public final class ChangeSignInRule {

    private final Organizations organizations;
    private final Memberships memberships;
    private final Doors doors;
    private final Standings standings;
    private final Ids ids;

    public ChangeSignInRule(
            Organizations organizations, Memberships memberships, Doors doors, Standings standings, Ids ids) {
        this.organizations = organizations;
        this.memberships = memberships;
        this.doors = doors;
        this.standings = standings;
        this.ids = ids;
    }

    /// What is to be the rule.
    ///
    /// @param ways any of these will do: providers of the deployment, by their means, with what identities are known by
    ///     that come from there
    /// @param breakGlass an owner for whom it doesn't hold
    public record Wish(Map<Means, String> ways, Handle breakGlass) {

        public Wish {
            ways = Map.copyOf(ways);
        }
    }

    /// What became of it.
    public sealed interface Outcome {

        /// Also if it was so before.
        ///
        /// @param rule empty if any way will do
        record Changed(Optional<SignInRule> rule) implements Outcome {}

        /// What would become of it. Nothing has.
        ///
        /// @param letsYouIn whether it could be saved by whoever asks
        /// @param cutOff members who have never signed in in one of these ways: they have to link a provider first
        /// @param signInAgain how many have, and are let in once they sign in so again
        record Previewed(boolean letsYouIn, List<Member> cutOff, int signInAgain) implements Outcome {}

        /// It would lock out whoever saves it: they haven't signed in so themselves.
        record LocksYouOut(Means means) implements Outcome {}

        /// For whom the rule isn't to hold is no owner.
        record NoOwner(Handle handle) implements Outcome {}

        record Busy(OrgSlug org) implements Outcome {}

        record Refused(Refusal why) implements Outcome {}
    }

    public Outcome run(Visit visit, OrgSlug org, Wish wish) {
        return Attempts.until(() -> attempt(visit, org, Optional.of(wish)), new Outcome.Busy(org));
    }

    /// Any way will do from then on.
    public Outcome lift(Visit visit, OrgSlug org) {
        return Attempts.until(() -> attempt(visit, org, Optional.empty()), new Outcome.Busy(org));
    }

    /// Says whom it would cut off, and changes nothing.
    public Outcome preview(Visit visit, OrgSlug org, Wish wish) {
        var standing = standings.findIn(visit.presented(), org);
        return switch (Admission.to(standing, Permission.CHANGE_SETTINGS, visit.at())) {
            case Admission.Refused(var why) -> new Outcome.Refused(why);
            case Admission.Admitted(var by) ->
                owner(org, wish.breakGlass())
                        .map(owner -> preview(standing, by, wish, owner))
                        .orElseGet(() -> new Outcome.NoOwner(wish.breakGlass()));
        };
    }

    private Outcome preview(OrgStanding standing, Authority by, Wish wish, Member owner) {
        var issuers = Set.copyOf(wish.ways().values());
        var cutOff = new ArrayList<Member>();
        var signInAgain = 0;
        for (var member : doors.listMembers(standing.org())) {
            if (member.person().id().equals(owner.person().id())) {
                continue;
            }
            if (doors.findIssuers(member.person().id()).stream().anyMatch(issuers::contains)) {
                signInAgain++;
            } else {
                cutOff.add(member);
            }
        }
        return new Outcome.Previewed(
                letsIn(standing, by, Optional.of(rule(wish, owner))), List.copyOf(cutOff), signInAgain);
    }

    private Optional<Outcome> attempt(Visit visit, OrgSlug org, Optional<Wish> wish) {
        var standing = standings.findIn(visit.presented(), org);
        return switch (Admission.toSensitive(standing, Permission.CHANGE_SETTINGS, visit.at())) {
            case Admission.Refused(var why) -> Optional.of(new Outcome.Refused(why));
            case Admission.Admitted(var by) -> {
                var owner = wish.flatMap(one -> owner(org, one.breakGlass()));
                if (wish.isPresent() && owner.isEmpty()) {
                    yield Optional.of(new Outcome.NoOwner(wish.get().breakGlass()));
                }
                var rule = wish.map(one -> rule(one, owner.orElseThrow()));
                yield letsIn(standing, by, rule)
                        ? organizations.find(org).flatMap(before -> change(visit, before, rule, owner, by))
                        : Optional.of(new Outcome.LocksYouOut(
                                ReadDoor.You.of(standing.caller()).means()));
            }
        };
    }

    private Optional<Outcome> change(
            Visit visit, Organization before, Optional<SignInRule> rule, Optional<Member> owner, Authority by) {
        var policy = before.policy();
        var door = policy.door();
        if (door.signIn().equals(rule)) {
            return Optional.of(new Outcome.Changed(rule));
        }
        var slug = before.slug();
        var audit = visit.entry(
                ids.next(visit.at()),
                new Book.OfOrganization(slug),
                by.person(),
                new SignInRuleChanged(
                        slug.value(),
                        means(door.signIn()),
                        means(rule),
                        owner.map(one -> one.person().handle().value()).orElse("")));
        var next = before.with(before.profile(), policy.with(new Door(door.networks(), rule)));
        return switch (doors.changeRule(next, by, audit)) {
            case COMMITTED -> Optional.of(new Outcome.Changed(rule));
            case MOVED_MEANWHILE -> Optional.empty();
        };
    }

    private Optional<Member> owner(OrgSlug org, Handle handle) {
        return memberships.find(org, handle).filter(member -> member.role() == Role.OWNER);
    }

    private static SignInRule rule(Wish wish, Member owner) {
        return new SignInRule(wish.ways().keySet(), owner.person().id());
    }

    private static boolean letsIn(OrgStanding standing, Authority by, Optional<SignInRule> rule) {
        var means = ReadDoor.You.of(standing.caller()).means();
        return new Door(Set.of(), rule).lets(by.person(), by.role(), means);
    }

    private static Set<Means> means(Optional<SignInRule> rule) {
        return rule.map(SignInRule::means).orElseGet(Set::of);
    }
}
