package dev.slipway.local.matrix;

import dev.slipway.access.PackageRole;
import dev.slipway.access.Permission;
import dev.slipway.access.Role;
import dev.slipway.access.Scope;
import java.util.List;

/// What the product says of one caller: a second reading of "Who may do what", "Packages", "Tokens" and "Guarding the
/// door", written from those pages and not from the code. It shares the words with the code ([Permission], [Role],
/// [PackageRole], [Scope]) and asks them nothing: what each of them means is said here once more.
///
/// @param browser whether it is a page that is asked for, and so the session in the cookie that counts
/// @param found the package that it is about, if it is about one
record Judge(Caller caller, boolean browser, State state, Found found) {

    /// For what concerns nobody but the caller, whoever it is: a machine too.
    Verdict somebody() {
        return credential(List.of());
    }

    /// For what a person does for themselves.
    Verdict oneself(Scope scope) {
        var verdict = credential(List.of(scope));
        return verdict.done() && !caller.person() ? Verdict.NOT_A_PERSON : verdict;
    }

    /// For what gives others a way in, or can't be undone: a browser must have signed in lately.
    Verdict oneselfLately(Scope scope) {
        var verdict = oneself(scope);
        return verdict.done() ? lately() : verdict;
    }

    /// For what anybody may ask who is signed in, whoever it is.
    Verdict signedIn(Scope scope) {
        return credential(List.of(scope));
    }

    /// For searching, which anybody may; what they find depends on who they are.
    Verdict searching() {
        return anonymous() ? Verdict.DONE : credential(List.of(Scope.READ));
    }

    /// For what is done in the organization.
    ///
    /// @param touched the roles that are given or taken away by it: nobody goes above their own
    Verdict inside(Permission permission, Role... touched) {
        var verdict = belonging(permission, Verdict.NOT_FOUND);
        if (!verdict.done() || List.of(touched).stream().allMatch(this::mayGive)) {
            return verdict;
        }
        return Verdict.ROLE_ABOVE_OWN;
    }

    /// For what either of two permissions is enough for.
    Verdict inside(Permission one, Permission other) {
        var verdict = inside(one);
        return verdict.done() || !inside(other).done() ? verdict : Verdict.DONE;
    }

    Verdict insideLately(Permission permission, Role... touched) {
        var verdict = inside(permission, touched);
        return verdict.done() ? lately() : verdict;
    }

    /// For reading a package. "Who can't see a package can't learn that it exists."
    Verdict reading() {
        if (found == Found.PUBLIC) {
            return anonymous() ? Verdict.DONE : credential(List.of(Scope.READ));
        }
        var verdict = belonging(Permission.READ_PACKAGES, Verdict.NOT_FOUND);
        return verdict.done() && !found.exists() ? Verdict.NOT_FOUND : verdict;
    }

    /// For how a package is set. Whom it was shared with reads it, and so does anybody what is public: "everything else
    /// of it is not there for them".
    Verdict settings() {
        var verdict = withoutPool().reading();
        return verdict.done() ? inside(Permission.SEE_ORGANIZATION) : verdict;
    }

    /// For whether it is public, which of a public one is no secret.
    Verdict visibility() {
        return found == Found.PUBLIC ? reading() : settings();
    }

    /// For what stands at a package for those alone who manage it.
    Verdict managed() {
        var verdict = withoutPool().reading();
        return verdict.done() ? inside(Permission.MANAGE_PACKAGE) : verdict;
    }

    /// Whoever has a place in the Pool reads the package and nothing else of it: for all else it is as private as any.
    private Judge withoutPool() {
        return found == Found.POOL ? on(Found.BARE) : this;
    }

    /// For a list of acme's packages, which shows "only what the caller may read": to a service account maybe some.
    Verdict listing() {
        var verdict = inside(Permission.READ_PACKAGES);
        var some = caller.inAcme().what() == InAcme.What.SERVICE_ACCOUNT;
        return some && verdict.equals(Verdict.NOT_PERMITTED) ? Verdict.DONE : verdict;
    }

