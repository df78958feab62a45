package dev.slipway.functions.account;

import dev.slipway.access.TokenId;
import dev.slipway.adapters.lambda.HttpRequest;
import dev.slipway.adapters.lambda.HttpResponse;
import dev.slipway.adapters.lambda.Paging;
import dev.slipway.adapters.web.Chrome;
import dev.slipway.adapters.web.Navigation;
import dev.slipway.adapters.web.SessionsPage;
import dev.slipway.audit.Visit;
import dev.slipway.console.Shown;
import dev.slipway.identity.HeldToken;
import dev.slipway.identity.IdentityId;
import dev.slipway.identity.LinkedIdentity;
import dev.slipway.identity.ListIdentities;
import dev.slipway.identity.ListSessions;
import dev.slipway.identity.ReadProfile;
import dev.slipway.identity.RevokeSession;
import dev.slipway.identity.UnlinkIdentity;
import dev.slipway.kernel.Email;
import dev.slipway.kernel.Slice;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;

/// `/console/sessions`
final class SessionsConsole {

    private static final String PATH = "/console/sessions";
    private static final Paging PAGES = Paging.of("sessions page", "me");
    private static final int MOST = 50;

    private final ListSessions listSessions;
    private final RevokeSession revokeSession;
    private final ReadProfile readProfile;
    private final ListIdentities listIdentities;
    private final UnlinkIdentity unlinkIdentity;
    private final WaysIn waysIn;
    private final Navigation navigation;

    SessionsConsole(
            ListSessions listSessions,
            RevokeSession revokeSession,
            ReadProfile readProfile,
            ListIdentities listIdentities,
            UnlinkIdentity unlinkIdentity,
            WaysIn waysIn,
            Navigation navigation) {
        this.listSessions = listSessions;
        this.revokeSession = revokeSession;
        this.readProfile = readProfile;
        this.listIdentities = listIdentities;
        this.unlinkIdentity = unlinkIdentity;
        this.waysIn = waysIn;
        this.navigation = navigation;
    }

    HttpResponse answer(HttpRequest request, Visit visit) {
        request.notes().action("console.sessions");
        return Shown.answer(request, visit, shown -> show(shown, 200, chrome -> chrome), this::take);
    }

    private HttpResponse take(Shown.Form form) {
        form.shown().request().notes().action("console.session.revoke");
        return switch (form.field("act")) {
            case "end" -> ended(form.shown(), revokeSession.run(form.visit(), new TokenId(form.field("session"))));
            case "end-others" -> ended(form.shown(), revokeSession.allOthers(form.visit()));
            case "unlink" ->
                unlink(form.shown(), unlinkIdentity.run(form.visit(), new IdentityId(form.field("identity"))));
            default -> form.unknown();
        };
    }

    /// Twice is as good as once: it is gone, and the list shows it.
    private HttpResponse unlink(Shown shown, UnlinkIdentity.Outcome outcome) {
        shown.request().notes().action("console.identity.unlink");
        return switch (outcome) {
            case UnlinkIdentity.Outcome.Unlinked _, UnlinkIdentity.Outcome.NoSuchIdentity _ ->
                HttpResponse.seeOther(PATH);
            case UnlinkIdentity.Outcome.LastWayIn _ -> {
                var problem = IdentitiesApi.lastWayIn();
                yield show(shown, problem.status(), chrome -> chrome.withProblem(problem.detail()));
            }
            case UnlinkIdentity.Outcome.Refused(var why) -> shown.refused(why, PATH);
        };
    }

    /// Whoever ended the session that they sit at is led to the sign-in by the next page.
    private static HttpResponse ended(Shown shown, RevokeSession.Outcome outcome) {
        return switch (outcome) {
            case RevokeSession.Outcome.Revoked _, RevokeSession.Outcome.NoSuchSession _ -> HttpResponse.seeOther(PATH);
            case RevokeSession.Outcome.Refused(var why) -> shown.refused(why, PATH);
        };
    }

    private HttpResponse show(Shown shown, int status, UnaryOperator<Chrome> message) {
        return switch (listSessions.run(shown.visit(), PAGES.slice(shown.request(), MOST))) {
            case ListSessions.Outcome.Found(var holder, var page, var current) -> {
                var rows = page.items().stream().map(held -> row(held, current)).toList();
                var addresses = addresses(shown.visit());
                var identities = identities(shown.visit());
                yield shown.page(
                        status,
                        new SessionsPage(
                                message.apply(shown.chrome(navigation, holder, addresses)),
                                rows,
                                PAGES.next(page),
                                addresses,
                                identities.stream().map(waysIn::linked).toList(),
                                waysIn.linkable(identities)));
            }
            case ListSessions.Outcome.Refused(var why) -> shown.refused(why, PATH);
        };
    }

    private List<Email> addresses(Visit visit) {
        return switch (readProfile.run(visit)) {
            case ReadProfile.Outcome.Found(var account) ->
                account.emails().stream()
                        .sorted(Comparator.comparing(Email::value))
                        .toList();
            // It was ended while this page was made.
            case ReadProfile.Outcome.Refused _ -> List.of();
        };
    }

    private List<LinkedIdentity> identities(Visit visit) {
        return switch (listIdentities.run(visit, Slice.first(MOST))) {
            case ListIdentities.Outcome.Found(var page) -> page.items();
            // It was ended while this page was made.
            case ListIdentities.Outcome.Refused _ -> List.of();
        };
    }

    private SessionsPage.Row row(HeldToken held, TokenId current) {
        var credential = held.credential();
        return new SessionsPage.Row(
                credential.id(),
                credential.name(),
                waysIn.name(credential.means().value()),
                credential.createdAt(),
                credential.lastSeen(),
                credential.expiresAt().orElse(credential.createdAt()),
                credential.id().equals(current));
    }
}
