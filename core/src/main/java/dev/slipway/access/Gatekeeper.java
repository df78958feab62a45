package dev.slipway.access;

import dev.slipway.access.Decision.Allowed;
import dev.slipway.access.Decision.AllowedToAnyone;
import dev.slipway.access.Decision.Refused;
import dev.slipway.access.Refusal.NotAMember;
import dev.slipway.access.Refusal.NotAPerson;
import dev.slipway.access.Refusal.NotFound;
import dev.slipway.access.Refusal.NotPermitted;
import dev.slipway.access.Refusal.OutsideNetworks;
import dev.slipway.access.Refusal.OutsidePackages;
import dev.slipway.access.Refusal.ScopeTooNarrow;
import dev.slipway.access.Refusal.SignInAgain;
import dev.slipway.access.Refusal.SignInFirst;
import dev.slipway.access.Refusal.TokenExpired;
import dev.slipway.access.Refusal.TokenRevoked;
import dev.slipway.access.Refusal.TokenUnknown;
import dev.slipway.kernel.OrgSlug;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The one place that decides who may do what.
///
/// It asks nobody: all that it judges by was read before, in the round trips that the route makes anyway.
public final class Gatekeeper {

    private Gatekeeper() {}

    /// May this caller read this package, or learn that it isn't there?
    ///
    /// Who can't see a package can't tell it from one that doesn't exist: an anonymous caller is told to sign in for
    /// both, a signed-in outsider gets [NotFound] for both. A member who may not read gets [NotPermitted] for both.
    ///
    /// @param policy the organization that owns the scope, if there is one
    public static Decision mayRead(Caller caller, Resource resource, Optional<OrgPolicy> policy, Instant now) {
        var found = resource.found();
        // What a deleted organization has published is gone with it.
        var everyoneMay = policy.isPresent() && found.isPresent() && found.get().visibility() == Visibility.PUBLIC;
        return switch (caller) {
            case Caller.Anonymous _ -> everyoneMay ? new AllowedToAnyone() : new Refused(new SignInFirst());
            case Caller.Unknown _ -> new Refused(new TokenUnknown());
            case Caller.Holder holder -> {
                var trouble = trouble(holder, Permission.READ_PACKAGES, now);
                if (trouble.isPresent()) {
                    yield new Refused(trouble.get());
                }
                if (everyoneMay) {
                    yield new Allowed(holder.credential().principal());
                }
                if (beyondPackages(holder, resource)) {
                    yield new Refused(new OutsidePackages());
                }
                if (policy.isEmpty() || !belongs(holder, resource.org())) {
                    yield new Refused(new NotFound());
                }
                if (!gives(holder, Permission.READ_PACKAGES, policy.get(), found)) {
                    yield new Refused(new NotPermitted(Permission.READ_PACKAGES, resource.org()));
                }
                yield found.isPresent() ? new Allowed(holder.credential().principal()) : new Refused(new NotFound());
            }
        };
    }

    /// May this caller do this in the organization, or to one of its packages?
    ///
    /// An outsider is told that they are no member before anything else, so that the answer is the same whether the
    /// organization or the package exists or not.
    ///
    public static Decision mayChange(
            Caller caller, Permission permission, Resource resource, Optional<OrgPolicy> policy, Instant now) {
        return decide(caller, permission, resource, policy, now, new NotAMember(resource.org()));
    }

    /// May this caller do this in the organization? An outsider can't tell whether it exists.
    public static Decision mayInside(
            Caller caller, Permission permission, OrgSlug org, Optional<OrgPolicy> policy, Instant now) {
        return decide(caller, permission, Resource.of(org), policy, now, new NotFound());
    }

    private static Decision decide(
            Caller caller,
            Permission permission,
            Resource resource,
            Optional<OrgPolicy> policy,
            Instant now,
            Refusal toOutsiders) {
        return switch (caller) {
            case Caller.Anonymous _ -> new Refused(new SignInFirst());
            case Caller.Unknown _ -> new Refused(new TokenUnknown());
            case Caller.Holder holder -> {
                var trouble = trouble(holder, permission, now);
                if (trouble.isPresent()) {
                    yield new Refused(trouble.get());
                }
                if (beyondPackages(holder, resource)) {
                    yield new Refused(new OutsidePackages());
                }
                if (policy.isEmpty() || !belongs(holder, resource.org())) {
                    yield new Refused(toOutsiders);
                }
                yield gives(holder, permission, policy.get(), resource.found())
                        ? new Allowed(holder.credential().principal())
                        : new Refused(new NotPermitted(permission, resource.org()));
            }
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

    /// The organizations whose packages this caller may list, once [#maySearch] has said yes.
    public static Set<OrgSlug> readableOrganizations(Standing standing) {
        return switch (standing.caller()) {
            case Caller.Anonymous _, Caller.Unknown _ -> Set.of();
            case Caller.Holder holder ->
                switch (holder.credential().principal()) {
                    case Principal.Machine machine -> Set.of(machine.org());
                    case Principal.Person _ ->
                        standing.roles().entrySet().stream()
                                .filter(membership -> membership.getValue().atLeast(Role.MEMBER))
                                .map(Map.Entry::getKey)
                                .collect(Collectors.toUnmodifiableSet());
                };
        };
    }

    /// Whether the caller's token is for this package at all: lists show no others.
    ///
    /// @param pkg such as `@acme/pad`
    public static boolean withinLimits(Caller caller, String pkg) {
        return !(caller instanceof Caller.Holder holder)
                || holder.credential().limits().allowPackage(pkg);
    }

    /// What a role gives inside an organization, so that a page shows nobody a form that they may not send.
    public static Set<Permission> given(Role role, OrgPolicy policy) {
        return Stream.of(Permission.values())
                .filter(permission -> permission.givenBy(role, policy))
                .collect(Collectors.toUnmodifiableSet());
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

    private static boolean belongs(Caller.Holder holder, OrgSlug scope) {
        return switch (holder.credential().principal()) {
            case Principal.Person _ -> holder.role().isPresent();
            case Principal.Machine machine -> machine.org().equals(scope);
        };
    }

    private static boolean gives(
            Caller.Holder holder, Permission permission, OrgPolicy policy, Optional<PackageAccess> found) {
        return switch (holder.credential().principal()) {
            case Principal.Person person ->
                holder.role().filter(role -> permission.givenBy(role, policy)).isPresent()
                        || ownerMay(permission, person, found);
            case Principal.Machine _ -> permission.givenBy(Role.MAINTAINER, policy);
        };
    }

    /// The owner of a package manages it, tags and publishes it, whatever their role.
    private static boolean ownerMay(Permission permission, Principal.Person person, Optional<PackageAccess> found) {
        var ownersOnly = permission == Permission.MANAGE_PACKAGE || permission == Permission.PUBLISH_PACKAGES;
        return ownersOnly && found.isPresent() && found.get().ownedBy(person);
    }
}
