package dev.slipway.functions.invite;

import dev.slipway.access.Role;
import dev.slipway.access.TeamName;
import dev.slipway.adapters.lambda.BillingProblems;
import dev.slipway.adapters.lambda.HttpRequest;
import dev.slipway.adapters.lambda.HttpResponse;
import dev.slipway.adapters.lambda.JsonBody;
import dev.slipway.adapters.lambda.JsonText;
import dev.slipway.adapters.lambda.Paging;
import dev.slipway.adapters.lambda.Problem;
import dev.slipway.audit.Visit;
import dev.slipway.kernel.Malformed;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.org.IdempotencyKey;
import dev.slipway.org.InvitationId;
import dev.slipway.org.InviteMembers;
import dev.slipway.org.InviteMembers.What;
import dev.slipway.org.ListInvitations;
import dev.slipway.org.ResendInvitation;
import dev.slipway.org.RevokeInvitation;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Collectors;

/// Invitations by our own API, `/api/v1/orgs/{org}/invitations`.
final class InvitationsApi {

    private final InviteMembers invite;
    private final ListInvitations list;
    private final ResendInvitation resend;
    private final RevokeInvitation revoke;

    InvitationsApi(InviteMembers invite, ListInvitations list, ResendInvitation resend, RevokeInvitation revoke) {
        this.invite = invite;
        this.list = list;
        this.resend = resend;
        this.revoke = revoke;
    }

    HttpResponse invitations(HttpRequest request, Visit visit) {
        var org = organization(request);
        return switch (request.method()) {
            case "GET", "HEAD" -> list(request, visit, org);
            case "POST" -> invite(request, visit, org);
            default -> Problem.methodNotAllowed("GET, POST").answer(request);
        };
    }

    private HttpResponse list(HttpRequest request, Visit visit, OrgSlug org) {
        request.notes().action("invitations.list");
        var state = request.query("state").orElse("pending");
        var paging = Paging.of("invitations " + state, org);
        var slice = paging.slice(request);
        var outcome = switch (state) {
            case "pending" -> list.pending(visit, org, slice);
            case "past" -> list.past(visit, org, slice);
            case "all" -> list.all(visit, org, slice);
            default -> throw new Malformed("invalid_state", "\"state\" must be pending, past or all.");
        };
        return switch (outcome) {
            case ListInvitations.Outcome.Listed(var page, var there) ->
                HttpResponse.json(
                        200,
                        JsonText.of(json -> json.objects(
                                        "items",
                                        page.items(),
                                        (item, invitation) -> InvitationText.write(item, invitation, there))
                                .text("next", paging.next(page))));
            case ListInvitations.Outcome.Refused(var why) -> Problem.of(why).answer(request);
        };
    }

    private HttpResponse invite(HttpRequest request, Visit visit, OrgSlug org) {
        request.notes().action("members.invite");
        var body = JsonBody.of(request, "emails", "role", "teams", "pool");
        var teams = body.findTexts("teams").orElse(List.of()).stream()
                .map(TeamName::new)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        var addresses = body.findTexts("emails")
                .orElseThrow(() -> new Malformed("missing_field", "The field \"emails\" is missing."));
        var wish = new InviteMembers.Wish(
                addresses,
                Role.named(body.text("role")),
                teams,
                body.findFlag("pool").orElse(false));
        var outcome = request.header("idempotency-key")
                .map(IdempotencyKey::new)
                .map(key -> invite.run(visit, org, wish, key))
                .orElseGet(() -> invite.run(visit, org, wish));
        return switch (outcome) {
            case InviteMembers.Outcome.Done(var results, var again) -> {
                var answer = answer(request, results, wish);
                yield again ? answer.with("idempotent-replayed", "true") : answer;
            }
            case InviteMembers.Outcome.AboveOneself(var role) ->
                InviteProblems.aboveOneself(role).answer(request);
            case InviteMembers.Outcome.TeamsByAdmins _ ->
                InviteProblems.teamsByAdmins().answer(request);
            case InviteMembers.Outcome.NoSuchTeam(var name) ->
                InviteProblems.noSuchTeam(name, org).answer(request);
            case InviteMembers.Outcome.PersonalOrganization _ ->
                InviteProblems.personal(org).answer(request);
            case InviteMembers.Outcome.KeyReused _ -> InviteProblems.keyReused().answer(request);
            case InviteMembers.Outcome.StillRunning(var wait) ->
                InviteProblems.stillRunning().answer(request).with("retry-after", Long.toString(wait.toSeconds()));
            case InviteMembers.Outcome.PoolUnpaid(var _, var why) ->
                BillingProblems.of(org, why).answer(request);
            case InviteMembers.Outcome.TooManyMails(var wait) -> Problem.tooFast(wait, request);
            case InviteMembers.Outcome.Refused(var why) -> Problem.of(why).answer(request);
        };
    }

