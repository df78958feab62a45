package dev.slipway.functions.account;

import dev.slipway.access.TokenId;
import dev.slipway.adapters.lambda.HttpRequest;
import dev.slipway.adapters.lambda.HttpResponse;
import dev.slipway.adapters.lambda.JsonBody;
import dev.slipway.adapters.lambda.JsonText;
import dev.slipway.adapters.lambda.Paging;
import dev.slipway.adapters.lambda.Problem;
import dev.slipway.adapters.lambda.TokenProblems;
import dev.slipway.adapters.lambda.TokenText;
import dev.slipway.audit.Visit;
import dev.slipway.identity.IssueToken;
import dev.slipway.identity.ListSessions;
import dev.slipway.identity.ListTokens;
import dev.slipway.identity.ReadProfile;
import dev.slipway.identity.RevokeSession;
import dev.slipway.identity.RevokeToken;
import dev.slipway.kernel.DisplayName;
import dev.slipway.kernel.Email;

/// Our own API about whoever asks, `/api/v1/me`.
final class MeApi {

    private static final Paging TOKENS = Paging.of("tokens", "me");
    private static final Paging SESSIONS = Paging.of("sessions", "me");

    private final ReadProfile readProfile;
    private final ListTokens listTokens;
    private final IssueToken issueToken;
    private final RevokeToken revokeToken;
    private final ListSessions listSessions;
    private final RevokeSession revokeSession;

    MeApi(
            ReadProfile readProfile,
            ListTokens listTokens,
            IssueToken issueToken,
            RevokeToken revokeToken,
            ListSessions listSessions,
            RevokeSession revokeSession) {
        this.readProfile = readProfile;
        this.listTokens = listTokens;
        this.issueToken = issueToken;
        this.revokeToken = revokeToken;
        this.listSessions = listSessions;
        this.revokeSession = revokeSession;
    }

    HttpResponse profile(HttpRequest request, Visit visit) {
        request.notes().action("me.read");
        return switch (request.method()) {
            case "GET", "HEAD" ->
                switch (readProfile.run(visit)) {
                    case ReadProfile.Outcome.Found(var account) ->
                        HttpResponse.json(
                                200,
                                JsonText.of(json -> json.text("id", account.id().value())
                                        .text("handle", account.handle().value())
                                        .text(
                                                "displayName",
                                                account.displayName().map(DisplayName::value))
                                        .texts(
                                                "emails",
                                                account.emails().stream()
                                                        .map(Email::value)
                                                        .sorted()
                                                        .toList())
                                        .instant("createdAt", account.createdAt())));
                    case ReadProfile.Outcome.Refused(var why) -> Problem.of(why).answer(request);
                };
            default -> Problem.methodNotAllowed("GET").answer(request);
        };
    }

    HttpResponse tokens(HttpRequest request, Visit visit) {
        return switch (request.method()) {
            case "GET", "HEAD" -> listTokens(request, visit);
            case "POST" -> issueToken(request, visit);
            default -> Problem.methodNotAllowed("GET, POST").answer(request);
        };
    }

    private HttpResponse listTokens(HttpRequest request, Visit visit) {
        request.notes().action("tokens.list");
        return switch (listTokens.run(visit, TOKENS.slice(request))) {
            case ListTokens.Outcome.Found(var _, var page) ->
                HttpResponse.json(
                        200,
                        JsonText.of(json -> json.objects(
                                        "items", page.items(), (item, held) -> TokenText.write(item, held.credential()))
                                .text("next", TOKENS.next(page))));
            case ListTokens.Outcome.Refused(var why) -> Problem.of(why).answer(request);
        };
    }

    private HttpResponse issueToken(HttpRequest request, Visit visit) {
        request.notes().action("token.create");
        var body = JsonBody.of(request, "name", "scopes", "expires", "networks", "packages");
        return switch (issueToken.toOneself(visit, TokenText.read(body))) {
            case IssueToken.Outcome.Issued(var token, var credential) ->
                HttpResponse.json(201, JsonText.of(json -> {
                            json.text("token", token.secret());
                            TokenText.write(json, credential);
                        }))
                        .with("cache-control", "no-store");
            case IssueToken.Outcome.Refused(var why) -> Problem.of(why).answer(request);
            case IssueToken.Outcome.NotGranted(var why) -> TokenProblems.of(why).answer(request);
        };
    }

    HttpResponse token(HttpRequest request, Visit visit) {
        request.notes().action("token.revoke");
        return switch (request.method()) {
            case "DELETE" ->
                switch (revokeToken.byId(visit, new TokenId(request.parameter("token")))) {
                    case RevokeToken.Outcome.Revoked _ -> HttpResponse.empty(204);
                    case RevokeToken.Outcome.AlreadyRevoked _, RevokeToken.Outcome.NoSuchToken _ ->
                        TokenProblems.noSuchToken().answer(request);
                    case RevokeToken.Outcome.Refused(var why) -> Problem.of(why).answer(request);
                };
            default -> Problem.methodNotAllowed("DELETE").answer(request);
        };
    }

    HttpResponse sessions(HttpRequest request, Visit visit) {
        return switch (request.method()) {
            case "GET", "HEAD" -> listSessions(request, visit);
            case "DELETE" -> {
                request.notes().action("sessions.revoke");
                yield revoked(request, revokeSession.allOthers(visit));
            }
            default -> Problem.methodNotAllowed("GET, DELETE").answer(request);
        };
    }

    private HttpResponse listSessions(HttpRequest request, Visit visit) {
        request.notes().action("sessions.list");
        return switch (listSessions.run(visit, SESSIONS.slice(request))) {
            case ListSessions.Outcome.Found(var _, var page, var current) ->
                HttpResponse.json(
                        200,
                        JsonText.of(json -> json.objects(
                                        "items",
                                        page.items(),
                                        (item, held) -> TokenText.writeSession(item, held.credential(), current))
                                .text("next", SESSIONS.next(page))));
            case ListSessions.Outcome.Refused(var why) -> Problem.of(why).answer(request);
        };
    }

    HttpResponse session(HttpRequest request, Visit visit) {
        request.notes().action("session.revoke");
        return switch (request.method()) {
            case "DELETE" -> revoked(request, revokeSession.run(visit, new TokenId(request.parameter("session"))));
            default -> Problem.methodNotAllowed("DELETE").answer(request);
        };
    }

    private static HttpResponse revoked(HttpRequest request, RevokeSession.Outcome outcome) {
        return switch (outcome) {
            case RevokeSession.Outcome.Revoked _ -> HttpResponse.empty(204);
            case RevokeSession.Outcome.NoSuchSession _ ->
                TokenProblems.noSuchSession().answer(request);
            case RevokeSession.Outcome.Refused(var why) -> Problem.of(why).answer(request);
        };
    }
}
