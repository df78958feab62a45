package dev.slipway.org;

import dev.slipway.access.Caller;
import dev.slipway.access.Credential;
import dev.slipway.access.OrgStanding;
import dev.slipway.access.Permission;
import dev.slipway.access.Place;
import dev.slipway.access.Principal;
import dev.slipway.access.Refusal;
import dev.slipway.access.Role;
import dev.slipway.access.Scope;
import dev.slipway.access.ServiceAccountName;
import dev.slipway.access.Standings;
import dev.slipway.access.TeamId;
import dev.slipway.access.Token;
import dev.slipway.access.TokenId;
import dev.slipway.access.TokenRequest;
import dev.slipway.audit.AuditAction.TokenIssued;
import dev.slipway.audit.Book;
import dev.slipway.audit.Visit;
import dev.slipway.kernel.Ids;
import dev.slipway.kernel.Malformed;
import dev.slipway.kernel.OrgSlug;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/// Issues a token to an organization, for its machines: to the organization itself, whose tokens may do what a
/// maintainer does, or to one of its service accounts, whose tokens may do what its teams give.
///
/// Nobody gives beyond themselves. The token does no more than the one that makes it, is good nowhere else and no
/// longer. And whoever makes it by a team, and not as an admin, makes none that could do what they can't: for the
/// organization only within their role, for a service account only if they are of all of its teams themselves.
public final class IssueMachineToken {

    private static final Permission NEEDED = Permission.ISSUE_MACHINE_TOKENS;

    private final MachineTokens tokens;
    private final ServiceAccounts accounts;
    private final Standings standings;
    private final Ids ids;

    public IssueMachineToken(MachineTokens tokens, ServiceAccounts accounts, Standings standings, Ids ids) {
        this.tokens = tokens;
        this.accounts = accounts;
        this.standings = standings;
        this.ids = ids;
    }

    /// What became of it.
    public sealed interface Outcome {

        /// @param token shown this once, and stored nowhere
        record Issued(Token token, Credential credential) implements Outcome {}

        record NotGranted(TokenRequest.Objection why) implements Outcome {}

        /// It could do what whoever asks for it can't.
        record BeyondItsMaker() implements Outcome {}

        record NoSuchServiceAccount(ServiceAccountName name) implements Outcome {}

        record TooMany(int most) implements Outcome {}

        record Busy(OrgSlug org) implements Outcome {}

        record Refused(Refusal why) implements Outcome {}
    }

    public Outcome toOrganization(Visit visit, OrgSlug org, TokenRequest request) {
        requireOfMachines(org, request);
        return Attempts.until(
                () -> attempt(visit, org, (by, caller) -> issue(visit, org, request, by, caller, Optional.empty())),
                new Outcome.Busy(org));
    }

    public Outcome toServiceAccount(Visit visit, OrgSlug org, ServiceAccountName name, TokenRequest request) {
        requireOfMachines(org, request);
        return Attempts.until(
                () -> attempt(
                        visit,
                        org,
                        (by, caller) -> accounts.find(org, name)
                                .map(account -> issue(visit, org, request, by, caller, Optional.of(account)))
                                .orElseGet(() -> Optional.of(new Outcome.NoSuchServiceAccount(name)))),
                new Outcome.Busy(org));
    }

    private interface Next {
        Optional<Outcome> by(Authority authority, Caller.Holder caller);
    }

    private Optional<Outcome> attempt(Visit visit, OrgSlug org, Next next) {
        var standing = standings.findIn(visit.presented(), org);
        return switch (Admission.toSensitive(standing, NEEDED, visit.at())) {
            case Admission.Refused(var why) -> Optional.of(new Outcome.Refused(why));
            case Admission.Admitted(var by) -> next.by(strongest(by, standing), (Caller.Holder) standing.caller());
        };
    }

