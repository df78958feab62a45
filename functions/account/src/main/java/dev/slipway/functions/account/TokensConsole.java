package dev.slipway.functions.account;

import dev.slipway.access.TokenId;
import dev.slipway.adapters.lambda.HttpRequest;
import dev.slipway.adapters.lambda.HttpResponse;
import dev.slipway.adapters.lambda.Paging;
import dev.slipway.adapters.lambda.TokenProblems;
import dev.slipway.adapters.web.Chrome;
import dev.slipway.adapters.web.Navigation;
import dev.slipway.adapters.web.TokensPage;
import dev.slipway.audit.Visit;
import dev.slipway.console.Shown;
import dev.slipway.console.TokenForm;
import dev.slipway.identity.HeldToken;
import dev.slipway.identity.IssueToken;
import dev.slipway.identity.ListTokens;
import dev.slipway.identity.RevokeToken;
import dev.slipway.kernel.Slice;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// `/console/tokens`
final class TokensConsole {

    private static final String PATH = "/console/tokens";
    private static final Paging PAGES = Paging.of("tokens page", "me");
    private static final int MOST = 50;

    private final ListTokens listTokens;
    private final IssueToken issueToken;
    private final RevokeToken revokeToken;
    private final Navigation navigation;

    TokensConsole(ListTokens listTokens, IssueToken issueToken, RevokeToken revokeToken, Navigation navigation) {
        this.listTokens = listTokens;
        this.issueToken = issueToken;
        this.revokeToken = revokeToken;
        this.navigation = navigation;
    }

    HttpResponse answer(HttpRequest request, Visit visit) {
        request.notes().action("console.tokens");
        return Shown.answer(
                request,
                visit,
                shown -> show(shown, 200, PAGES.slice(request, MOST), TokensPage.Draft.EMPTY, UnaryOperator.identity()),
                this::take);
    }

    private HttpResponse take(Shown.Form form) {
        return switch (form.field("act")) {
            case "create" -> create(form);
            case "revoke" -> revoke(form);
            default -> form.unknown();
        };
    }

    private HttpResponse create(Shown.Form form) {
        form.shown().request().notes().action("console.token.create");
        return switch (TokenForm.read(form, form.visit().at())) {
            case TokenForm.Wrong(var draft) -> again(form.shown(), draft, "Nothing was made yet: look below.");
            case TokenForm.Right(var request, var draft) ->
                switch (issueToken.toOneself(form.visit(), request)) {
                    case IssueToken.Outcome.Issued(var token, var credential) -> {
                        var fresh = new TokensPage.Fresh(
                                token, credential.name(), form.visit().registry(), Optional.empty());
                        yield show(
                                form.shown(),
                                200,
                                Slice.first(MOST),
                                TokensPage.Draft.EMPTY,
                                Optional.of(fresh),
                                chrome -> chrome);
                    }
                    case IssueToken.Outcome.Refused(var why) -> form.shown().refused(why, PATH);
                    case IssueToken.Outcome.NotGranted(var why) ->
                        again(form.shown(), draft, TokenProblems.of(why).detail());
                };
        };
    }

    private HttpResponse revoke(Shown.Form form) {
        form.shown().request().notes().action("console.token.revoke");
        return switch (revokeToken.byId(form.visit(), new TokenId(form.field("token")))) {
            // Twice is as good as once: the token is gone, and the list shows it.
            case RevokeToken.Outcome.Revoked _,
                    RevokeToken.Outcome.AlreadyRevoked _,
                    RevokeToken.Outcome.NoSuchToken _ -> HttpResponse.seeOther(PATH);
            case RevokeToken.Outcome.Refused(var why) -> form.shown().refused(why, PATH);
        };
    }

    private HttpResponse again(Shown shown, TokensPage.Draft draft, String sentence) {
        return show(shown, 400, Slice.first(MOST), draft, chrome -> chrome.withProblem(sentence));
    }

    private HttpResponse show(
            Shown shown, int status, Slice slice, TokensPage.Draft draft, UnaryOperator<Chrome> message) {
        return show(shown, status, slice, draft, Optional.empty(), message);
    }

    private HttpResponse show(
            Shown shown,
            int status,
            Slice slice,
            TokensPage.Draft draft,
            Optional<TokensPage.Fresh> fresh,
            UnaryOperator<Chrome> message) {
        return switch (listTokens.run(shown.visit(), slice)) {
            case ListTokens.Outcome.Found(var holder, var page) -> {
                var rows = page.items().stream()
                        .map(held -> row(held, shown.visit()))
                        .toList();
                var frame = message.apply(shown.chrome(navigation, holder));
                yield shown.page(status, new TokensPage(frame, draft, fresh, rows, PAGES.next(page)));
            }
            case ListTokens.Outcome.Refused(var why) -> shown.refused(why, PATH);
        };
    }

    private static TokensPage.Row row(HeldToken held, Visit visit) {
        var credential = held.credential();
        return new TokensPage.Row(
                credential.id(),
                credential.name(),
                credential.prefix(),
                credential.scopes(),
                credential.limits(),
                credential.createdAt(),
                credential.expiresAt(),
                credential.lastSeen(),
                !credential.validAt(visit.at()));
    }
}
