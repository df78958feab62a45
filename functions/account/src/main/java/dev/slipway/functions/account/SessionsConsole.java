package dev.slipway.functions.account;

import dev.slipway.access.Means;
import dev.slipway.access.TokenId;
import dev.slipway.adapters.lambda.HttpRequest;
import dev.slipway.adapters.lambda.HttpResponse;
import dev.slipway.adapters.lambda.Paging;
import dev.slipway.adapters.web.SessionsPage;
import dev.slipway.audit.Visit;
import dev.slipway.console.Shown;
import dev.slipway.identity.HeldToken;
import dev.slipway.identity.ListSessions;
import dev.slipway.identity.ReadProfile;
import dev.slipway.identity.RevokeSession;
import dev.slipway.kernel.Email;
import java.util.Comparator;
import java.util.List;

/// `/console/sessions`
final class SessionsConsole {

    private static final String PATH = "/console/sessions";
    private static final Paging PAGES = Paging.of("sessions page", "me");
    private static final int MOST = 50;

    private final ListSessions listSessions;
    private final RevokeSession revokeSession;
    private final ReadProfile readProfile;

    SessionsConsole(ListSessions listSessions, RevokeSession revokeSession, ReadProfile readProfile) {
        this.listSessions = listSessions;
        this.revokeSession = revokeSession;
        this.readProfile = readProfile;
    }

    HttpResponse answer(HttpRequest request, Visit visit) {
        request.notes().action("console.sessions");
        return Shown.answer(request, visit, this::show, this::take);
    }

    private HttpResponse take(Shown.Form form) {
        form.shown().request().notes().action("console.session.revoke");
        return switch (form.field("act")) {
            case "end" -> ended(form.shown(), revokeSession.run(form.visit(), new TokenId(form.field("session"))));
            case "end-others" -> ended(form.shown(), revokeSession.allOthers(form.visit()));
            default -> form.unknown();
        };
    }

    /// Whoever ended the session that they sit at is led to the sign-in by the next page.
    private static HttpResponse ended(Shown shown, RevokeSession.Outcome outcome) {
        return switch (outcome) {
            case RevokeSession.Outcome.Revoked _, RevokeSession.Outcome.NoSuchSession _ -> HttpResponse.seeOther(PATH);
            case RevokeSession.Outcome.Refused(var why) -> shown.refused(why, PATH);
        };
    }

    private HttpResponse show(Shown shown) {
        return switch (listSessions.run(shown.visit(), PAGES.slice(shown.request(), MOST))) {
            case ListSessions.Outcome.Found(var holder, var page, var current) -> {
                var rows = page.items().stream().map(held -> row(held, current)).toList();
                var frame = shown.chrome(holder.handle());
                yield shown.page(
                        200,
                        new SessionsPage(
                                frame, rows, PAGES.next(page), addresses(shown.visit()), List.of(), List.of()));
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

    private static SessionsPage.Row row(HeldToken held, TokenId current) {
        var credential = held.credential();
        return new SessionsPage.Row(
                credential.id(),
                credential.name(),
                means(credential.means()),
                credential.createdAt(),
                credential.lastSeen(),
                credential.expiresAt().orElse(credential.createdAt()),
                credential.id().equals(current));
    }

    private static String means(Means means) {
        return switch (means.value()) {
            case "github" -> "GitHub";
            case "google" -> "Google";
            default -> means.value();
        };
    }
}