    private Optional<Outcome> issue(
            Visit visit,
            OrgSlug org,
            TokenRequest request,
            Authority by,
            Caller.Holder caller,
            Optional<ServiceAccount> account) {
        if (!givesEverything(by)
                && !account.map(one -> isOfAllTeamsOf(one, caller)).orElseGet(() -> giveable(request, by.role()))) {
            return Optional.of(new Outcome.BeyondItsMaker());
        }
        return switch (request.by(caller.credential(), visit.at())) {
            case TokenRequest.Measured.DoesNotFit(var why) -> Optional.of(new Outcome.NotGranted(why));
            case TokenRequest.Measured.Fits fits -> {
                var id = new TokenId(ids.next(visit.at()));
                var machine = new Principal.Machine(id, request.name(), org, account.map(ServiceAccount::who));
                var shared = givesEverything(by) ? Optional.<Set<TeamId>>empty() : account.map(ServiceAccount::teams);
                yield issue(visit, request, fits, machine, new MachineTokens.Warrant(by, shared), caller.credential());
            }
        };
    }

    private Optional<Outcome> issue(
            Visit visit,
            TokenRequest request,
            TokenRequest.Measured.Fits fits,
            Principal.Machine machine,
            MachineTokens.Warrant warrant,
            Credential maker) {
        var token = Token.draw(Token.Kind.MACHINE);
        var credential = new Credential(
                machine.id(),
                Token.Kind.MACHINE,
                machine,
                request.name(),
                request.scopes(),
                fits.limits(),
                token.prefix(),
                maker.means(),
                visit.at(),
                fits.expiresAt(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(warrant.by().person()));
        var expires = fits.expiresAt().map(Instant::toString).orElse("never");
        var audit = visit.entry(
                ids.next(visit.at()),
                new Book.OfOrganization(machine.org()),
                warrant.by().person(),
                new TokenIssued(machine.id(), request.name(), request.scopes(), expires));
        return switch (tokens.issue(MachineToken.of(token.hash(), credential), warrant, audit)) {
            case COMMITTED -> Optional.of(new Outcome.Issued(token, credential));
            case MOVED_MEANWHILE -> Optional.empty();
            case TOO_MANY -> Optional.of(new Outcome.TooMany(MachineToken.MOST));
        };
    }

    /// A machine token reads or publishes; it never manages, so a leaked one can't make others. Packages that it is
    /// limited to and that aren't the organization's would leave nothing to use it for.
    private static void requireOfMachines(OrgSlug org, TokenRequest request) {
        if (request.scopes().contains(Scope.MANAGE)) {
            throw new Malformed("invalid_scope", "A machine token never manages: use read or publish.");
        }
        request.packages().stream()
                .flatMap(Set::stream)
                .filter(pattern -> !pattern.value().startsWith("@" + org + "/"))
                .findFirst()
                .ifPresent(pattern -> {
                    throw new Malformed(
                            "invalid_package_limit",
                            "\"" + Malformed.shown(pattern.value()) + "\" is no package of @" + org
                                    + ", and a machine token of it is good for no others.");
                });
    }

    /// Who is an administrator by a team acts as that, also where another team would have been enough.
    private static Authority strongest(Authority by, OrgStanding standing) {
        return by.basis() instanceof Authority.Basis.ByTeam
                        && standing.caller() instanceof Caller.Holder holder
                        && holder.place() instanceof Place.Member member
                        && member.teams().contains(TeamId.ADMINISTRATORS)
                ? new Authority(by.person(), by.role(), new Authority.Basis.ByTeam(TeamId.ADMINISTRATORS, NEEDED))
                : by;
    }

    /// Admins, owners and administrators manage all packages: there is nothing that a machine could do beyond them.
    private static boolean givesEverything(Authority by) {
        return switch (by.basis()) {
            case Authority.Basis.ByRole _ -> true;
            case Authority.Basis.ByTeam(var team, var _) -> team.equals(TeamId.ADMINISTRATORS);
        };
    }

    /// Whether whoever has this role may do what an organization's own token with these scopes does everywhere in it.
    private static boolean giveable(TokenRequest request, Role role) {
        return role.atLeast(request.scopes().contains(Scope.PUBLISH) ? Role.MAINTAINER : Role.MEMBER);
    }

    private static boolean isOfAllTeamsOf(ServiceAccount account, Caller.Holder caller) {
        return caller.place() instanceof Place.Member member && member.teams().containsAll(account.teams());
    }
}
