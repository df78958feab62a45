package dev.slipway.local.matrix;

import static dev.slipway.access.Scope.MANAGE;
import static dev.slipway.access.Scope.PUBLISH;
import static dev.slipway.access.Scope.READ;

import dev.slipway.access.PackageRole;
import dev.slipway.access.Role;
import dev.slipway.access.Scope;
import dev.slipway.access.Token;
import dev.slipway.local.matrix.Caller.Life;
import dev.slipway.local.matrix.Caller.Shows;
import dev.slipway.local.matrix.Settlement.Issued;
import dev.slipway.local.matrix.Settlement.Shape;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Everybody who knocks, settled in acme as they are described.
final class Cast {

    /// The owner for whom the sign-in rule doesn't hold.
    static final String BREAK_GLASS = "ada";

    static final String BREAK_GLASS_ID = "01KAT000000000000000000ADA";

    private final Settlement settlement;
    private final List<Caller> callers = new ArrayList<>();
    private final Map<String, InAcme> people = new LinkedHashMap<>();

    private Cast(Settlement settlement) {
        this.settlement = settlement;
    }

    static Cast settle(Settlement settlement) {
        var cast = new Cast(settlement);
        settlement.found(Settlement.ACME, settlement.open(BREAK_GLASS, BREAK_GLASS_ID), TeamShape.MADE);
        settlement.found(Settlement.GLOBEX, settlement.person("gus"), List.of());
        cast.strangers();
        cast.members();
        cast.ofTeams();
        cast.ofPackages();
        cast.tokens();
        cast.machines();
        cast.bystanders();
        return cast;
    }

    List<Caller> callers() {
        return callers;
    }

    /// Every person, and what they are in acme.
    Map<String, InAcme> people() {
        return people;
    }

    private void strangers() {
        callers.add(nobody("anonymous", Shows.NOTHING, Life.VALID, ""));
        var never = Token.draw(Token.Kind.ACCESS).secret();
        var last = never.charAt(never.length() - 1);
        var garbled = never.substring(0, never.length() - 1) + (last == 'x' ? 'y' : 'x');
        callers.add(nobody("garbled token", Shows.ACCESS, Life.NEVER, garbled));
        callers.add(nobody("unknown token", Shows.ACCESS, Life.NEVER, never));
        var session = Token.draw(Token.Kind.SESSION).secret();
        callers.add(nobody("unknown session", Shows.SESSION, Life.NEVER, session));

        known("outsider", "otto", InAcme.NOTHING, true);
        known("owner elsewhere", "gus", InAcme.NOTHING, false);
        // Was an admin and named owner of packages until a moment ago.
        known("removed member", "rex", InAcme.NOTHING, true);
        known("outsider with a grant", "gran", InAcme.NOTHING.granted(), true);
        settlement.joinGlobex(settlement.person("pol"));
        known("outsider without a place in the Pool any more", "pol", InAcme.NOTHING, false);
        settlement.joinGlobex(settlement.person("polly"));
        settlement.pool(Settlement.GLOBEX, settlement.person("polly"), true);
        known("outsider with a place in the Pool", "polly", InAcme.NOTHING.pooled(), true);
        settlement.pool(Settlement.GLOBEX, settlement.person("pol"), true);
        settlement.pool(Settlement.GLOBEX, settlement.person("pol"), false);
    }

    private void members() {
        known("owner", BREAK_GLASS, InAcme.member(Role.OWNER), true);
        join("another owner", "olga", InAcme.member(Role.OWNER), true);
        join("admin", "abe", InAcme.member(Role.ADMIN), true);
        join("maintainer", "max", InAcme.member(Role.MAINTAINER), true);
        join("member", "mia", InAcme.member(Role.MEMBER), true);
        join("billing manager", "bill", InAcme.member(Role.BILLING), true);
        // Packages name the membership that they had before.
        var returned = InAcme.member(Role.MEMBER);
        settlement.join(settlement.person("rita"), Role.MEMBER, Set.of(), Settlement.NOW.minusSeconds(600));
        known("returned member", "rita", returned, true);
    }

