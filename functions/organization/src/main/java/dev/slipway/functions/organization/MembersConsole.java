package dev.slipway.functions.organization;

import dev.slipway.access.Credential;
import dev.slipway.access.Role;
import dev.slipway.adapters.lambda.HttpRequest;
import dev.slipway.adapters.lambda.HttpResponse;
import dev.slipway.adapters.lambda.Paging;
import dev.slipway.adapters.lambda.Problem;
import dev.slipway.adapters.web.MembersPage;
import dev.slipway.adapters.web.OrganizationHead;
import dev.slipway.audit.Visit;
import dev.slipway.console.Shown;
import dev.slipway.kernel.AccountId;
import dev.slipway.kernel.Handle;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.org.ChangePoolPlace;
import dev.slipway.org.ChangeRole;
import dev.slipway.org.ListMachineTokens;
import dev.slipway.org.ListMembers;
import dev.slipway.org.MachineToken;
import dev.slipway.org.Member;
import dev.slipway.org.RemoveMember;
import dev.slipway.org.ShowOrganization;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The members of an organization, `/console/organizations/{org}/members`.
final class MembersConsole {

    private final ListMembers list;
    private final ChangeRole change;
    private final RemoveMember remove;
    private final ChangePoolPlace pool;
    private final ShowOrganization show;
    private final ListMachineTokens machineTokens;
    private final Desk desk;
    private final boolean poolSold;

    /// @param poolSold whether a place in the Pool can be bought
    MembersConsole(
            ListMembers list,
            ChangeRole change,
            RemoveMember remove,
            ChangePoolPlace pool,
            ShowOrganization show,
            ListMachineTokens machineTokens,
            Desk desk,
            boolean poolSold) {
        this.list = list;
        this.change = change;
        this.remove = remove;
        this.pool = pool;
        this.show = show;
        this.machineTokens = machineTokens;
        this.desk = desk;
        this.poolSold = poolSold;
    }

    HttpResponse answer(HttpRequest request, Visit visit) {
        request.notes().action("console.members");
        return Shown.answer(
                request, visit, shown -> show(shown, OrganizationsApi.slug(request), Desk.Message.NONE), form -> {
                    var org = OrganizationsApi.slug(request);
                    return switch (form.field("act")) {
                        case "role" -> change(form, org);
                        case "remove" -> remove(form, org, handle(form));
                        case "leave" -> leave(form, org);
                        case "give-pool" -> pool(form, org, true);
                        case "take-pool" -> pool(form, org, false);
                        default -> form.unknown();
                    };
                });
    }

    private HttpResponse change(Shown.Form form, OrgSlug org) {
        form.shown().request().notes().action("console.members.role");
        var handle = handle(form);
        return switch (change.run(form.visit(), org, handle, Role.named(form.field("role")))) {
            case ChangeRole.Outcome.Changed _ -> HttpResponse.seeOther(path(org));
            case ChangeRole.Outcome.NoSuchMember _ -> again(form, org, OrganizationProblems.noSuchMember(handle, org));
            case ChangeRole.Outcome.AboveOneself(var role) -> again(form, org, OrganizationProblems.aboveOneself(role));
            case ChangeRole.Outcome.LastOwner _ -> again(form, org, OrganizationProblems.lastOwner(org));
            case ChangeRole.Outcome.NoSeatLeft _ -> again(form, org, OrganizationProblems.noSeatLeft(org));
            case ChangeRole.Outcome.BreakGlass(var owner) -> again(form, org, OrganizationProblems.breakGlass(owner));
            case ChangeRole.Outcome.Busy _ -> again(form, org, OrganizationProblems.busy());
            case ChangeRole.Outcome.Refused(var why) -> form.shown().refused(why, path(org));
        };
    }

    private HttpResponse pool(Shown.Form form, OrgSlug org, boolean place) {
        form.shown().request().notes().action("console.members.pool");
        var outcome = place ? pool.give(form.visit(), org, handle(form)) : pool.take(form.visit(), org, handle(form));
        return switch (outcome) {
            case ChangePoolPlace.Outcome.Changed _ -> HttpResponse.seeOther(path(org));
            case ChangePoolPlace.Outcome.Refused(var why) -> form.shown().refused(why, path(org));
            case ChangePoolPlace.Outcome other -> again(form, org, PoolApi.problem(org, other));
        };
    }

    private static Handle handle(Shown.Form form) {
        return new Handle(form.field("handle"));
    }

