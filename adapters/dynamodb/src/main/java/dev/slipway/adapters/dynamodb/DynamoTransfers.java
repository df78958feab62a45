package dev.slipway.adapters.dynamodb;

import dev.slipway.access.Role;
import dev.slipway.access.TokenHash;
import dev.slipway.audit.AuditEntry;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.kernel.Page;
import dev.slipway.kernel.Slice;
import dev.slipway.org.Authority;
import dev.slipway.org.Member;
import dev.slipway.org.Transfer;
import dev.slipway.org.TransferId;
import dev.slipway.org.Transfers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Transfers of ownership in the table.
public final class DynamoTransfers implements Transfers {

    private final Table table;

    public DynamoTransfers(Table table) {
        this.table = table;
    }

    private enum Start {
        ORGANIZATION,
        SENDER,
        RECIPIENT,
        PENDING,
        TRANSFER,
        LINK,
        AUDIT
    }

    private enum Accept {
        ORGANIZATION,
        TRANSFER,
        PENDING,
        SENDER,
        RECIPIENT,
        SEATS,
        LINK,
        AUDIT
    }

    private enum End {
        ORGANIZATION,
        AUTHORITY,
        TRANSFER,
        PENDING,
        LINK,
        AUDIT
    }

    @Override
    public Started start(Transfer transfer, Authority sender, Member recipient, AuditEntry audit) {
        var org = transfer.org();
        var outcome = table.transact(List.of(
                OrganizationItem.mustBeThere(Start.ORGANIZATION, org),
                MemberItem.mustBe(Start.SENDER, org, sender),
                MemberItem.mustBe(Start.RECIPIENT, org, recipient.person().id(), recipient.role()),
                TransferItem.mark(Start.PENDING, transfer, audit.at()),
                Write.putNew(Start.TRANSFER, TransferItem.write(transfer)),
                Write.putNew(Start.LINK, TransferItem.link(transfer)),
                Write.putNew(Start.AUDIT, AuditItem.write(audit))));
        return switch (outcome) {
            case Outcome.Committed<Start> _ -> Started.COMMITTED;
            case Outcome.Refused<Start>(var step) ->
                switch (step) {
                    case ORGANIZATION, SENDER, RECIPIENT -> Started.MOVED_MEANWHILE;
                    case PENDING -> Started.ANOTHER_PENDING;
                    case TRANSFER, LINK, AUDIT ->
                        throw new IllegalStateException("256 random bits, or an id, were drawn twice");
                };
        };
    }

    @Override
    public Optional<Transfer> find(OrgSlug org, TransferId id) {
        return table.get(Keys.transfer(org, id)).map(TransferItem::read);
    }

    @Override
    public Optional<Transfer> findPending(OrgSlug org) {
        return table.get(Keys.pendingTransfer(org))
                .flatMap(mark -> find(org, new TransferId(Attributes.text(mark, "id"))));
    }

    @Override
    public Optional<Transfer> findByLink(TokenHash link) {
        return table.get(Keys.transferLink(link))
                .flatMap(item -> table.get(TransferItem.transferOf(item)))
                .map(TransferItem::read);
    }

    @Override
    public Page<Transfer> list(OrgSlug org, Slice slice) {
        return table.page(Keys.transfersOf(org), "", slice).map(TransferItem::read);
    }

    @Override
    public Accepted accept(Transfer transfer, Member recipient, AuditEntry audit) {
        var org = transfer.org();
        var writes = new ArrayList<Write<Accept>>();
        writes.add(OrganizationItem.mustSpare(
                Accept.ORGANIZATION, org, transfer.from().id()));
        writes.add(TransferItem.settle(Accept.TRANSFER, transfer, Transfer.Fate.ACCEPTED, audit.at()));
        writes.add(TransferItem.unmark(Accept.PENDING, transfer));
        writes.add(MemberItem.changeRole(Accept.SENDER, org, transfer.from().id(), Role.OWNER, Role.ADMIN));
        writes.add(
                MemberItem.changeRole(Accept.RECIPIENT, org, recipient.person().id(), recipient.role(), Role.OWNER));
        SeatsItem.Change.of(Role.OWNER, Role.ADMIN)
                .and(SeatsItem.Change.of(recipient.role(), Role.OWNER))
                .write(Accept.SEATS, org)
                .ifPresent(writes::add);
        writes.add(TransferItem.unlink(Accept.LINK, transfer));
        writes.add(Write.putNew(Accept.AUDIT, AuditItem.write(audit)));
        return switch (table.transact(writes)) {
            case Outcome.Committed<Accept> _ -> Accepted.COMMITTED;
            case Outcome.Refused<Accept>(var step) ->
                switch (step) {
                    case TRANSFER, PENDING -> Accepted.GONE;
                    case SENDER -> Accepted.SENDER_IS_NO_OWNER;
                    // It was deleted, or its sign-in rule names the sender now.
                    case ORGANIZATION, RECIPIENT -> Accepted.MOVED_MEANWHILE;
                    case SEATS -> Accepted.NO_SEAT_LEFT;
                    case LINK, AUDIT -> throw new IllegalStateException("an id was drawn twice");
                };
        };
    }

    @Override
    public boolean decline(Transfer transfer, AuditEntry audit) {
        var writes = new ArrayList<Write<End>>();
        writes.add(OrganizationItem.mustBeThere(End.ORGANIZATION, transfer.org()));
        end(writes, transfer, Transfer.Fate.DECLINED, audit);
        return switch (table.transact(writes)) {
            case Outcome.Committed<End> _ -> true;
            case Outcome.Refused<End> _ -> false;
        };
    }

    @Override
    public Revoked revoke(Transfer transfer, Authority by, AuditEntry audit) {
        var writes = new ArrayList<Write<End>>();
        writes.add(OrganizationItem.mustBeThere(End.ORGANIZATION, transfer.org()));
        writes.add(MemberItem.mustBe(End.AUTHORITY, transfer.org(), by));
        end(writes, transfer, Transfer.Fate.REVOKED, audit);
        return switch (table.transact(writes)) {
            case Outcome.Committed<End> _ -> Revoked.COMMITTED;
            case Outcome.Refused<End>(var step) ->
                switch (step) {
                    case ORGANIZATION, AUTHORITY -> Revoked.MOVED_MEANWHILE;
                    case TRANSFER, PENDING -> Revoked.SETTLED;
                    case LINK, AUDIT -> throw new IllegalStateException("an id was drawn twice");
                };
        };
    }

    private static void end(List<Write<End>> writes, Transfer transfer, Transfer.Fate fate, AuditEntry audit) {
        writes.add(TransferItem.settle(End.TRANSFER, transfer, fate, audit.at()));
        writes.add(TransferItem.unmark(End.PENDING, transfer));
        writes.add(TransferItem.unlink(End.LINK, transfer));
        writes.add(Write.putNew(End.AUDIT, AuditItem.write(audit)));
    }
}
