package dev.slipway.access;

import dev.slipway.access.Decision.Allowed;
import dev.slipway.access.Decision.AllowedToAnyone;
import dev.slipway.access.Decision.Refused;
import dev.slipway.access.Refusal.NotAMember;
import dev.slipway.access.Refusal.NotAPerson;
import dev.slipway.access.Refusal.NotFound;
import dev.slipway.access.Refusal.NotPermitted;
import dev.slipway.access.Refusal.OutsideAllowList;
import dev.slipway.access.Refusal.OutsideNetworks;
import dev.slipway.access.Refusal.OutsidePackages;
import dev.slipway.access.Refusal.PaymentDue;
import dev.slipway.access.Refusal.ScopeTooNarrow;
import dev.slipway.access.Refusal.SignInAgain;
import dev.slipway.access.Refusal.SignInElsewhere;
import dev.slipway.access.Refusal.SignInFirst;
import dev.slipway.access.Refusal.TokenExpired;
import dev.slipway.access.Refusal.TokenRevoked;
import dev.slipway.access.Refusal.TokenUnknown;
import dev.slipway.kernel.AccountId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The one place that decides who may do what.
///
/// It asks nobody: all that it judges by was read before, in the round trips that the route makes anyway.
public final class Gatekeeper {

    private Gatekeeper() {}

    /// May this caller do this in an organization, or to one of its packages?
    ///
    /// What they may is the union of their role, their teams and what the package says; the credential only narrows it,
    /// and the organization's door is before all of it. The order of the checks is what each caller may learn:
    ///
    /// 1. Anybody reads what is public, whatever the organization's door.
    /// 2. Who sent no token, or none of ours, is told so and nothing else.
    /// 3. A token that can't be used, or not for this, is told so; whether anything is there plays no part.
    /// 4. **Who can't see a package can't learn that it exists**, and so with an organization: an outsider is told the
    ///    same whether it is there or not.
    /// 5. Who belongs to it is told of the door, then of what they lack, then that it isn't paid for, and last that
    ///    there is no such package.
    ///
    /// @param policy the organization that owns the scope, if there is one
    public static Decision decide(
            Caller caller, Permission permission, Resource resource, Optional<OrgPolicy> policy, Instant now) {
        return switch (caller) {
            case Caller.Anonymous _ ->
                openToAll(permission, resource, policy) ? new AllowedToAnyone() : new Refused(new SignInFirst());
            case Caller.Unknown _ -> new Refused(new TokenUnknown());
            case Caller.Holder holder ->
                objection(holder, permission, resource, policy, now)
                        .<Decision>map(Refused::new)
                        .orElseGet(() -> new Allowed(holder.credential().principal()));
        };
    }

    private static Optional<Refusal> objection(
            Caller.Holder holder, Permission permission, Resource resource, Optional<OrgPolicy> policy, Instant now) {
        var trouble = trouble(holder, permission, now);
        if (trouble.isPresent() || openToAll(permission, resource, policy)) {
            return trouble;
        }
        if (beyondPackages(holder, resource)) {
            return Optional.of(new OutsidePackages());
        }
        var place = placeIn(holder, resource);
        var grounds = grounds(holder, permission, resource, policy);
        return objection(
                place instanceof Place.Outside,
                grounds,
                permission,
                resource,
                policy,
                now,
                there -> shutOut(holder, place, there).or(() -> shutOutOfPool(holder, place, grounds)));
    }