    /// One address that was refused is a refusal. Of several, each has a result, and the call has done what it could.
    private static HttpResponse answer(
            HttpRequest request, List<InviteMembers.Result> results, InviteMembers.Wish wish) {
        if (results.size() == 1 && results.getFirst().what() != What.INVITED) {
            return InviteProblems.of(results.getFirst()).answer(request);
        }
        var anybody = results.stream().anyMatch(result -> result.what() == What.INVITED);
        return HttpResponse.json(
                anybody ? 201 : 200,
                JsonText.of(json -> json.objects(
                        "items", results, (item, result) -> InvitationText.writeResult(item, result, wish))));
    }

    HttpResponse invitation(HttpRequest request, Visit visit) {
        request.notes().action("invitation.revoke");
        var org = organization(request);
        var id = new InvitationId(request.parameter("invitation"));
        return switch (request.method()) {
            case "DELETE" ->
                switch (revoke.run(visit, org, id)) {
                    case RevokeInvitation.Outcome.Revoked _ -> HttpResponse.empty(204);
                    case RevokeInvitation.Outcome.Ended(var fate) ->
                        InviteProblems.ended(fate).answer(request);
                    case RevokeInvitation.Outcome.NoSuchInvitation _ ->
                        InviteProblems.noSuchInvitation().answer(request);
                    case RevokeInvitation.Outcome.AboveOneself(var role) ->
                        InviteProblems.aboveOneself(role).answer(request);
                    case RevokeInvitation.Outcome.Busy _ ->
                        InviteProblems.busy().answer(request);
                    case RevokeInvitation.Outcome.Refused(var why) ->
                        Problem.of(why).answer(request);
                };
            default -> Problem.methodNotAllowed("DELETE").answer(request);
        };
    }

    HttpResponse resend(HttpRequest request, Visit visit) {
        request.notes().action("invitation.resend");
        var org = organization(request);
        var id = new InvitationId(request.parameter("invitation"));
        return switch (request.method()) {
            case "POST" ->
                switch (resend.run(visit, org, id)) {
                    case ResendInvitation.Outcome.Resent(var invitation, var there) ->
                        HttpResponse.json(200, JsonText.of(json -> InvitationText.write(json, invitation, there)));
                    case ResendInvitation.Outcome.TeamsByAdmins _ ->
                        InviteProblems.teamsByAdmins().answer(request);
                    case ResendInvitation.Outcome.Ended(var fate) ->
                        InviteProblems.ended(fate).answer(request);
                    case ResendInvitation.Outcome.NoSuchInvitation _ ->
                        InviteProblems.noSuchInvitation().answer(request);
                    case ResendInvitation.Outcome.ResentMeanwhile _ ->
                        InviteProblems.busy().answer(request);
                    case ResendInvitation.Outcome.AboveOneself(var role) ->
                        InviteProblems.aboveOneself(role).answer(request);
                    case ResendInvitation.Outcome.TooManyMails(var wait) -> Problem.tooFast(wait, request);
                    case ResendInvitation.Outcome.Refused(var why) ->
                        Problem.of(why).answer(request);
                };
            default -> Problem.methodNotAllowed("POST").answer(request);
        };
    }

    private static OrgSlug organization(HttpRequest request) {
        var org = new OrgSlug(request.parameter("org"));
        request.notes().organization(org);
        return org;
    }
}
