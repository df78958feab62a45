package dev.slipway.local.matrix;

import static dev.slipway.access.Scope.MANAGE;
import static dev.slipway.access.Scope.READ;

import java.util.List;

/// Invitations, by those who get them: by the mailed link, which anybody may hold, or by a verified address. "Accepting
/// needs a signed-in account"; declining by the link needs none.
final class AcceptRoutes implements FunctionRoutes {

    private static final String LINK_PAGE = "ANY /invitations/accept";
    private static final String MINE_PAGE = "ANY /console/invitations";

    private static final Verdict GONE = Verdict.refused(410, "invitation_gone");

    /// That it was accepted is one line, and who is a member by it another. By a link the address may be one more.
    private static final int AND_JOINED = 2;

    @Override
    public String logicalId() {
        return "AcceptFunction";
    }

    @Override
    public List<Ask> asks() {
        return List.of(
                Ask.api("ANY /api/v1/me/invitations", "GET", "/api/v1/me/invitations", Demand.oneself(READ), 200),
                Ask.api(
                                "ANY /api/v1/me/invitations/{invitation}/accept",
                                "POST",
                                "/api/v1/me/invitations/{otto-id}/accept",
                                Demand.ofAcme(AcceptRoutes::ottoAccepts),
                                200)
                        .recorded(AND_JOINED),
                Ask.api(
                        "ANY /api/v1/me/invitations/{invitation}/decline",
                        "POST",
                        "/api/v1/me/invitations/{otto-id}/decline",
                        Demand.special(AcceptRoutes::otto),
                        204),
                Ask.api(
                                "ANY /api/v1/invitations/accept",
                                "POST",
                                "/api/v1/invitations/accept",
                                Demand.ofAcme(AcceptRoutes::joins),
                                200)
                        .body("{\"token\": \"{offer}\"}")
                        .recorded(Ask.FOR_EACH),
                Ask.api(
                                "ANY /api/v1/invitations/decline",
                                "POST",
                                "/api/v1/invitations/decline",
                                Demand.special(AcceptRoutes::declines),
                                204)
                        .body("{\"token\": \"{offer}\"}"),
                Ask.page(LINK_PAGE, "GET", "/invitations/accept", Demand.nothing(), 200)
                        .query("token={offer}"),
                Ask.page(LINK_PAGE, "GET", "/invitations/accept", Demand.nothing(), 410)
                        .query("token={no-link}"),
                Ask.page(LINK_PAGE, "POST", "/invitations/accept", Demand.ofAcme(AcceptRoutes::joins), 303)
                        .body("act=accept&token={offer}")
                        .recorded(Ask.FOR_EACH)
                        .to("/console/organizations/acme"),
                Ask.page(LINK_PAGE, "POST", "/invitations/accept", Demand.special(AcceptRoutes::declines), 200)
                        .body("act=decline&token={offer}"),
                Ask.page(MINE_PAGE, "GET", "/console/invitations", Demand.oneself(READ), 200),
                Ask.page(MINE_PAGE, "POST", "/console/invitations", Demand.ofAcme(AcceptRoutes::ottoAccepts), 303)
                        .body("act=accept&invitation={otto-id}")
                        .recorded(AND_JOINED)
                        .to("/console/organizations/acme"),
                Ask.page(MINE_PAGE, "POST", "/console/invitations", Demand.special(AcceptRoutes::otto), 303)
                        .body("act=decline&invitation={otto-id}")
                        .to("/console/invitations"));
    }

    /// Whoever has the link, and isn't a member yet, through acme's door, while it is paid for.
    private static Verdict joins(Judge judge) {
        var verdict = judge.oneself(MANAGE);
        if (verdict.done()) {
            verdict = judge.joining();
        }
        return verdict.done() && judge.caller().inAcme().what() == InAcme.What.MEMBER
                ? Verdict.refused(409, "already_member")
                : verdict;
    }

    /// Nobody has to sign in for that; a token that is shown must be good.
    private static Verdict declines(Judge judge) {
        return judge.anonymous() ? Verdict.DONE : judge.oneself(MANAGE);
    }

    /// For otto alone, whose address was invited.
    private static Verdict otto(Judge judge) {
        var verdict = judge.oneself(MANAGE);
        return verdict.done() && !judge.caller().is("otto") ? GONE : verdict;
    }

    private static Verdict ottoAccepts(Judge judge) {
        var verdict = otto(judge);
        return verdict.done() ? judge.joining() : verdict;
    }
}
