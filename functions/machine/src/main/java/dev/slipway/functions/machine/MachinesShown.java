package dev.slipway.functions.machine;

import dev.slipway.access.Permission;
import dev.slipway.access.Principal;
import dev.slipway.adapters.lambda.HttpResponse;
import dev.slipway.adapters.lambda.Paging;
import dev.slipway.adapters.web.MachinesPage;
import dev.slipway.console.OrganizationDesk;
import dev.slipway.console.Shown;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.kernel.Page;
import dev.slipway.kernel.Slice;
import dev.slipway.org.ListMachineTokens;
import dev.slipway.org.ListServiceAccounts;
import dev.slipway.org.MachineToken;
import dev.slipway.org.ServiceAccount;
import dev.slipway.org.TeamedAccount;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The page of an organization's machines, from what is read for it.
final class MachinesShown {

    private static final int MOST = 50;

    private final ListServiceAccounts listAccounts;
    private final ListMachineTokens listTokens;
    private final OrganizationDesk desk;

    MachinesShown(ListServiceAccounts listAccounts, ListMachineTokens listTokens, OrganizationDesk desk) {
        this.listAccounts = listAccounts;
        this.listTokens = listTokens;
        this.desk = desk;
    }

    /// What is particular to this time that it is shown.
    ///
    /// @param message what is said above everything else
    /// @param fresh the token that was just made
    record View(OrganizationDesk.Message message, MachinesPage.Drafts drafts, Optional<MachinesPage.Fresh> fresh) {

        static final View PLAIN = new View(OrganizationDesk.Message.NONE, MachinesPage.Drafts.EMPTY, Optional.empty());

        static View wrong(int status, String sentence, MachinesPage.Drafts drafts) {
            return new View(OrganizationDesk.Message.problem(status, sentence), drafts, Optional.empty());
        }

        static View with(MachinesPage.Fresh fresh) {
            return new View(OrganizationDesk.Message.NONE, MachinesPage.Drafts.EMPTY, Optional.of(fresh));
        }
    }

    /// @param fromTheBeginning whatever page of the list was asked for
    HttpResponse page(Shown shown, OrgSlug org, View view, boolean fromTheBeginning) {
        var paging = Paging.of("machine tokens page", org);
        var slice = fromTheBeginning ? Slice.first(MOST) : paging.slice(shown.request(), MOST);
        return switch (listAccounts.run(shown.visit(), org, Slice.first(ServiceAccount.MOST))) {
            case ListServiceAccounts.Outcome.Refused(var why) -> shown.refused(why, path(org));
            case ListServiceAccounts.Outcome.Listed(var accounts) ->
                desk.seat(shown, org, view.message(), path(org), (frame, head) -> {
                    var tokens = head.may().contains(Permission.MANAGE_MACHINE_TOKENS)
                            ? tokens(shown, org, slice)
                            : new Page<MachineToken>(List.of(), Optional.empty());
                    return shown.page(
                            view.message().status(),
                            new MachinesPage(
                                    frame,
                                    head,
                                    accounts.items().stream()
                                            .map(MachinesShown::row)
                                            .toList(),
                                    view.drafts(),
                                    view.fresh(),
                                    tokens.items().stream()
                                            .map(token ->
                                                    row(token, shown.visit().at()))
                                            .toList(),
                                    paging.next(tokens)));
                });
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