    /// What stands against it once the credential is left aside: the one order for whoever calls and whoever is only
    /// asked about.
    private static Optional<Refusal> objection(
            boolean outside,
            List<Ground> grounds,
            Permission permission,
            Resource resource,
            Optional<OrgPolicy> policy,
            Instant now,
            Function<OrgPolicy, Optional<Refusal>> door) {
        if (policy.isEmpty() || (outside && grounds.isEmpty())) {
            return Optional.of(permission.toldToOutsiders() ? new NotAMember(resource.org()) : new NotFound());
        }
        var shut = door.apply(policy.get());
        if (shut.isPresent()) {
            return shut;
        }
        if (grounds.isEmpty()) {
            return Optional.of(new NotPermitted(permission, resource.org()));
        }
        if (policy.get().lapsedAt(now) && permission.needsSubscription()) {
            return Optional.of(new PaymentDue(resource.org()));
        }
        var absent = permission == Permission.READ_PACKAGES
                && resource.pkg().isPresent()
                && resource.found().isEmpty();
        return absent ? Optional.of(new NotFound()) : Optional.empty();
    }

    /// Why this caller may do this, or what stands against it: what [#decide] says, with its reasons.
    public static Explanation explain(
            Caller caller, Permission permission, Resource resource, Optional<OrgPolicy> policy, Instant now) {
        var refusal = decide(caller, permission, resource, policy, now) instanceof Refused(var why)
                ? Optional.of(why)
                : Optional.<Refusal>empty();
        return new Explanation(
                refusal, grounds(caller, permission, resource, policy), Explanation.Remedy.of(permission));
    }

    /// The same for somebody who isn't calling. Of their tokens nothing is known, so these have no part in it; the
    /// door is asked as far as it is known where they come from, and how they signed in.
    public static Explanation explain(
            Subject subject, Permission permission, Resource resource, OrgPolicy policy, Instant now) {
        var there = Optional.of(policy);
        var remedy = Explanation.Remedy.of(permission);
        if (openToAll(permission, resource, there)) {
            return new Explanation(Optional.empty(), List.of(new Ground.OpenToAll()), remedy);
        }
        var grounds = switch (subject) {
            case Subject.OfPerson(var person, var place, var _, var _) ->
                grounds(person, place, permission, resource, policy);
            case Subject.OfServiceAccount(var _, var place, var _) ->
                Grounds.of(Optional.empty(), place, permission, policy, resource.found());
            case Subject.OfTeam(var team, var _) -> Grounds.of(team, permission, policy, resource.found());
        };
        var outside = subject instanceof Subject.OfPerson(var _, Place.Outside _, var _, var _);
        var refusal = objection(outside, grounds, permission, resource, there, now, door -> shutOut(subject, door));
        return new Explanation(refusal, grounds, remedy);
    }

    /// Why this caller's principal may do this, the broadest reason first; empty if it may not. The credential and the
    /// door have no part in it.
    public static List<Ground> grounds(
            Caller caller, Permission permission, Resource resource, Optional<OrgPolicy> policy) {
        if (openToAll(permission, resource, policy)) {
            return List.of(new Ground.OpenToAll());
        }
        return caller instanceof Caller.Holder holder && policy.isPresent()
                ? grounds(
                        holder.credential().principal(), placeIn(holder, resource), permission, resource, policy.get())
                : List.of();
    }

    /// The same for somebody who isn't calling.
    public static List<Ground> grounds(
            Principal principal, Place place, Permission permission, Resource resource, OrgPolicy policy) {
        var person =
                principal instanceof Principal.Person(var id, var _) ? Optional.of(id) : Optional.<AccountId>empty();
        return Grounds.of(person, place, permission, policy, resource.found());
    }

    /// What of this team's power somebody has not got themselves, in all of the organization, and so may neither give
    /// nor take away. What a setting lends to all members is not theirs to give: it may be switched off tomorrow.
    public static Set<Permission> lacking(Principal principal, Place place, TeamPower power, OrgPolicy policy) {
        return Stream.of(Permission.values())
                .filter(power::gives)
                .filter(permission -> grounds(principal, place, permission, Resource.of(policy.slug()), policy).stream()
                        .allMatch(Ground.BySetting.class::isInstance))
                .collect(Collectors.toUnmodifiableSet());
    }

