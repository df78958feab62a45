package dev.slipway.functions.machine;

import dev.slipway.access.Permission;
import dev.slipway.access.Principal;
import dev.slipway.access.Refusal;
import dev.slipway.adapters.lambda.HttpResponse;
import dev.slipway.adapters.lambda.Paging;
import dev.slipway.adapters.web.MachinesPage;
import dev.slipway.adapters.web.OrganizationHead;
import dev.slipway.console.Shown;
import dev.slipway.identity.WhoAmI;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.kernel.Page;
import dev.slipway.kernel.Slice;
import dev.slipway.org.ListMachineTokens;
import dev.slipway.org.ListServiceAccounts;
import dev.slipway.org.MachineToken;
import dev.slipway.org.ServiceAccount;
import dev.slipway.org.ShowOrganization;
import dev.slipway.org.TeamedAccount;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The page of an organization's machines, from what is read for it.
final class MachinesShown {

    private static final int MOST = 50;

    private final ShowOrganization show;
    private final ListServiceAccounts listAccounts;
    private final ListMachineTokens listTokens;
    private final WhoAmI whoAmI;

    MachinesShown(
            ShowOrganization show, ListServiceAccounts listAccounts, ListMachineTokens listTokens, WhoAmI whoAmI) {
        this.show = show;
        this.listAccounts = listAccounts;
        this.listTokens = listTokens;
        this.whoAmI = whoAmI;
    }

    /// What is particular to this time that it is shown.
    ///
    /// @param problem what is wrong, above everything else
    /// @param fresh the token that was just made
    record View(int status, Optional<String> problem, MachinesPage.Drafts drafts, Optional<MachinesPage.Fresh> fresh) {

        static final View PLAIN = new View(200, Optional.empty(), MachinesPage.Drafts.EMPTY, Optional.empty());

        static View wrong(int status, String sentence, MachinesPage.Drafts drafts) {
            return new View(status, Optional.of(sentence), drafts, Optional.empty());
        }

        static View with(MachinesPage.Fresh fresh) {
            return new View(200, Optional.empty(), MachinesPage.Drafts.EMPTY, Optional.of(fresh));
        }
    }

    HttpResponse page(Shown shown, OrgSlug org, View view, boolean fromTheBeginning) {
        var paging = Paging.of("machine tokens page", org);
        var slice = fromTheBeginning ? Slice.first(MOST) : paging.slice(shown.request(), MOST);
        return switch (show.run(shown.visit(), org)) {
            case ShowOrganization.Outcome.Refused(var why) -> shown.refused(why, path(org));
            case ShowOrganization.Outcome.Shown found
            when found.role().isEmpty() -> shown.refused(new Refusal.NotAPerson(), path(org));
            case ShowOrganization.Outcome.Shown found ->
                switch (listAccounts.run(shown.visit(), org, Slice.first(ServiceAccount.MOST))) {
                    case ListServiceAccounts.Outcome.Refused(var why) -> shown.refused(why, path(org));
                    case ListServiceAccounts.Outcome.Listed(var accounts) -> {
                        var tokens = found.may().contains(Permission.MANAGE_MACHINE_TOKENS)
                                ? tokens(shown, org, slice)
                                : new Page<MachineToken>(List.of(), Optional.empty());
                        yield page(shown, found, view, accounts.items(), tokens, paging.next(tokens));
                    }
                };
        };
    }

    private HttpResponse page(
            Shown shown,
            ShowOrganization.Outcome.Shown found,
            View view,
            List<TeamedAccount> accounts,
            Page<MachineToken> tokens,
            Optional<String> next) {
        var organization = found.organization();
        var head = new OrganizationHead(
                organization.slug(),
                organization.displayName(),
                organization.kind(),
                found.role().orElseThrow(),
                found.may());
        return switch (whoAmI.run(shown.visit())) {
            case WhoAmI.Outcome.Known(Principal.Person viewer) -> {
                var chrome = shown.chrome(viewer.handle());
                yield shown.page(
                        view.status(),
                        new MachinesPage(
                                view.problem().map(chrome::withProblem).orElse(chrome),
                                head,
                                accounts.stream().map(MachinesShown::row).toList(),
                                view.drafts(),
                                view.fresh(),
                                tokens.items().stream()
                                        .map(token -> row(token, shown.visit().at()))
                                        .toList(),
                                next));
            }
            case WhoAmI.Outcome.Known(Principal.Machine _) ->
                shown.refused(new Refusal.NotAPerson(), path(organization.slug()));
            case WhoAmI.Outcome.Refused(var why) -> shown.refused(why, path(organization.slug()));
        };
    }

    private Page<MachineToken> tokens(Shown shown, OrgSlug org, Slice slice) {
        return switch (listTokens.run(shown.visit(), org, slice)) {
            case ListMachineTokens.Outcome.Listed(var page) -> page;
            // Somebody was demoted between two reads.
            case ListMachineTokens.Outcome.Refused _,
                    ListMachineTokens.Outcome.NoSuchMember _,
                    ListMachineTokens.Outcome.NoSuchServiceAccount _ -> new Page<>(List.of(), Optional.empty());
        };
    }

    private static MachinesPage.Account row(TeamedAccount teamed) {
        var account = teamed.account();
        return new MachinesPage.Account(
                account.who().name(),
                teamed.teams(),
                account.createdAt(),
                account.createdBy().handle());
    }

    private static MachinesPage.Row row(MachineToken token, Instant now) {
        var credential = token.credential();
        return new MachinesPage.Row(
                credential.id(),
                credential.name(),
                credential.prefix(),
                token.machine().account().map(Principal.ServiceAccount::name),
                credential.maker().map(Principal.Person::handle),
                credential.scopes(),
                credential.limits(),
                credential.createdAt(),
                credential.expiresAt(),
                credential.lastSeen(),
                !credential.validAt(now));
    }

    static String path(OrgSlug org) {
        return "/console/organizations/" + org + "/machines";
    }
}