    private void ofTeams() {
        for (var team : TeamShape.MADE) {
            join("member in " + team.name(), "m-" + team.name(), InAcme.member(Role.MEMBER, team), false);
        }
        join("administrator by team", "amy", InAcme.member(Role.MEMBER, TeamShape.ADMINISTRATORS), true);
        join("admin in all teams", "zoe", InAcme.member(Role.ADMIN, TeamShape.ADMINISTRATORS), false);
        join("member of a deleted team", "dora", InAcme.member(Role.MEMBER, TeamShape.DELETED), true);
        var powerful = TeamShape.MADE.toArray(TeamShape[]::new);
        join("billing manager in all teams", "bob", InAcme.member(Role.BILLING, powerful), true);
    }

    private void ofPackages() {
        join("reader of packages", "rhea", InAcme.member(Role.MEMBER).named(PackageRole.READER), false);
        join("maintainer of packages", "perry", InAcme.member(Role.MEMBER).named(PackageRole.MAINTAINER), false);
        join("owner of packages", "pia", InAcme.member(Role.MEMBER).named(PackageRole.OWNER), true);
        join(
                "billing manager named owner of packages",
                "boris",
                InAcme.member(Role.BILLING).named(PackageRole.OWNER),
                false);
    }

    private void tokens() {
        var admin = InAcme.member(Role.ADMIN);
        for (var scopes : List.of(
                Set.<Scope>of(),
                Set.of(READ),
                Set.of(PUBLISH),
                Set.of(MANAGE),
                Set.of(READ, PUBLISH),
                Set.of(READ, MANAGE),
                Set.of(PUBLISH, MANAGE))) {
            shows(
                    "admin's token for " + EnumSet.copyOf(withSomething(scopes)) + scopes.size(),
                    "abe",
                    admin,
                    false,
                    Shape.of(scopes));
        }
        var usual = Shape.USUAL;
        shows("admin's token for another package", "abe", admin, false, usual.packages("@acme/other"));
        shows("admin's token for one package", "abe", admin, false, usual.packages("@acme/private"));
        shows("admin's token for acme's packages", "abe", admin, false, usual.packages("@acme/*"));
        shows("admin's token from another network", "abe", admin, false, usual.network("192.0.2.0/24"));
        shows("admin's token from its network", "abe", admin, false, usual.network("10.0.0.0/8"));
        var owner = InAcme.member(Role.OWNER);
        shows("owner's expired token", BREAK_GLASS, owner, false, usual.expired());
        shows("owner's revoked token", BREAK_GLASS, owner, false, usual.revoked());
        shows("owner by GitHub", "olga", owner, true, usual.means("github"));
        shows("member by GitHub", "mia", InAcme.member(Role.MEMBER), true, usual.means("github"));
        sits("owner in an expired session", BREAK_GLASS, owner, false, usual.expired());
        sits("owner in a revoked session", BREAK_GLASS, owner, false, usual.revoked());
        sits("owner in an old session", BREAK_GLASS, owner, true, usual.since(Settlement.NOW.minusSeconds(3600)));
        sits("outsider in an old session", "otto", InAcme.NOTHING, false, usual.since(Settlement.LONG_AGO));
        sits("owner by GitHub in a browser", "olga", owner, true, usual.means("github"));
        sits("member by GitHub in a browser", "mia", InAcme.member(Role.MEMBER), true, usual.means("github"));
    }

    private static Set<Scope> withSomething(Set<Scope> scopes) {
        return scopes.isEmpty() ? EnumSet.allOf(Scope.class) : scopes;
    }