    /// What the organization's door says to a person who isn't calling, if they came from this address and had proved
    /// who they are by these means; empty if it lets them in.
    public static Optional<Refusal> atDoor(
            Principal.Person person, Role role, Means means, Optional<String> address, OrgPolicy policy) {
        var stranger = atDoor(address, policy);
        if (stranger.isPresent() || policy.door().lets(person, role, means)) {
            return stranger;
        }
        return Optional.of(new SignInElsewhere(
                policy.slug(), policy.door().signIn().orElseThrow().means()));
    }

    private static Optional<Refusal> atDoor(Optional<String> address, OrgPolicy policy) {
        return address.filter(from -> !policy.door().lets(from)).map(from -> new OutsideAllowList(policy.slug(), from));
    }

    /// What the organization's door says to a person who comes in, or further in, by what was mailed to them. They have
    /// no place there yet by which it could be decided, or none that matters.
    ///
    /// @param role what they are, or are about to be
    public static Optional<Refusal> atDoor(Caller caller, Role role, OrgPolicy policy) {
        return caller instanceof Caller.Holder(var credential, var _, var address)
                        && credential.principal() instanceof Principal.Person person
                ? atDoor(person, role, credential.means(), address, policy)
                : Optional.empty();
    }

    /// The same of whoever is to join by an invitation, and that it is paid for: a member more costs more, and the
    /// invitation may be older than the lapse.
    public static Optional<Refusal> toJoin(Caller caller, Role role, OrgPolicy policy, Instant now) {
        return atDoor(caller, role, policy).or(() -> unpaid(policy, now));
    }

    /// Whether the organization takes nobody in for want of a payment, whoever it is.
    public static Optional<Refusal> unpaid(OrgPolicy policy, Instant now) {
        return policy.lapsedAt(now) ? Optional.of(new PaymentDue(policy.slug())) : Optional.empty();
    }

    /// How somebody signs in is asked of members alone: machines don't, and whom a package was shared with is not the
    /// organization's to tell how.
    private static Optional<Refusal> shutOut(Caller.Holder holder, Place place, OrgPolicy policy) {
        var credential = holder.credential();
        if (credential.principal() instanceof Principal.Person person && place instanceof Place.Member member) {
            return atDoor(person, member.role(), credential.means(), holder.address(), policy);
        }
        return atDoor(holder.address(), policy);
    }

    /// A place in the Pool is used at the expense of whoever gives it, and so under their rules: as if it were a
    /// package of theirs. Of several places one is enough; and whoever has another reason than the Pool needs none.
    private static Optional<Refusal> shutOutOfPool(Caller.Holder holder, Place place, List<Ground> grounds) {
        var credential = holder.credential();
        if (!grounds.equals(List.of(new Ground.ByPool()))
                || !(place instanceof Place.Outside(var pool))
                || !(credential.principal() instanceof Principal.Person person)) {
            return Optional.empty();
        }
        var shut = pool.stream()
                .flatMap(by -> atDoor(person, by.role(), credential.means(), holder.address(), by.giver()).stream())
                .toList();
        return shut.size() < pool.size() ? Optional.empty() : Optional.of(shut.getFirst());
    }

    private static Optional<Refusal> shutOut(Subject subject, OrgPolicy policy) {
        return switch (subject) {
            case Subject.OfPerson(var person, Place.Member member, var address, var means) ->
                means.map(known -> atDoor(person, member.role(), known, address, policy))
                        .orElseGet(() -> atDoor(address, policy));
            case Subject.OfPerson(var _, var _, var address, var _) -> atDoor(address, policy);
            case Subject.OfServiceAccount(var _, var _, var address) -> atDoor(address, policy);
            case Subject.OfTeam _ -> Optional.empty();
        };
    }

    /// What a deleted organization has published is gone with it.
    private static boolean openToAll(Permission permission, Resource resource, Optional<OrgPolicy> policy) {
        return permission == Permission.READ_PACKAGES
                && policy.isPresent()
                && resource.found()
                        .filter(access -> access.visibility() == Visibility.PUBLIC)
                        .isPresent();
    }