    /// For why one may do something oneself: a matter of whoever sees the organization, or reads its packages. "Nobody
    /// learns of a package by it that they can't read."
    Verdict explainedOfOneself() {
        var seeing = on(Found.NO_PACKAGE).inside(Permission.SEE_ORGANIZATION);
        if (!seeing.done()) {
            var reads =
                    found == Found.NO_PACKAGE ? inside(Permission.READ_PACKAGES).done() : sees() && !anonymous();
            return reads ? Verdict.DONE : seeing;
        }
        return unheardOf() ? Verdict.refused(404, "package_not_found") : Verdict.DONE;
    }

    /// The same of others, for those who manage members or teams.
    Verdict explainedOfOthers() {
        var verdict = on(Found.NO_PACKAGE).inside(Permission.MANAGE_MEMBERS, Permission.MANAGE_TEAMS);
        if (!verdict.done() || found == Found.NO_PACKAGE) {
            return verdict;
        }
        return unheardOf() ? Verdict.refused(404, "package_not_found") : reading();
    }

    /// Whether they would be let read it, if it were there.
    private boolean unheardOf() {
        return found == Found.ABSENT && reading().equals(Verdict.NOT_FOUND);
    }

    /// "A list that would lock out the one who saves it is refused", and so is a rule.
    ///
    /// @param breakGlass for whom it doesn't hold
    boolean letIn(String means, String breakGlass) {
        return caller.means().equals(means) || caller.is(breakGlass);
    }

    /// The same caller before another package.
    Judge on(Found other) {
        return new Judge(caller, browser, state, other);
    }

    /// For writing under acme's scope. "Publishing under an org you are no member of is 403."
    Verdict writing(Permission permission) {
        return belonging(permission, Verdict.NOT_A_MEMBER);
    }

    /// For what a mailed link is for, which leads past nobody's door. The exception from the sign-in rule is for an
    /// owner, and nobody needs a link who is one.
    Verdict atDoor() {
        if (state == State.OUTSIDE_ALLOW_LIST) {
            return Verdict.ADDRESS_NOT_ALLOWED;
        }
        return state == State.SIGN_IN_RULE && !caller.means().equals("github")
                ? Verdict.SIGN_IN_ELSEWHERE
                : Verdict.DONE;
    }

    /// For joining acme by what was mailed: who is let in is one member more, whom somebody pays for.
    Verdict joining() {
        var verdict = atDoor();
        return verdict.done() && state == State.LAPSED ? Verdict.PAYMENT_DUE : verdict;
    }

    /// Whether they see that this package is there.
    boolean sees() {
        return reading().done();
    }

    boolean anonymous() {
        return caller.shows() == Caller.Shows.NOTHING || (browser && caller.shows() != Caller.Shows.SESSION);
    }

    private Verdict belonging(Permission permission, Verdict toOutsiders) {
        var verdict = credential(List.of(scope(permission)));
        if (!verdict.done()) {
            return verdict;
        }
        if (caller.packages().filter(pattern -> !covers(pattern)).isPresent()) {
            return Verdict.TOKEN_PACKAGES;
        }
        var may = may(permission);
        if (caller.inAcme().outside() && !may) {
            return toOutsiders;
        }
        if (state == State.OUTSIDE_ALLOW_LIST) {
            return Verdict.ADDRESS_NOT_ALLOWED;
        }
        var member = caller.inAcme().what() == InAcme.What.MEMBER;
        if (state == State.SIGN_IN_RULE && member && !caller.means().equals("github") && !breaksGlass()) {
            return Verdict.SIGN_IN_ELSEWHERE;
        }
        if (!may) {
            return Verdict.NOT_PERMITTED;
        }
        if (state == State.LAPSED && paid(permission)) {
            return Verdict.PAYMENT_DUE;
        }
        return forPeople(permission) && !caller.person() ? Verdict.NOT_A_PERSON : Verdict.DONE;
    }

