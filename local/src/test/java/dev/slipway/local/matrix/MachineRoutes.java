package dev.slipway.local.matrix;

import static dev.slipway.access.Permission.BELONG;
import static dev.slipway.access.Permission.ISSUE_MACHINE_TOKENS;
import static dev.slipway.access.Permission.MANAGE_MACHINE_TOKENS;
import static dev.slipway.access.Permission.MANAGE_MEMBERS;
import static dev.slipway.access.Permission.MANAGE_SERVICE_ACCOUNTS;
import static dev.slipway.access.Permission.SEE_ORGANIZATION;

import dev.slipway.access.Role;
import dev.slipway.access.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Service accounts and machine tokens, by API and by page: "service accounts, machine tokens". Whoever makes tokens by
/// a team and isn't an administrator makes none that could do what they can't.
final class MachineRoutes implements FunctionRoutes {

    private static final String ACCOUNTS = "ANY /api/v1/orgs/{org}/service-accounts";
    private static final String ACCOUNT = ACCOUNTS + "/{name}";
    private static final String TOKENS = "ANY /api/v1/orgs/{org}/tokens";
    private static final String TOKEN = TOKENS + "/{token}";
    private static final String MADE_BY = "ANY /api/v1/orgs/{org}/members/{handle}/tokens";
    private static final String PAGE = "ANY /console/organizations/{org}/machines";

    private static final String ACME = "/api/v1/orgs/acme";
    private static final String ACME_PAGE = "/console/organizations/acme/machines";

    @Override
    public String logicalId() {
        return "MachineFunction";
    }

    @Override
    public List<Ask> asks() {
        var asks = new ArrayList<Ask>();
        asks.addAll(accounts());
        asks.addAll(tokens());
        asks.addAll(byPage());
        return asks;
    }

    private static List<Ask> accounts() {
        var accounts = ACME + "/service-accounts";
        var managing = Demand.inside(MANAGE_SERVICE_ACCOUNTS);
        return List.of(
                Ask.api(ACCOUNTS, "GET", accounts, Demand.inside(SEE_ORGANIZATION), 200),
                Ask.api(ACCOUNTS, "POST", accounts, managing, 201).body("{\"name\": \"fresh\"}"),
                Ask.api(ACCOUNT, "GET", accounts + "/robot", Demand.inside(SEE_ORGANIZATION), 200),
                Ask.api(ACCOUNT, "DELETE", accounts + "/robot", managing, 204));
    }

    private static List<Ask> tokens() {
        var tokens = ACME + "/tokens";
        var listing = Demand.inside(MANAGE_MACHINE_TOKENS);
        var asks = new ArrayList<Ask>();
        asks.add(Ask.api(TOKENS, "GET", tokens, listing, 200));
        asks.add(Ask.api(TOKENS, "GET", tokens, listing, 200).query("serviceAccount=robot"));
        asks.add(Ask.api(TOKEN, "DELETE", tokens + "/{machine-token-id}", listing, 204));
        asks.add(Ask.api(MADE_BY, "GET", ACME + "/members/spare/tokens", Demand.inside(MANAGE_MEMBERS), 200));
        asks.add(Ask.api(MADE_BY, "GET", ACME + "/members/{self}/tokens", ownOrOthers(), 200));
        for (var scope : List.of(Scope.READ, Scope.PUBLISH)) {
            var body = "{\"name\": \"fresh\", \"scopes\": [\"" + scope.name().toLowerCase(Locale.ROOT)
                    + "\"], \"expires\": \"30d\"";
            asks.add(Ask.api(TOKENS, "POST", tokens, issuing(scope), 201).body(body + "}"));
        }
        var ofAccount = "{\"name\": \"fresh\", \"scopes\": [\"read\"], \"serviceAccount\": \"%s\"}";
        asks.add(Ask.api(TOKENS, "POST", tokens, issuingTo(Optional.empty()), 201)
                .body(ofAccount.formatted("robot")));
        asks.add(Ask.api(TOKENS, "POST", tokens, issuingTo(Optional.of(TeamShape.MADE.getFirst())), 201)
                .body(ofAccount.formatted("robot-of-a-team")));
        return asks;
    }

    private static List<Ask> byPage() {
        return List.of(
                Ask.page(PAGE, "GET", ACME_PAGE, Demand.inside(SEE_ORGANIZATION), 200),
                form("act=create-account&name=fresh", Demand.inside(MANAGE_SERVICE_ACCOUNTS), 303)
                        .to(ACME_PAGE),
                form("act=delete-account&account=robot", Demand.inside(MANAGE_SERVICE_ACCOUNTS), 303)
                        .to(ACME_PAGE),
                form(
                        "act=issue&account=&name=fresh&publish=on&expiry=never&date=&networks=&packages=",
                        issuing(Scope.PUBLISH),
                        200),
                form("act=revoke&token={machine-token-id}", Demand.inside(MANAGE_MACHINE_TOKENS), 303)
                        .to(ACME_PAGE));
    }

    private static Ask form(String fields, Demand demand, int status) {
        return Ask.page(PAGE, "POST", ACME_PAGE, demand, status).body(fields);
    }

    /// Members see what they made themselves; whoever isn't a person asks of an owner.
    private static Demand ownOrOthers() {
        return new Demand(
                Set.of(BELONG, MANAGE_MEMBERS),
                true,
                judge -> judge.inside(judge.caller().handle().isPresent() ? BELONG : MANAGE_MEMBERS));
    }

    /// A token of the organization's own: it does what a maintainer does, or reads as a member.
    private static Demand issuing(Scope scope) {
        return new Demand(Set.of(ISSUE_MACHINE_TOKENS), true, judge -> {
            var needed = scope == Scope.PUBLISH ? Role.MAINTAINER : Role.MEMBER;
            return issued(
                    judge,
                    scope,
                    judge.caller()
                            .inAcme()
                            .role()
                            .filter(role -> atLeast(role, needed))
                            .isPresent());
        });
    }

    /// A token of a service account, which does what its teams give.
    private static Demand issuingTo(Optional<TeamShape> team) {
        return new Demand(
                Set.of(ISSUE_MACHINE_TOKENS),
                true,
                judge -> issued(
                        judge,
                        Scope.READ,
                        team.stream().allMatch(judge.caller().inAcme().teams()::contains)));
    }

    private static Verdict issued(Judge judge, Scope scope, boolean withinOneself) {
        var verdict = judge.insideLately(ISSUE_MACHINE_TOKENS);
        if (!verdict.done()) {
            return verdict;
        }
        if (!administers(judge) && !withinOneself) {
            return Verdict.refused(403, "token_beyond_maker");
        }
        return judge.has(scope) ? Verdict.DONE : Verdict.refused(403, "token_beyond_itself");
    }

    private static boolean administers(Judge judge) {
        var in = judge.caller().inAcme();
        return in.role().filter(role -> atLeast(role, Role.ADMIN)).isPresent()
                || in.teams().contains(TeamShape.ADMINISTRATORS);
    }

    private static boolean atLeast(Role role, Role needed) {
        var order = List.of(Role.BILLING, Role.MEMBER, Role.MAINTAINER, Role.ADMIN, Role.OWNER);
        return order.indexOf(role) >= order.indexOf(needed);
    }
}
