package dev.slipway.local.matrix;

import dev.slipway.access.Permission;
import dev.slipway.access.Role;
import dev.slipway.access.Scope;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/// What a route asks of whoever comes.
///
/// @param permissions those that it takes
/// @param ofAcme whether acme's door and settings have a say in it
/// @param judge what follows for a caller
record Demand(Set<Permission> permissions, boolean ofAcme, Function<Judge, Verdict> judge) {

    private static final Demand NOTHING = special(_ -> Verdict.DONE);

    /// Nothing: it is answered to anyone, whatever they show.
    static Demand nothing() {
        return NOTHING;
    }

    boolean isNothing() {
        return equals(NOTHING);
    }

    /// Whether it is for people alone, so that no machine's token is for it.
    boolean forPeople() {
        return !permissions.isEmpty() && permissions.stream().allMatch(Judge::forPeople);
    }

    /// To be somebody.
    static Demand somebody() {
        return special(Judge::somebody);
    }

    /// To be a person, with a token for it.
    static Demand oneself(Scope scope) {
        return special(judge -> judge.oneself(scope));
    }

    /// To be a person who has proved lately who they are.
    static Demand oneselfLately(Scope scope) {
        return special(judge -> judge.oneselfLately(scope));
    }

    /// A permission in acme.
    ///
    /// @param touched the roles that are given or taken away by it
    static Demand inside(Permission permission, Role... touched) {
        return new Demand(Set.of(permission), true, judge -> judge.inside(permission, touched));
    }

    /// One of two permissions in acme.
    static Demand either(Permission one, Permission other) {
        return new Demand(Set.of(one, other), true, judge -> judge.inside(one, other));
    }

    /// A permission in acme, and to have proved lately who they are.
    ///
    /// @param touched the roles that are given or taken away by it
    static Demand insideLately(Permission permission, Role... touched) {
        return new Demand(Set.of(permission), true, judge -> judge.insideLately(permission, touched));
    }

    static Demand reading() {
        return new Demand(Set.of(Permission.READ_PACKAGES), true, Judge::reading);
    }

    /// To change a package that is there.
    static Demand changing(Permission permission) {
        return new Demand(Set.of(permission), true, judge -> {
            var verdict = judge.writing(permission);
            return verdict.done() && !judge.found().exists() ? Verdict.NOT_FOUND : verdict;
        });
    }

    /// The same, where something may stand against it once they may.
    Demand unless(Predicate<Judge> stands, int status, String code) {
        return new Demand(permissions, ofAcme, judge -> {
            var verdict = this.judge.apply(judge);
            return verdict.done() && stands.test(judge) ? Verdict.refused(status, code) : verdict;
        });
    }

    /// The same of one package, which the row itself names.
    Demand on(Found found) {
        return new Demand(permissions, ofAcme, judge -> this.judge.apply(judge.on(found)));
    }

    /// To publish a version of a package that is there, or a new one.
    static Demand publishing() {
        return new Demand(
                Set.of(Permission.PUBLISH_PACKAGES, Permission.CREATE_PACKAGES),
                true,
                judge -> judge.writing(
                        judge.found().exists() ? Permission.PUBLISH_PACKAGES : Permission.CREATE_PACKAGES));
    }

    static Demand searching() {
        return new Demand(Set.of(), true, Judge::searching);
    }

    /// Something of its own, which acme has no say in.
    static Demand special(Function<Judge, Verdict> judge) {
        return new Demand(Set.of(), false, judge);
    }

    /// Something of its own by which acme lets somebody in, or on.
    static Demand ofAcme(Function<Judge, Verdict> judge) {
        return new Demand(Set.of(), true, judge);
    }
}
