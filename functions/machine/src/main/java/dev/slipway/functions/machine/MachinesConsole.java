package dev.slipway.functions.machine;

import dev.slipway.access.ServiceAccountName;
import dev.slipway.access.TokenId;
import dev.slipway.access.TokenRequest;
import dev.slipway.adapters.lambda.HttpRequest;
import dev.slipway.adapters.lambda.HttpResponse;
import dev.slipway.adapters.lambda.Problem;
import dev.slipway.adapters.lambda.TokenProblems;
import dev.slipway.adapters.web.Field;
import dev.slipway.adapters.web.MachinesPage;
import dev.slipway.adapters.web.TokensPage;
import dev.slipway.audit.Visit;
import dev.slipway.console.OrganizationDesk;
import dev.slipway.console.Shown;
import dev.slipway.console.TokenForm;
import dev.slipway.kernel.Malformed;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.org.CreateServiceAccount;
import dev.slipway.org.DeleteServiceAccount;
import dev.slipway.org.IssueMachineToken;
import dev.slipway.org.RevokeMachineToken;

/// The machines of an organization, `/console/organizations/{org}/machines`.
final class MachinesConsole {

    private final CreateServiceAccount create;
    private final DeleteServiceAccount delete;
    private final IssueMachineToken issue;
    private final RevokeMachineToken revoke;
    private final MachinesShown shown;

    MachinesConsole(
            CreateServiceAccount create,
            DeleteServiceAccount delete,
            IssueMachineToken issue,
            RevokeMachineToken revoke,
            MachinesShown shown) {
        this.create = create;
        this.delete = delete;
        this.issue = issue;
        this.revoke = revoke;
        this.shown = shown;
    }

    HttpResponse answer(HttpRequest request, Visit visit) {
        request.notes().action("console.machines");
        return Shown.answer(
                request,
                visit,
                page -> shown.page(page, OrganizationDesk.slug(request), MachinesShown.View.PLAIN, false),
                form -> {
                    var org = OrganizationDesk.slug(request);
                    return switch (form.field("act")) {
                        case "create-account" -> createAccount(form, org);
                        case "delete-account" -> deleteAccount(form, org);
                        case "issue" -> issue(form, org);
                        case "revoke" -> revoke(form, org);
                        default -> form.unknown();
                    };
                });
    }

    private HttpResponse createAccount(Shown.Form form, OrgSlug org) {
        form.shown().request().notes().action("console.machines.create_account");
        var typed = Field.of(form.field("name").strip());
        ServiceAccountName name;
        try {
            name = new ServiceAccountName(typed.value());
        } catch (Malformed e) {
            return again(form, org, 400, "Nothing was made yet: look below.", drafts(typed.wrong(e.sentence())));
        }
        return switch (create.run(form.visit(), org, name)) {
            case CreateServiceAccount.Outcome.Created _ -> HttpResponse.seeOther(MachinesShown.path(org));
            case CreateServiceAccount.Outcome.NameTaken _ -> {
                var problem = MachineProblems.nameTaken(name, org);
                yield again(form, org, problem.status(), problem.detail(), drafts(typed.wrong(problem.detail())));
            }
            case CreateServiceAccount.Outcome.TooMany(var most) ->
                again(form, org, MachineProblems.tooManyAccounts(most, org));
            case CreateServiceAccount.Outcome.Busy _ -> again(form, org, TokenProblems.busy());
            case CreateServiceAccount.Outcome.Refused(var why) -> form.shown().refused(why, MachinesShown.path(org));
        };
    }

    private HttpResponse deleteAccount(Shown.Form form, OrgSlug org) {
        form.shown().request().notes().action("console.machines.delete_account");
        return switch (delete.run(form.visit(), org, new ServiceAccountName(form.field("account")))) {
            // Twice is as good as once: it is gone, and the list shows it.
            case DeleteServiceAccount.Outcome.Deleted _, DeleteServiceAccount.Outcome.NoSuchServiceAccount _ ->
                HttpResponse.seeOther(MachinesShown.path(org));
            case DeleteServiceAccount.Outcome.Busy _ -> again(form, org, TokenProblems.busy());
            case DeleteServiceAccount.Outcome.Refused(var why) -> form.shown().refused(why, MachinesShown.path(org));
        };
    }