    private void machines() {
        for (var scopes : List.of(Set.<Scope>of(), Set.of(READ), Set.of(READ, PUBLISH))) {
            var issued = settlement.machine(Settlement.ACME, Optional.empty(), scopes);
            machine("machine with " + scopes.size() + " scopes", InAcme.MACHINE, scopes, scopes.size() == 2, issued);
        }
        var both = Set.of(READ, PUBLISH);
        machine(
                "machine elsewhere",
                InAcme.NOTHING,
                both,
                false,
                settlement.machine(Settlement.GLOBEX, Optional.empty(), both));

        service("service account without a team", InAcme.service(), both, true);
        for (var team : TeamShape.MADE) {
            service(
                    "service account in " + team.name(),
                    InAcme.service(team),
                    both,
                    team.everywhere().isPresent() && team.carries().isEmpty());
        }
        service("service account in administrators", InAcme.service(TeamShape.ADMINISTRATORS), both, true);
        service(
                "service account in administrators that reads",
                InAcme.service(TeamShape.ADMINISTRATORS),
                Set.of(READ),
                false);
        service("service account in a deleted team", InAcme.service(TeamShape.DELETED), both, false);

        var gone = settlement.serviceAccount(Settlement.ACME, "gone", Set.of(), false);
        machine(
                "deleted service account",
                InAcme.NOTHING,
                both,
                false,
                settlement.machine(Settlement.ACME, Optional.of(gone), both));
        var elsewhere =
                settlement.serviceAccount(Settlement.GLOBEX, "elsewhere", Set.of(TeamShape.ADMINISTRATORS), true);
        machine(
                "service account elsewhere",
                InAcme.NOTHING,
                both,
                false,
                settlement.machine(Settlement.GLOBEX, Optional.of(elsewhere), both));
    }

    /// Those to whom something is done.
    private void bystanders() {
        settlement.join(settlement.person("spare"), Role.MEMBER, Set.of(), Settlement.LONG_AGO);
        settlement.join(settlement.person("spare-in-pool"), Role.MEMBER, Set.of(), Settlement.LONG_AGO);
        settlement.pool(Settlement.ACME, settlement.person("spare-in-pool"), true);
        settlement.join(settlement.person("spare-admin"), Role.ADMIN, Set.of(), Settlement.LONG_AGO);
        settlement.person("vic");
    }

    private static Caller nobody(String name, Shows shows, Life life, String secret) {
        return new Caller(
                name,
                shows,
                life,
                Optional.empty(),
                Set.of(),
                Optional.empty(),
                Optional.empty(),
                "",
                true,
                InAcme.NOTHING,
                shows == Shows.NOTHING,
                secret);
    }

    private void join(String name, String handle, InAcme inAcme, boolean sample) {
        settlement.join(settlement.person(handle), inAcme.role().orElseThrow(), inAcme.teams(), Settlement.LONG_AGO);
        known(name, handle, inAcme, sample);
    }

    /// Somebody with a token that allows everything, and a browser that they have just signed in with.
    private void known(String name, String handle, InAcme inAcme, boolean sample) {
        people.put(handle, inAcme);
        shows(name, handle, inAcme, sample, Shape.USUAL);
        sits(name + " in a browser", handle, inAcme, sample, Shape.USUAL);
    }

    private void shows(String name, String handle, InAcme inAcme, boolean sample, Shape shape) {
        var issued = settlement.access(settlement.person(handle), shape);
        callers.add(caller(name, Shows.ACCESS, Optional.of(handle), inAcme, sample, shape, issued));
    }

    private void sits(String name, String handle, InAcme inAcme, boolean sample, Shape shape) {
        var issued = settlement.session(settlement.person(handle), shape);
        callers.add(caller(name, Shows.SESSION, Optional.of(handle), inAcme, sample, shape, issued));
    }

    private void service(String name, InAcme inAcme, Set<Scope> scopes, boolean sample) {
        var word = name.toLowerCase(Locale.ROOT).replace(' ', '-').replaceFirst("^service-account-", "");
        var account = settlement.serviceAccount(Settlement.ACME, word, inAcme.teams(), true);
        machine(name, inAcme, scopes, sample, settlement.machine(Settlement.ACME, Optional.of(account), scopes));
    }

    private void machine(String name, InAcme inAcme, Set<Scope> scopes, boolean sample, Issued issued) {
        callers.add(caller(name, Shows.MACHINE, Optional.empty(), inAcme, sample, Shape.of(scopes), issued));
    }

    private static Caller caller(
            String name,
            Shows shows,
            Optional<String> handle,
            InAcme inAcme,
            boolean sample,
            Shape shape,
            Issued issued) {
        var life = shape.revokedAt().isPresent() ? Life.REVOKED : shape.until().isPresent() ? Life.EXPIRED : Life.VALID;
        return new Caller(
                name,
                shows,
                life,
                handle,
                shape.scopes(),
                shape.network(),
                shape.packages(),
                shape.means(),
                shape.since().isAfter(Settlement.NOW.minusSeconds(3600)),
                inAcme,
                sample,
                issued.secret());
    }
}