    /// What is wrong with what they show, before anything else is looked at.
    private Verdict credential(List<Scope> needed) {
        if (anonymous()) {
            return Verdict.SIGN_IN_FIRST;
        }
        // A session is for pages, and a token for programs.
        if (caller.life() == Caller.Life.NEVER || (!browser && caller.shows() == Caller.Shows.SESSION)) {
            return Verdict.TOKEN_UNKNOWN;
        }
        if (caller.life() == Caller.Life.REVOKED) {
            return Verdict.TOKEN_REVOKED;
        }
        if (caller.life() == Caller.Life.EXPIRED) {
            return Verdict.TOKEN_EXPIRED;
        }
        var elsewhere = caller.network().filter(network -> !contains(network, state.address()));
        if (elsewhere.isPresent()) {
            return Verdict.TOKEN_NETWORK;
        }
        return needed.stream().allMatch(this::has) ? Verdict.DONE : Verdict.TOKEN_SCOPE;
    }

    /// Who publishes reads.
    boolean has(Scope scope) {
        return caller.scopes().contains(scope)
                || (scope == Scope.READ && caller.scopes().contains(Scope.PUBLISH));
    }

    private Verdict lately() {
        return caller.shows() == Caller.Shows.SESSION && !caller.lately() ? Verdict.SIGN_IN_AGAIN : Verdict.DONE;
    }

    /// "Effective permissions = the role's ∪ those of every team ∪ those given on the package."
    boolean may(Permission permission) {
        var in = caller.inAcme();
        return switch (in.what()) {
            case NOTHING -> shared(permission) || pooled(permission);
            case MACHINE ->
                switch (permission) {
                    case SEE_ORGANIZATION, READ_PACKAGES, PUBLISH_PACKAGES, CREATE_PACKAGES -> true;
                    case MANAGE_PACKAGE,
                            INVITE_MEMBERS,
                            MANAGE_MEMBERS,
                            MANAGE_TEAMS,
                            MANAGE_SERVICE_ACCOUNTS,
                            ISSUE_MACHINE_TOKENS,
                            MANAGE_MACHINE_TOKENS,
                            MANAGE_WEBHOOKS,
                            READ_AUDIT_LOG,
                            CHANGE_SETTINGS,
                            OWN_ORGANIZATION,
                            MANAGE_BILLING,
                            BELONG -> false;
                };
            case SERVICE_ACCOUNT -> in.teams().stream().anyMatch(team -> gives(team, permission));
            case MEMBER -> {
                var role = in.role().orElseThrow();
                // A billing manager takes no seat, and gets nothing that one is paid for.
                yield byRole(permission, role)
                        || shared(permission)
                        || (role != Role.BILLING
                                && (bySetting(permission, role)
                                        || byEveryone(permission)
                                        || in.teams().stream().anyMatch(team -> gives(team, permission))
                                        || (found.names()
                                                && in.named()
                                                        .filter(named -> gives(named, permission))
                                                        .isPresent())));
            }
        };
    }

    /// The table of "Who may do what".
    private static boolean byRole(Permission permission, Role role) {
        return switch (permission) {
            case SEE_ORGANIZATION, BELONG -> true;
            case READ_PACKAGES -> role != Role.BILLING;
            case PUBLISH_PACKAGES, CREATE_PACKAGES ->
                role == Role.MAINTAINER || role == Role.ADMIN || role == Role.OWNER;
            case MANAGE_PACKAGE,
                    INVITE_MEMBERS,
                    MANAGE_MEMBERS,
                    MANAGE_TEAMS,
                    MANAGE_SERVICE_ACCOUNTS,
                    ISSUE_MACHINE_TOKENS,
                    MANAGE_MACHINE_TOKENS,
                    MANAGE_WEBHOOKS,
                    READ_AUDIT_LOG,
                    CHANGE_SETTINGS -> role == Role.ADMIN || role == Role.OWNER;
            case OWN_ORGANIZATION -> role == Role.OWNER;
            case MANAGE_BILLING -> role == Role.OWNER || role == Role.BILLING;
        };
    }

    private boolean bySetting(Permission permission, Role role) {
        return state == State.MEMBERS_PUBLISH
                && role == Role.MEMBER
                && (permission == Permission.PUBLISH_PACKAGES || permission == Permission.CREATE_PACKAGES);
    }