    /// Whoever is signed in, whatever the form says.
    private HttpResponse leave(Shown.Form form, OrgSlug org) {
        return desk.seat(form.shown(), Desk.Message.NONE, path(org), (viewer, _) -> remove(form, org, viewer.handle()));
    }

    private HttpResponse remove(Shown.Form form, OrgSlug org, Handle handle) {
        form.shown().request().notes().action("console.members.remove");
        return switch (remove.run(form.visit(), org, handle)) {
            case RemoveMember.Outcome.Removed(var _, var left) -> HttpResponse.seeOther(left ? "/console" : path(org));
            case RemoveMember.Outcome.NoSuchMember _ ->
                again(form, org, OrganizationProblems.noSuchMember(handle, org));
            case RemoveMember.Outcome.AboveOneself(var role) ->
                again(form, org, OrganizationProblems.aboveOneself(role));
            case RemoveMember.Outcome.LastOwner _ -> again(form, org, OrganizationProblems.lastOwner(org));
            case RemoveMember.Outcome.BreakGlass(var owner) -> again(form, org, OrganizationProblems.breakGlass(owner));
            case RemoveMember.Outcome.Busy _ -> again(form, org, OrganizationProblems.busy());
            case RemoveMember.Outcome.Refused(var why) -> form.shown().refused(why, path(org));
        };
    }

    private HttpResponse again(Shown.Form form, OrgSlug org, Problem problem) {
        return show(form.shown(), org, Desk.Message.of(problem));
    }

    private HttpResponse show(Shown shown, OrgSlug org, Desk.Message message) {
        var paging = Paging.of("members page", org);
        var slice = paging.slice(shown.request());
        return switch (show.run(shown.visit(), org)) {
            case ShowOrganization.Outcome.Refused(var why) -> shown.refused(why, path(org));
            case ShowOrganization.Outcome.Shown found ->
                switch (list.run(shown.visit(), org, slice)) {
                    case ListMembers.Outcome.Refused(var why) -> shown.refused(why, path(org));
                    case ListMembers.Outcome.Listed(var page) ->
                        desk.seat(shown, message, path(org), (viewer, frame) -> {
                            var head = OrganizationHead.of(found, shown.visit().at());
                            var made = made(shown, org, head);
                            var rows = page.items().stream()
                                    .map(member -> row(
                                            member,
                                            head,
                                            viewer.handle(),
                                            made.getOrDefault(member.person().id(), List.of())))
                                    .toList();
                            return shown.page(
                                    message.status(),
                                    new MembersPage(
                                            frame.get(),
                                            head,
                                            rows,
                                            Desk.seats(found),
                                            Desk.pool(found, poolSold),
                                            desk.transfer(shown, found),
                                            paging.next(page)));
                        });
                };
        };
    }

    /// The machine tokens that work, by who made them: whoever removes somebody should know what goes on.
    private Map<AccountId, List<String>> made(Shown shown, OrgSlug org, OrganizationHead head) {
        if (!head.mayManageMembers()) {
            return Map.of();
        }
        return switch (machineTokens.madeByMembers(shown.visit(), org)) {
            case ListMachineTokens.Outcome.Listed(var page) ->
                page.items().stream()
                        .map(MachineToken::credential)
                        .filter(credential -> credential.maker().isPresent())
                        .collect(Collectors.groupingBy(
                                credential -> credential.maker().orElseThrow().id(),
                                Collectors.mapping(Credential::name, Collectors.toList())));
            // Somebody was demoted between two reads.
            case ListMachineTokens.Outcome.Refused _,
                    ListMachineTokens.Outcome.NoSuchMember _,
                    ListMachineTokens.Outcome.NoSuchServiceAccount _ -> Map.of();
        };
    }

    private static MembersPage.Row row(Member member, OrganizationHead head, Handle viewer, List<String> made) {
        var handle = member.person().handle();
        var self = handle.equals(viewer);
        var above = !head.mayManageMembers() || !head.role().mayGive(member.role());
        var mayBecome = above
                ? List.<Role>of()
                : Stream.of(Role.values()).filter(head.role()::mayGive).toList();
        return new MembersPage.Row(
                handle,
                member.role(),
                member.joinedAt(),
                member.lastActive(),
                mayBecome,
                self || !above,
                self,
                made,
                member.inPool(),
                mayChangePool(member, head));
    }

    private static boolean mayChangePool(Member member, OrganizationHead head) {
        return member.role().takesSeat()
                && head.role().mayGive(member.role())
                && (member.inPool() ? head.mayManageMembers() : head.mayInvite());
    }

    private static String path(OrgSlug org) {
        return "/console/organizations/" + org + "/members";
    }
}
