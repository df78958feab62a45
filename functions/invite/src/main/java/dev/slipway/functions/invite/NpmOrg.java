package dev.slipway.functions.invite;

import dev.slipway.access.Principal;
import dev.slipway.access.Role;
import dev.slipway.adapters.lambda.HttpRequest;
import dev.slipway.adapters.lambda.HttpResponse;
import dev.slipway.adapters.lambda.JsonBody;
import dev.slipway.adapters.lambda.JsonText;
import dev.slipway.adapters.lambda.Problem;
import dev.slipway.audit.Visit;
import dev.slipway.kernel.Handle;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.org.EnlistMember;
import dev.slipway.org.Invitation;
import dev.slipway.org.ListMembers;
import dev.slipway.org.Member;
import dev.slipway.org.RemoveMember;

/// `npm org`, `/-/org/{org}/user`.
///
/// npm calls a member developer, and so do its answers, so that what `npm org ls` shows can be given to `npm org set`.
/// Our other roles have no word of npm's and keep their own.
final class NpmOrg {

    private static final String DEVELOPER = "developer";

    private final ListMembers list;
    private final EnlistMember enlist;
    private final RemoveMember remove;

    NpmOrg(ListMembers list, EnlistMember enlist, RemoveMember remove) {
        this.list = list;
        this.enlist = enlist;
        this.remove = remove;
    }

    HttpResponse users(HttpRequest request, Visit visit) {
        var org = new OrgSlug(request.parameter("org"));
        request.notes().organization(org);
        return switch (request.method()) {
            case "GET", "HEAD" -> list(request, visit, org);
            case "PUT" -> set(request, visit, org);
            case "DELETE" -> remove(request, visit, org);
            default -> Problem.methodNotAllowed("GET, PUT, DELETE").answer(request);
        };
    }

    private HttpResponse list(HttpRequest request, Visit visit, OrgSlug org) {
        request.notes().action("npm.org.list");
        return switch (list.all(visit, org)) {
            case ListMembers.Outcome.Listed(var page) ->
                HttpResponse.json(
                        200,
                        JsonText.of(json -> page.items().forEach(member -> json.text(handle(member), word(member)))));
            case ListMembers.Outcome.Refused(var why) -> Problem.of(why).answer(request);
        };
    }

    private HttpResponse set(HttpRequest request, Visit visit, OrgSlug org) {
        request.notes().action("npm.org.set");
        var body = JsonBody.ofPackageManager(request);
        var handle = new Handle(body.text("user"));
        var role = role(body.text("role"));
        return switch (enlist.run(visit, org, handle, role)) {
            case EnlistMember.Outcome.Changed(var member, var members) ->
                HttpResponse.json(200, membership(org, members, handle, member.role()));
            case EnlistMember.Outcome.Invited(var person, var offered, var mail, var members) ->
                HttpResponse.json(202, membership(org, members, handle, offered))
                        .with("npm-notice", invited(person, org, mail));
            case EnlistMember.Outcome.AlreadyInvited(var person, var offered, var members) ->
                HttpResponse.json(202, membership(org, members, handle, offered))
                        .with("npm-notice", waiting(person, org, offered));
            case EnlistMember.Outcome.NotInvited(var result) ->
                InviteProblems.of(result).answer(request);
            case EnlistMember.Outcome.NoSuchAccount _ ->
                InviteProblems.noSuchAccount(handle).answer(request);
            case EnlistMember.Outcome.NoAddress _ ->
                InviteProblems.noAddress(handle).answer(request);
            case EnlistMember.Outcome.AboveOneself(var above) ->
                InviteProblems.aboveOneself(above).answer(request);
            case EnlistMember.Outcome.PersonalOrganization _ ->
                InviteProblems.personal(org).answer(request);
            case EnlistMember.Outcome.LastOwner _ ->
                InviteProblems.lastOwner(org).answer(request);
            case EnlistMember.Outcome.BreakGlass(var owner) ->
                InviteProblems.breakGlass(owner).answer(request);
            case EnlistMember.Outcome.NoSeatLeft _ ->
                InviteProblems.noSeatLeft(org).answer(request);
            case EnlistMember.Outcome.TooManyMails(var wait) -> Problem.tooFast(wait, request);
            case EnlistMember.Outcome.Busy _ ->
                InviteProblems.organizationBusy().answer(request);
            case EnlistMember.Outcome.Refused(var why) -> Problem.of(why).answer(request);
        };
    }

    private HttpResponse remove(HttpRequest request, Visit visit, OrgSlug org) {
        request.notes().action("npm.org.remove");
        var handle = new Handle(JsonBody.ofPackageManager(request).text("user"));
        return switch (remove.run(visit, org, handle)) {
            case RemoveMember.Outcome.Removed _ -> HttpResponse.empty(204);
            case RemoveMember.Outcome.NoSuchMember _ ->
                InviteProblems.noSuchMember(handle, org).answer(request);
            case RemoveMember.Outcome.AboveOneself(var above) ->
                InviteProblems.aboveOneself(above).answer(request);
            case RemoveMember.Outcome.LastOwner _ ->
                InviteProblems.lastOwner(org).answer(request);
            case RemoveMember.Outcome.BreakGlass(var owner) ->
                InviteProblems.breakGlass(owner).answer(request);
            case RemoveMember.Outcome.Busy _ ->
                InviteProblems.organizationBusy().answer(request);
            case RemoveMember.Outcome.Refused(var why) -> Problem.of(why).answer(request);
        };
    }

    /// npm prints all of it, as if the person were a member; that an invited one isn't yet, its notice says.
    private static String membership(OrgSlug org, int members, Handle handle, Role role) {
        return JsonText.of(json -> json.object(
                        "org",
                        organization -> organization.text("name", org.value()).number("size", members))
                .text("user", handle.value())
                .text("role", word(role)));
    }

    private static String invited(Principal.Person person, OrgSlug org, Invitation.Mail mail) {
        return mail == Invitation.Mail.SENT
                ? person.handle() + " was invited to @" + org + " by mail, and is a member once they accept."
                : person.handle() + " is invited to @" + org
                        + ", but the mail could not be sent: send the invitation again in a while.";
    }

    private static String waiting(Principal.Person person, OrgSlug org, Role offered) {
        return person.handle() + " was invited to @" + org + " before, as " + word(offered)
                + ", and has not answered yet: nothing was changed.";
    }

    private static Role role(String word) {
        return word.equals(DEVELOPER) ? Role.MEMBER : Role.named(word);
    }

    private static String word(Member member) {
        return word(member.role());
    }

    private static String word(Role role) {
        return role == Role.MEMBER ? DEVELOPER : role.wireName();
    }

    private static String handle(Member member) {
        return member.person().handle().value();
    }
}