    /// What a machine is, its token says, and so whose it is.
    private static Place placeIn(Caller.Holder holder, Resource resource) {
        return switch (holder.credential().principal()) {
            case Principal.Person _ -> holder.place();
            case Principal.Machine machine when !machine.org().equals(resource.org()) -> new Place.Outside();
            case Principal.Machine machine -> machine.account().isPresent() ? holder.place() : new Place.Machine();
        };
    }

    /// Who is this, whatever they want? For routes about the caller alone.
    public static Decision identify(Caller caller, Instant now) {
        return switch (caller) {
            case Caller.Anonymous _ -> new Refused(new SignInFirst());
            case Caller.Unknown _ -> new Refused(new TokenUnknown());
            case Caller.Holder holder ->
                unusable(holder, now)
                        .<Decision>map(Refused::new)
                        .orElseGet(() -> new Allowed(holder.credential().principal()));
        };
    }

    /// May this person do something that concerns nobody but themselves, such as found an organization or list their
    /// tokens? Machines have no affairs of their own.
    public static Decision mayOneself(Caller caller, Scope needed, Instant now) {
        return switch (identify(caller, now)) {
            case Allowed allowed
            when caller instanceof Caller.Holder holder
                    && !needed.within(holder.credential().scopes()) -> new Refused(new ScopeTooNarrow(needed));
            case Allowed(Principal.Machine _) -> new Refused(new NotAPerson());
            case Decision decision -> decision;
        };
    }

    /// May this person do something of their own that is sensitive: that gives others a way in, or can't be undone?
    public static Decision mayOneselfSensitive(Caller caller, Scope needed, Instant now) {
        return switch (mayOneself(caller, needed, now)) {
            case Allowed _ when !recent(caller, now) -> new Refused(new SignInAgain());
            case Decision decision -> decision;
        };
    }

    /// Whether this caller proved who they are lately enough for what is sensitive.
    public static boolean recent(Caller caller, Instant now) {
        return caller instanceof Caller.Holder holder && holder.credential().recentAt(now);
    }

    /// May this caller search, if only among what is public?
    public static Decision maySearch(Caller caller, Instant now) {
        return switch (caller) {
            case Caller.Anonymous _ -> new AllowedToAnyone();
            case Caller.Unknown _ -> new Refused(new TokenUnknown());
            case Caller.Holder holder ->
                trouble(holder, Permission.READ_PACKAGES, now)
                        .<Decision>map(Refused::new)
                        .orElseGet(() -> new Allowed(holder.credential().principal()));
        };
    }

    /// What is wrong with the token itself for this permission, if anything.
    private static Optional<Refusal> trouble(Caller.Holder holder, Permission permission, Instant now) {
        var unusable = unusable(holder, now);
        if (unusable.isPresent()) {
            return unusable;
        }
        return permission.scope().within(holder.credential().scopes())
                ? Optional.empty()
                : Optional.of(new ScopeTooNarrow(permission.scope()));
    }

    private static Optional<Refusal> unusable(Caller.Holder holder, Instant now) {
        var credential = holder.credential();
        if (credential.revokedAt(now)) {
            return Optional.of(new TokenRevoked());
        }
        if (credential.expiredAt(now)) {
            return Optional.of(new TokenExpired());
        }
        return holder.address()
                .filter(address -> !credential.limits().allowFrom(address))
                .map(OutsideNetworks::new);
    }

    /// A token for some packages is for these and not for the organization around them.
    private static boolean beyondPackages(Caller.Holder holder, Resource resource) {
        var limits = holder.credential().limits();
        return resource.pkg().isPresent()
                ? !limits.allowPackage(resource.pkg().get())
                : !limits.packages().isEmpty();
    }
}
