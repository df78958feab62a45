package dev.slipway.adapters.dynamodb;

import dev.slipway.access.TokenHash;
import dev.slipway.audit.AuditEntry;
import dev.slipway.kernel.AccountId;
import dev.slipway.kernel.Email;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.kernel.Page;
import dev.slipway.kernel.Posted;
import dev.slipway.kernel.Slice;
import dev.slipway.org.Invitation;
import dev.slipway.org.InvitationId;
import dev.slipway.org.Invitations;
import dev.slipway.org.Member;
import dev.slipway.org.Organization;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Invitations in the table: what is read. What is written is in [InvitationWrites].
public final class DynamoInvitations implements Invitations {

    /// The most invitations to one address that anybody is shown.
    private static final int MOST_TO_ONE = 100;

    private final Table table;
    private final InvitationWrites writes;

    public DynamoInvitations(Table table) {
        this.table = table;
        this.writes = new InvitationWrites(table);
    }

    @Override
    public Optional<Organization> findOrganization(OrgSlug org) {
        return table.get(Keys.organization(org)).filter(OrganizationItem::there).map(OrganizationItem::read);
    }

    /// The open one first, and the past one after that: they are two items, and one that ends between two reads in any
    /// other order would be found as neither.
    @Override
    public Optional<Invitation> find(OrgSlug org, InvitationId id) {
        return table.get(Keys.openInvitation(org, id.value()))
                .or(() -> table.get(Keys.pastInvitation(org, id.value())))
                .map(InvitationItem::read);
    }

    @Override
    public Optional<Invitation> findByLink(TokenHash link) {
        return table.get(Keys.invitationLink(link))
                .flatMap(this::follow)
                .filter(invitation -> invitation.link().hash().equals(link));
    }

    @Override
    public Optional<Invitation> findByMessage(String messageId) {
        return table.get(Keys.mail(messageId))
                .flatMap(mail -> follow(mail)
                        .filter(invitation -> invitation.link().hash().value().equals(Attributes.text(mail, "link"))));
    }

    @Override
    public Optional<Invitation> findOpen(OrgSlug org, Email to) {
        return table.get(Keys.invited(to, org)).flatMap(this::follow);
    }

    /// The open invitation that an item leads to.
    private Optional<Invitation> follow(Map<String, AttributeValue> item) {
        return table.get(InvitationItem.readOpenKey(item)).map(InvitationItem::read);
    }

    @Override
    public List<Invitation> listOpen(OrgSlug org) {
        return table.query(Keys.invitationsOf(org), Keys.OPEN).stream()
                .map(InvitationItem::read)
                .toList();
    }

    @Override
    public Page<Invitation> listPending(OrgSlug org, Slice slice) {
        return table.pageBackwards(Keys.invitationsOf(org), Keys.OPEN, slice).map(InvitationItem::read);
    }

    @Override
    public Page<Invitation> listPast(OrgSlug org, Slice slice) {
        return table.pageBackwards(Keys.invitationsOf(org), Keys.PAST, slice).map(InvitationItem::read);
    }

    @Override
    public List<Invitation> listOpenTo(Collection<Email> addresses) {
        var keys = invited(addresses).map(InvitationItem::readOpenKey).toList();
        return keys.isEmpty()
                ? List.of()
                : table.getAll(keys).values().stream().map(InvitationItem::read).toList();
    }

    /// The invitations themselves are not read: each of these items is there as long as its invitation is open.
    @Override
    public int countOpenTo(Collection<Email> addresses, Instant now) {
        var orgs = invited(addresses)
                .filter(item -> now.isBefore(InvitationItem.readUntil(item)))
                .map(item -> Keys.organization(InvitationItem.readOpenOrg(item)))
                .toList();
        var organizations = orgs.isEmpty()
                ? Map.<Key, Map<String, AttributeValue>>of()
                : table.getAll(orgs.stream().distinct().toList());
        return Math.toIntExact(orgs.stream()
                .filter(org -> Optional.ofNullable(organizations.get(org))
                        .filter(OrganizationItem::there)
                        .isPresent())
                .count());
    }

    private Stream<Map<String, AttributeValue>> invited(Collection<Email> addresses) {
        return addresses.stream()
                .flatMap(email -> table.page(Keys.invitationsTo(email), "", Slice.first(MOST_TO_ONE)).items().stream())
                .limit(MOST_TO_ONE);
    }

    @Override
    public Map<Email, Known> findKnown(OrgSlug org, Collection<Email> addresses) {
        if (addresses.isEmpty()) {
            return Map.of();
        }
        var items = table.getAll(addresses.stream()
                .flatMap(email -> Stream.of(Keys.email(email), Keys.invited(email, org)))
                .toList());
        var accounts = new HashMap<Email, AccountId>();
        addresses.forEach(email -> Optional.ofNullable(items.get(Keys.email(email)))
                .ifPresent(item -> accounts.put(email, AccountItem.readAccount(item))));
        var members = accounts.isEmpty()
                ? Set.<Key>of()
                : table.getAll(accounts.values().stream()
                                .distinct()
                                .map(account -> Keys.member(org, account))
                                .toList())
                        .keySet();
        var known = new HashMap<Email, Known>();
        for (var email : addresses) {
            var account = Optional.ofNullable(accounts.get(email));
            known.put(
                    email,
                    new Known(
                            account,
                            account.filter(id -> members.contains(Keys.member(org, id)))
                                    .isPresent(),
                            Optional.ofNullable(items.get(Keys.invited(email, org)))
                                    .map(InvitationItem::readUntil)));
        }
        return known;
    }

    @Override
    public boolean findMember(OrgSlug org, AccountId account) {
        return table.get(Keys.member(org, account)).isPresent();
    }

    @Override
    public Set<Email> findAddresses(AccountId account) {
        return table.get(Keys.account(account))
                .map(item -> AccountItem.read(account, item).emails())
                .orElseGet(Set::of);
    }

    @Override
    public Opened open(Invitation invitation, AuditEntry audit) {
        return writes.open(invitation, audit);
    }

    @Override
    public boolean renew(Invitation renewed, TokenHash before, AuditEntry audit) {
        return writes.renew(renewed, before, audit);
    }

    @Override
    public boolean notePosted(Invitation invitation, Posted posted, AuditEntry audit) {
        return writes.note(
                invitation, posted instanceof Posted.Accepted(var id) ? Optional.of(id) : Optional.empty(), audit);
    }

    @Override
    public boolean noteReturned(Invitation invitation, AuditEntry audit) {
        return writes.note(invitation, Optional.empty(), audit);
    }

    @Override
    public boolean close(Invitation ended, AuditEntry audit) {
        return writes.close(ended, audit);
    }

    @Override
    public Accepted accept(Invitation ended, Member member, AuditEntry audit, List<AuditEntry> more) {
        var entries = new ArrayList<AuditEntry>();
        entries.add(audit);
        entries.addAll(more);
        return writes.accept(ended, member, entries);
    }
}
