package dev.slipway.functions.account;

import dev.slipway.access.Credential;
import dev.slipway.access.Scope;
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
import dev.slipway.identity.Account;
import dev.slipway.identity.HeldToken;
import dev.slipway.identity.IssueToken;
import dev.slipway.identity.ListTokens;
import dev.slipway.identity.ReadProfile;
import dev.slipway.identity.RevokeToken;
import dev.slipway.kernel.DisplayName;
import dev.slipway.kernel.Email;
import dev.slipway.kernel.Slice;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/// `npm token` and `npm profile`.
final class NpmTokens {

    private static final Paging PAGES = Paging.of("npm tokens", "me");
    /// npm asks for the next page as long as there is one, and shows all of them.
    private static final int AT_A_TIME = 100;

    private final ReadProfile readProfile;
    private final ListTokens listTokens;
    private final IssueToken issueToken;
    private final RevokeToken revokeToken;
    private final ShownTokens shownTokens;

    NpmTokens(
            ReadProfile readProfile,
            ListTokens listTokens,
            IssueToken issueToken,
            RevokeToken revokeToken,
            ShownTokens shownTokens) {
        this.readProfile = readProfile;
        this.listTokens = listTokens;
        this.issueToken = issueToken;
        this.revokeToken = revokeToken;
        this.shownTokens = shownTokens;
    }

    /// `/-/npm/v1/user`
    HttpResponse profile(HttpRequest request, Visit visit) {
        request.notes().action("profile.read");
        return switch (request.method()) {
            case "GET", "HEAD" ->
                switch (readProfile.run(visit)) {
                    case ReadProfile.Outcome.Found(var account) -> HttpResponse.json(200, profile(account));
                    case ReadProfile.Outcome.Refused(var why) -> Problem.of(why).answer(request);
                };
            case "POST" -> {
                request.notes().action("profile.change");
                yield Problem.of(
                                400,
                                "unsupported_change",
                                "Not kept here",
                                "A profile is not changed by npm here: there are no passwords and no second factor, and an"
                                        + " address is added by signing in with it.")
                        .answer(request);
            }
            default -> Problem.methodNotAllowed("GET, POST").answer(request);
        };
    }

    private static String profile(Account account) {
        var email = account.emails().stream().map(Email::value).sorted().findFirst();
        return JsonText.of(json -> json.flag("tfa", false)
                .text("name", account.handle().value())
                .text("fullname", account.displayName().map(DisplayName::value))
                .text("email", email)
                .flag("email_verified", email.isPresent())
                .instant("created", account.createdAt())
                .instant("updated", account.createdAt()));
    }

    /// `/-/npm/v1/tokens`
    HttpResponse tokens(HttpRequest request, Visit visit) {
        return switch (request.method()) {
            case "GET", "HEAD" -> list(request, visit);
            case "POST" -> create(request, visit);
            default -> Problem.methodNotAllowed("GET, POST").answer(request);
        };
    }

    private HttpResponse list(HttpRequest request, Visit visit) {
        request.notes().action("tokens.list");
        var slice = new Slice(PAGES.slice(request).after(), AT_A_TIME);
        return switch (listTokens.run(visit, slice)) {
            case ListTokens.Outcome.Found(var _, var page) -> {
                // npm has no word for an expired token.
                var valid = page.items().stream()
                        .map(HeldToken::credential)
                        .filter(credential -> credential.validAt(visit.at()))
                        .toList();
                var next = PAGES.next(page)
                        .map(cursor -> visit.registry() + "/-/npm/v1/tokens?cursor="
                                + URLEncoder.encode(cursor, StandardCharsets.UTF_8));
                yield HttpResponse.json(
                        200,
                        JsonText.of(json -> json.objects("objects", valid, (object, credential) -> {
                                    object.text("token", credential.prefix());
                                    write(object, credential);
                                })
                                .number("total", valid.size())
                                .object("urls", urls -> urls.text("next", next))));
            }
            case ListTokens.Outcome.Refused(var why) -> Problem.of(why).answer(request);
        };
    }

    private HttpResponse create(HttpRequest request, Visit visit) {
        request.notes().action("token.create");
        var wish = NpmTokenRequest.read(JsonBody.ofPackageManager(request));
        return switch (issueToken.toOneself(visit, wish)) {
            case IssueToken.Outcome.Issued(var token, var credential) ->
                HttpResponse.json(200, JsonText.of(json -> {
                            json.text("token", token.secret());
                            write(json, credential);
                        }))
                        .with("cache-control", "no-store");
            case IssueToken.Outcome.Refused(var why) -> Problem.of(why).answer(request);
            case IssueToken.Outcome.NotGranted(var why) -> TokenProblems.of(why).answer(request);
        };
    }

    /// `/-/npm/v1/tokens/token/<key or token>`: npm has found the whole key by the beginning of it that somebody typed.
    HttpResponse token(HttpRequest request, Visit visit) {
        request.notes().action("token.revoke");
        return switch (request.method()) {
            case "DELETE" ->
                switch (revoke(request.parameter("token"), visit)) {
                    case ShownTokens.Revocation.Done _ -> HttpResponse.empty(204);
                    case ShownTokens.Revocation.DoneBefore _, ShownTokens.Revocation.NoSuchToken _ ->
                        TokenProblems.noSuchToken().answer(request);
                    case ShownTokens.Revocation.NotDone(var why) -> why.answer(request);
                };
            default -> Problem.methodNotAllowed("DELETE").answer(request);
        };
    }

    private ShownTokens.Revocation revoke(String keyOrToken, Visit visit) {
        return keyOrToken.startsWith("slp_")
                ? shownTokens.revoke(visit, keyOrToken)
                : ShownTokens.ofPerson(revokeToken.byId(visit, new TokenId(keyOrToken)));
    }

    private static void write(JsonText json, Credential credential) {
        json.text("key", credential.id().value())
                .text("name", credential.name())
                .texts("scopes", TokenText.scopes(credential.scopes()))
                .texts("packages", TokenText.sorted(credential.limits().packages()))
                .texts("cidr_whitelist", TokenText.sorted(credential.limits().networks()))
                .flag("readonly", !Scope.PUBLISH.within(credential.scopes()))
                .instant("created", credential.createdAt())
                .instant("updated", credential.createdAt())
                .instant("expires", credential.expiresAt());
    }
}