    private HttpResponse issue(Shown.Form form, OrgSlug org) {
        form.shown().request().notes().action("console.machines.issue");
        var account = form.field("account");
        return switch (TokenForm.read(form, form.visit().at())) {
            case TokenForm.Wrong(var draft) ->
                again(form, org, 400, "Nothing was made yet: look below.", drafts(account, draft));
            case TokenForm.Right(var request, var draft) -> {
                try {
                    yield issued(form, org, account, draft, issue(form.visit(), org, account, request));
                } catch (Malformed e) {
                    yield again(form, org, 400, e.sentence(), drafts(account, draft));
                }
            }
        };
    }

    private IssueMachineToken.Outcome issue(Visit visit, OrgSlug org, String account, TokenRequest request) {
        return account.isEmpty()
                ? issue.toOrganization(visit, org, request)
                : issue.toServiceAccount(visit, org, new ServiceAccountName(account), request);
    }

    private HttpResponse issued(
            Shown.Form form, OrgSlug org, String account, TokensPage.Draft draft, IssueMachineToken.Outcome outcome) {
        return switch (outcome) {
            case IssueMachineToken.Outcome.Issued(var token, var credential) -> {
                var fresh = new MachinesPage.Fresh(
                        token, credential.name(), form.visit().registry());
                yield shown.page(form.shown(), org, MachinesShown.View.with(fresh), true);
            }
            case IssueMachineToken.Outcome.NotGranted(var why) ->
                again(form, org, account, draft, TokenProblems.of(why));
            case IssueMachineToken.Outcome.BeyondItsMaker _ ->
                again(form, org, account, draft, MachineProblems.beyondItsMaker());
            case IssueMachineToken.Outcome.NoSuchServiceAccount(var name) ->
                again(form, org, account, draft, MachineProblems.noSuchAccount(name, org));
            case IssueMachineToken.Outcome.TooMany(var most) ->
                again(form, org, account, draft, MachineProblems.tooManyTokens(most, org));
            case IssueMachineToken.Outcome.Busy _ -> again(form, org, account, draft, TokenProblems.busy());
            case IssueMachineToken.Outcome.Refused(var why) -> form.shown().refused(why, MachinesShown.path(org));
        };
    }

    private HttpResponse revoke(Shown.Form form, OrgSlug org) {
        form.shown().request().notes().action("console.machines.revoke");
        return switch (revoke.run(form.visit(), org, new TokenId(form.field("token")))) {
            case RevokeMachineToken.Outcome.Revoked _,
                    RevokeMachineToken.Outcome.AlreadyRevoked _,
                    RevokeMachineToken.Outcome.NoSuchToken _ -> HttpResponse.seeOther(MachinesShown.path(org));
            case RevokeMachineToken.Outcome.Busy _ -> again(form, org, TokenProblems.busy());
            case RevokeMachineToken.Outcome.Refused(var why) -> form.shown().refused(why, MachinesShown.path(org));
        };
    }

    private HttpResponse again(Shown.Form form, OrgSlug org, Problem problem) {
        return again(form, org, problem.status(), problem.detail(), MachinesPage.Drafts.EMPTY);
    }

    private HttpResponse again(Shown.Form form, OrgSlug org, String account, TokensPage.Draft draft, Problem problem) {
        return again(form, org, problem.status(), problem.detail(), drafts(account, draft));
    }

    private HttpResponse again(Shown.Form form, OrgSlug org, int status, String sentence, MachinesPage.Drafts drafts) {
        return shown.page(form.shown(), org, MachinesShown.View.wrong(status, sentence, drafts), true);
    }

    private static MachinesPage.Drafts drafts(Field account) {
        return new MachinesPage.Drafts(account, "", MachinesPage.Drafts.EMPTY.token());
    }

    private static MachinesPage.Drafts drafts(String owner, TokensPage.Draft token) {
        return new MachinesPage.Drafts(Field.EMPTY, owner, token);
    }
}