    /// The team of everyone, which all members are of who take a seat.
    private boolean byEveryone(Permission permission) {
        return state == State.EVERYONE_MAINTAINS
                && (permission == Permission.CREATE_PACKAGES || gives(PackageRole.MAINTAINER, permission));
    }

    private boolean gives(TeamShape team, Permission permission) {
        return team.there()
                && (team.carries().contains(permission)
                        || team.everywhere()
                                .filter(role -> gives(role, permission))
                                .isPresent()
                        || (found.names()
                                && team.named()
                                        .filter(role -> gives(role, permission))
                                        .isPresent()));
    }

    /// "A person or team named `owner` of a package manages it and its collaborators; one named `maintainer` uploads
    /// releases."
    private static boolean gives(PackageRole role, Permission permission) {
        return switch (role) {
            case READER -> permission == Permission.READ_PACKAGES;
            case MAINTAINER -> permission == Permission.READ_PACKAGES || permission == Permission.PUBLISH_PACKAGES;
            case OWNER ->
                permission == Permission.READ_PACKAGES
                        || permission == Permission.PUBLISH_PACKAGES
                        || permission == Permission.MANAGE_PACKAGE;
        };
    }

    /// "`org`: those and accounts with a grant."
    private boolean shared(Permission permission) {
        return permission == Permission.READ_PACKAGES
                && found == Found.ORG
                && caller.inAcme().grant();
    }

    /// "Who has Pool access may install packages shared in the Pool." For members of the organization it is nothing.
    private boolean pooled(Permission permission) {
        return permission == Permission.READ_PACKAGES
                && found == Found.POOL
                && caller.inAcme().pool();
    }

    /// "No active subscription: no invitation, no publish." What costs more waits, clearing up goes on.
    private static boolean paid(Permission permission) {
        return permission == Permission.PUBLISH_PACKAGES
                || permission == Permission.CREATE_PACKAGES
                || permission == Permission.INVITE_MEMBERS
                || permission == Permission.ISSUE_MACHINE_TOKENS;
    }

    /// Machines read and publish, and look at the organization; all else is done by people.
    static boolean forPeople(Permission permission) {
        return scope(permission) == Scope.MANAGE;
    }

    private static Scope scope(Permission permission) {
        return switch (permission) {
            case SEE_ORGANIZATION, READ_PACKAGES, READ_AUDIT_LOG -> Scope.READ;
            case PUBLISH_PACKAGES, CREATE_PACKAGES, MANAGE_PACKAGE -> Scope.PUBLISH;
            case INVITE_MEMBERS,
                    MANAGE_MEMBERS,
                    MANAGE_TEAMS,
                    MANAGE_SERVICE_ACCOUNTS,
                    ISSUE_MACHINE_TOKENS,
                    MANAGE_MACHINE_TOKENS,
                    MANAGE_WEBHOOKS,
                    CHANGE_SETTINGS,
                    OWN_ORGANIZATION,
                    MANAGE_BILLING,
                    BELONG -> Scope.MANAGE;
        };
    }

    /// "Nobody gives a role above their own." From the lowest rank: billing, member, maintainer, admin, owner.
    private boolean mayGive(Role role) {
        var order = List.of(Role.BILLING, Role.MEMBER, Role.MAINTAINER, Role.ADMIN, Role.OWNER);
        return order.indexOf(caller.inAcme().role().orElseThrow()) >= order.indexOf(role);
    }

    private boolean breaksGlass() {
        return caller.is(Cast.BREAK_GLASS)
                && caller.inAcme().role().filter(Role.OWNER::equals).isPresent();
    }

    /// The organization around the packages is not among them.
    private boolean covers(String pattern) {
        return found != Found.NO_PACKAGE
                && (pattern.endsWith("/*")
                        ? found.pkg().startsWith(pattern.substring(0, pattern.length() - 1))
                        : found.pkg().equals(pattern));
    }

    /// Two networks are all that the matrix has.
    private static boolean contains(String network, String address) {
        return network.equals("10.0.0.0/8") && address.startsWith("10.");
    }
}
