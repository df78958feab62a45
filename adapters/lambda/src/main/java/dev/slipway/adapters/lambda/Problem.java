package dev.slipway.adapters.lambda;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.slipway.access.Means;
import dev.slipway.access.Permission;
import dev.slipway.access.Refusal;
import dev.slipway.kernel.Malformed;
import dev.slipway.kernel.OrgSlug;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The one form of an error: [RFC 9457](https://www.rfc-editor.org/rfc/rfc9457), and beside it `code` for programs,
/// `error` for npm, which prints that member and no other, and `requestId` for whoever asks us.
///
/// None sends `WWW-Authenticate`: npm would show a text of its own instead of ours. HTTP asks for that header with a
/// 401; a sentence that says what to do is worth more. The one exception is a wrong address, for which npm's text is
/// the one that people know: package managers get it as a 401 with `ipaddress`, and our sentence as an `npm-notice`,
/// which npm prints above its own. Programs and pages get it as a 403.
///
/// @param code stable, such as `token_expired`; the `type` is a URN of it, so that no page has to be there
/// @param title the same for every problem with this code
/// @param detail one sentence or two for the person at the terminal: what is wrong and what to do
/// @param members what else a program may want to know, strings and numbers
/// @param allow the `Allow` header, on a 405
/// @param refusal what the gatekeeper said, where it is that
public record Problem(
        int status,
        String code,
        String title,
        String detail,
        Map<String, Object> members,
        @Nullable String allow,
        @Nullable Refusal refusal) {

    private static final Set<String> OURS =
            Set.of("type", "title", "status", "detail", "code", "error", "requestId", "instance");

    private static final Set<String> OF_AN_ADDRESS = Set.of("address_not_allowed", "token_network");

    /// A problem of a handler's own.
    public static Problem of(int status, String code, String title, String detail) {
        return new Problem(status, code, title, detail, Map.of(), null, null);
    }

    /// Why the gatekeeper said no, in words for the person who was refused.
    public static Problem of(Refusal refusal) {
        var said = inWords(refusal);
        return new Problem(said.status, said.code, said.title, said.detail, said.members, said.allow, refusal);
    }

    private static Problem inWords(Refusal refusal) {
        return switch (refusal) {
            case Refusal.SignInFirst _ ->
                of(
                        401,
                        "authentication_required",
                        "Sign in first",
                        "Sign in first, with a token of this registry: what you asked for is not public, or"
                                + " it does not exist.");
            case Refusal.SignInAgain _ ->
                of(
                        403,
                        "sign_in_again",
                        "Sign in again",
                        "You signed in too long ago for this: sign in again, and repeat it.");
            case Refusal.TokenUnknown _ ->
                of(
                        401,
                        "token_unknown",
                        "Unknown token",
                        "What was sent is not a token of this registry: check it for a typo.");
            case Refusal.TokenExpired _ ->
                of(401, "token_expired", "Expired token", "This token has expired: put a new one in its place.");
            case Refusal.TokenRevoked _ ->
                of(
                        401,
                        "token_revoked",
                        "Revoked token",
                        "This token was revoked and will not work again: put a new one in its place.");
            case Refusal.NotFound _ ->
                of(
                        404,
                        "not_found",
                        "Not found",
                        "There is nothing here that you may see: it does not exist, or nobody has shared it with you.");
            case Refusal.NotAMember(var org) ->
                of(
                                403,
                                "not_a_member",
                                "Not a member",
                                "You are not a member of @" + org
                                        + ". Check the scope for a typo, or ask an owner or admin" + " of @" + org
                                        + " to invite you.")
                        .with("organization", org.value());
            case Refusal.ScopeTooNarrow(var needed) -> {
                var scope = needed.name().toLowerCase(Locale.ROOT);
                yield of(
                                403,
                                "token_scope",
                                "Token too narrow",
                                "This token does not have the scope \"" + scope + "\", which this needs: use one that"
                                        + " has it.")
                        .with("neededScope", scope);
            }
            case Refusal.NotAPerson _ ->
                of(
                        403,
                        "not_a_person",
                        "For people only",
                        "A machine token can't do this: it needs a person's own token.");
            case Refusal.OutsideNetworks(var address) ->
                of(
                        403,
                        "token_network",
                        "Token not for this address",
                        "This token may not be used from the address " + address
                                + ": use one that may, or make one without an address range.");
            case Refusal.OutsideAllowList(var org, var address) ->
                of(
                                403,
                                "address_not_allowed",
                                "Address not allowed",
                                "@" + org + " lets in requests from certain addresses only, and " + address
                                        + ", which yours came from, is none of them: connect from one that is, or ask"
                                        + " an owner or admin of @" + org + ".")
                        .with("organization", org.value());
            case Refusal.SignInElsewhere(var org, var means) -> {
                var accepted = means.stream()
                        .sorted(Comparator.comparing(Means::value))
                        .toList();
                yield of(
                                403,
                                "sign_in_elsewhere",
                                "Sign in another way",
                                "Members of @" + org + " must sign in "
                                        + accepted.stream().map(Problem::wayIn).collect(Collectors.joining(", or "))
                                        + ". Do so in a browser, and then make a new token, as by `npm login`.")
                        .with("organization", org.value())
                        .with("means", accepted.stream().map(Means::value).collect(Collectors.joining(" ")));
            }
            case Refusal.PaymentDue(var org) ->
                of(402, "payment_due", "Payment due", unpaid(org, "An")).with("organization", org.value());
            case Refusal.OutsidePackages _ ->
                of(
                        403,
                        "token_packages",
                        "Token not for this package",
                        "This token is limited to other packages: use one that is for this package too.");
            case Refusal.NotPermitted(var permission, var org) ->
                of(
                                403,
                                "not_permitted",
                                "Not permitted",
                                "You may not " + inWords(permission) + " @" + org + ". " + whoChanges(permission)
                                        + " of @" + org + " can change that.")
                        .with("organization", org.value());
        };
    }

    /// Input that can't be used. Its sentence is written for people already.
    public static Problem of(Malformed malformed) {
        return of(400, malformed.code(), "Unusable request", malformed.sentence());
    }

    /// Nothing answers at this path. It isn't quoted: it may hold a token.
    public static Problem unknownRoute() {
        return of(
                404,
                "unknown_route",
                "No such address",
                "This registry has nothing at this address. Either the command needs something that it does not offer, or the"
                        + " registry's URL in your settings is wrong.");
    }

    /// @param allowed the methods that the path does answer to, such as `GET, PUT`
    public static Problem methodNotAllowed(String allowed) {
        var detail = "This address answers to " + allowed + " only.";
        return new Problem(405, "method_not_allowed", "Method not allowed", detail, Map.of(), allowed, null);
    }

    /// @param advice a sentence about how to get under the limit
    public static Problem payloadTooLarge(long limitBytes, long actualBytes, String advice) {
        return of(
                        413,
                        "payload_too_large",
                        "Too large",
                        "This is " + actualBytes + " bytes and the limit is " + limitBytes + ". " + advice)
                .with("limitBytes", limitBytes)
                .with("actualBytes", actualBytes);
    }

    /// Too often in too short a time.
    ///
    /// @param wait until it may be tried again; the answer says it as `Retry-After`, in whole seconds
    public static HttpResponse tooFast(Duration wait, HttpRequest request) {
        return tooFast("This was tried too often from here:", wait, request);
    }

    /// @param sentence what was too often, up to when it may be tried again
    static HttpResponse tooFast(String sentence, Duration wait, HttpRequest request) {
        var seconds = Math.max(1, wait.toSeconds());
        return of(429, "too_fast", "Too fast", sentence + " try again in " + inWords(seconds) + ".")
                .with("retryAfterSeconds", seconds)
                .answer(request)
                .with("retry-after", Long.toString(seconds));
    }

    /// Something broke here. Says nothing of what it was; the id leads to the log line that does.
    static Problem internal(String requestId) {
        return of(
                500,
                "internal_error",
                "Internal error",
                "Something broke on our side. Try again; if it goes on, give the request id " + requestId
                        + " to whoever runs this registry.");
    }

    /// A handler let an answer grow past what Lambda passes on. A bug, said in our words and not in the gateway's.
    static Problem responseTooLarge(String requestId) {
        return of(
                500,
                "response_too_large",
                "Answer too large",
                "The answer is larger than this registry can send. Give the request id " + requestId
                        + " to whoever runs it.");
    }

    /// @throws IllegalArgumentException if every problem has a member of that name
    public Problem with(String member, String value) {
        return withMember(member, value);
    }

    /// @throws IllegalArgumentException if every problem has a member of that name
    public Problem with(String member, long value) {
        return withMember(member, value);
    }

    /// The answer to this request.
    public HttpResponse answer(HttpRequest request) {
        request.notes().problem(code);
        if (refusal != null) {
            request.notes().refusal(refusal);
        }
        if (code.equals("payment_due") && members.get("organization") instanceof String org) {
            return withBilling(new BillingPlace(request.registry(), new OrgSlug(org)))
                    .answer(request.requestId());
        }
        return OF_AN_ADDRESS.contains(code) && request.byPackageManager()
                ? fromWrongAddress(request.requestId())
                : answer(request.requestId());
    }

    HttpResponse answer(String requestId) {
        var response = HttpResponse.json(status, json(requestId)).with("content-type", "application/problem+json");
        return allow == null ? response : response.with("allow", allow);
    }

    /// npm wants the word alone, without the parameters that a challenge may have.
    private HttpResponse fromWrongAddress(String requestId) {
        return new Problem(401, code, title, detail, members, allow, refusal)
                .answer(requestId)
                .with("www-authenticate", "ipaddress")
                .with("npm-notice", detail);
    }

    /// Only the answer knows by which URL the client reaches the page. In `error` too, which is all that npm prints.
    private Problem withBilling(BillingPlace place) {
        return new Problem(
                        status, code, title, unpaid(place.org(), "At " + place.url() + " an"), members, allow, refusal)
                .with("billing", place.url());
    }

    /// Admins have no say in bills.
    private static String whoChanges(Permission permission) {
        return permission == Permission.MANAGE_BILLING ? "An owner" : "An owner or admin";
    }

    /// @param an `An`, or where it is, without a point behind the URL that a terminal would take for a part of it
    private static String unpaid(OrgSlug org, String an) {
        return "@" + org + " isn't paid for: reading and installing go on. " + an + " owner or billing manager of @"
                + org + " can make the rest work again: ask one, unless you are.";
    }

    private Problem withMember(String member, Object value) {
        if (OURS.contains(member)) {
            throw new IllegalArgumentException("every problem has a member \"" + member + "\" already");
        }
        var more = new LinkedHashMap<>(members);
        more.put(member, value);
        return new Problem(status, code, title, detail, more, allow, refusal);
    }

    private String json(String requestId) {
        var json = new StringWriter(512);
        try (JsonGenerator generator = Json.FACTORY.createGenerator(json)) {
            generator.writeStartObject();
            generator.writeStringField("type", "urn:slipway:problem:" + code);
            generator.writeStringField("title", title);
            generator.writeNumberField("status", status);
            generator.writeStringField("detail", detail);
            generator.writeStringField("code", code);
            generator.writeStringField("error", detail);
            generator.writeStringField("requestId", requestId);
            for (var member : members.entrySet()) {
                generator.writeFieldName(member.getKey());
                generator.writePOJO(member.getValue());
            }
            generator.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return json.toString();
    }

    /// A path, since it is the same for every name that the registry is reached by.
    private static String wayIn(Means means) {
        return "by " + means.shownName()
                + means.provider().map(name -> ", at /sign-in/with/" + name).orElse("");
    }

    private static String inWords(long seconds) {
        return seconds < 120 ? seconds + " seconds" : (seconds + 59) / 60 + " minutes";
    }

    private static String inWords(Permission permission) {
        return switch (permission) {
            case SEE_ORGANIZATION -> "see";
            case BELONG -> "act as a member of";
            case MANAGE_BILLING -> "see or pay the bills of";
            case MANAGE_WEBHOOKS -> "see or change the webhooks of";
            case READ_AUDIT_LOG -> "read the audit log of";
            case CHANGE_SETTINGS -> "change the settings of";
            case OWN_ORGANIZATION -> "appoint owners of, hand over or delete";
            case READ_PACKAGES -> "read the packages of";
            // In the same words, or whoever may do neither would learn whether the package is there.
            case PUBLISH_PACKAGES, CREATE_PACKAGES -> "publish, tag or deprecate packages of";
            case MANAGE_PACKAGE -> "manage this package of";
            case INVITE_MEMBERS -> "invite people to";
            case MANAGE_MEMBERS -> "manage the members of";
            case MANAGE_TEAMS -> "manage the teams of";
            case MANAGE_SERVICE_ACCOUNTS -> "manage the service accounts of";
            case ISSUE_MACHINE_TOKENS, MANAGE_MACHINE_TOKENS -> "manage the machine tokens of";
        };
    }
}
