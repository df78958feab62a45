package dev.slipway.org;

import dev.slipway.access.Caller;
import dev.slipway.access.OrgStanding;
import dev.slipway.access.Permission;
import dev.slipway.access.Principal;
import dev.slipway.access.Refusal;
import dev.slipway.access.ServiceAccountName;
import dev.slipway.access.Standings;
import dev.slipway.audit.Visit;
import dev.slipway.kernel.Handle;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.kernel.Page;
import dev.slipway.kernel.Slice;
import java.util.Optional;

/// Lists the machine tokens of an organization: to whoever manages them, and those that a member made to whoever
/// removes members, who should know what goes on when the member is gone.
public final class ListMachineTokens {

    private final MachineTokens tokens;
    private final ServiceAccounts accounts;
    private final Memberships memberships;
    private final Standings standings;

    public ListMachineTokens(
            MachineTokens tokens, ServiceAccounts accounts, Memberships memberships, Standings standings) {
        this.tokens = tokens;
        this.accounts = accounts;
        this.memberships = memberships;
        this.standings = standings;
    }

    /// What was found.
    public sealed interface Outcome {

        record Listed(Page<MachineToken> page) implements Outcome {}

        record NoSuchServiceAccount(ServiceAccountName name) implements Outcome {}

        record NoSuchMember(Handle handle) implements Outcome {}

        record Refused(Refusal why) implements Outcome {}
    }

    /// All of them: the organization's own, and those of its service accounts.
    public Outcome run(Visit visit, OrgSlug org, Slice slice) {
        var standing = standings.findIn(visit.presented(), org);
        return switch (Admission.to(standing, Permission.MANAGE_MACHINE_TOKENS, visit.at())) {
            case Admission.Refused(var why) -> new Outcome.Refused(why);
            case Admission.Admitted _ -> new Outcome.Listed(tokens.list(org, slice));
        };
    }

    /// Those of one service account.
    public Outcome ofServiceAccount(Visit visit, OrgSlug org, ServiceAccountName name, Slice slice) {
        var standing = standings.findIn(visit.presented(), org);
        return switch (Admission.to(standing, Permission.MANAGE_MACHINE_TOKENS, visit.at())) {
            case Admission.Refused(var why) -> new Outcome.Refused(why);
            case Admission.Admitted _ ->
                accounts.find(org, name)
                        .<Outcome>map(account -> new Outcome.Listed(
                                tokens.list(org, account.who().id(), slice)))
                        .orElseGet(() -> new Outcome.NoSuchServiceAccount(name));
        };
    }

    /// Those that a member made and that still work: they outlive the membership.
    public Outcome madeBy(Visit visit, OrgSlug org, Handle handle, Slice slice) {
        var standing = standings.findIn(visit.presented(), org);
        var needed = isCaller(standing, handle) ? Permission.BELONG : Permission.MANAGE_MEMBERS;
        return switch (Admission.to(standing, needed, visit.at())) {
            case Admission.Refused(var why) -> new Outcome.Refused(why);
            case Admission.Admitted _ ->
                memberships
                        .find(org, handle)
                        .<Outcome>map(member -> new Outcome.Listed(
                                tokens.listMadeBy(org, member.person().id(), visit.at(), slice)))
                        .orElseGet(() -> new Outcome.NoSuchMember(handle));
        };
    }

    /// Those that still work, whoever made them, for a page on which members are removed. There are
    /// [MachineToken#MOST] at most, so they are one part.
    public Outcome madeByMembers(Visit visit, OrgSlug org) {
        var standing = standings.findIn(visit.presented(), org);
        return switch (Admission.to(standing, Permission.MANAGE_MEMBERS, visit.at())) {
            case Admission.Refused(var why) -> new Outcome.Refused(why);
            case Admission.Admitted _ ->
                new Outcome.Listed(new Page<>(tokens.listWorking(org, visit.at()), Optional.empty()));
        };
    }

    private static boolean isCaller(OrgStanding standing, Handle handle) {
        return standing.caller() instanceof Caller.Holder holder
                && holder.credential().principal() instanceof Principal.Person person
                && person.handle().equals(handle);
    }
}
