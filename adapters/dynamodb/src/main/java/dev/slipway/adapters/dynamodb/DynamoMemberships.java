package dev.slipway.adapters.dynamodb;

import dev.slipway.access.Role;
import dev.slipway.audit.AuditEntry;
import dev.slipway.kernel.AccountId;
import dev.slipway.kernel.Handle;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.kernel.Page;
import dev.slipway.kernel.Slice;
import dev.slipway.org.Authority;
import dev.slipway.org.Belonging;
import dev.slipway.org.Member;
import dev.slipway.org.Memberships;
import dev.slipway.org.Organization;
import dev.slipway.org.Teammate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Members of organizations in the table.
public final class DynamoMemberships implements Memberships {

    private final Table table;

    public DynamoMemberships(Table table) {
        this.table = table;
    }

    private enum Found {
        NAME,
        ORGANIZATION,
        SEATS,
        STORAGE,
        LISTED,
        OWNER,
        AUDIT
    }

    private enum Join {
        MEMBER,
        SEAT,
        DEPARTED,
        AUDIT
    }

    private enum Change {
        ORGANIZATION,
        AUTHORITY,
        MEMBER,
        TEAMS,
        POOL,
        DEPARTED,
        SEATS,
        AUDIT
    }

    private enum Pool {
        ORGANIZATION,
        AUTHORITY,
        MEMBER,
        POOL,
        SEATS,
        AUDIT
    }

    @Override
    public boolean found(Organization organization, long seats, long poolSeats, Member owner, AuditEntry audit) {
        var slug = organization.slug();
        var outcome = table.transact(List.of(
                name(organization, owner),
                Write.putNew(Found.ORGANIZATION, OrganizationItem.write(organization)),
                Write.putNew(Found.SEATS, SeatsItem.write(slug, seats, poolSeats)),
                Write.putNew(
                        Found.STORAGE,
                        Attributes.item(Keys.storage(slug), "storage", 1)
                                .number("bytes", 0)
                                .build()),
                Write.putNew(
                        Found.LISTED,
                        Attributes.item(Keys.founded(slug), "founded", 1)
                                .text("org", slug.value())
                                .build()),
                Write.putNew(Found.OWNER, MemberItem.write(owner)),
                Write.putNew(Found.AUDIT, AuditItem.write(audit))));
        return switch (outcome) {
            case Outcome.Committed<Found> _ -> true;
            case Outcome.Refused<Found>(var step) ->
                switch (step) {
                    case NAME -> false;
                    case ORGANIZATION, SEATS, STORAGE, LISTED, OWNER, AUDIT ->
                        throw new IllegalStateException("the slug was free, and yet there is its " + step);
                };
        };
    }

    /// A handle is its person's: for a personal organization they may use it once more, and nobody else may.
    private static Write<Found> name(Organization organization, Member owner) {
        var slug = organization.slug();
        var handle = owner.person().handle();
        var name = Attributes.item(Keys.name(slug.folded()), "name", 1).text("org", slug.value());
        if (organization.kind() != Organization.Kind.PERSONAL || !handle.value().equals(slug.value())) {
            return Write.putNew(Found.NAME, name.build());
        }
        var account = owner.person().id().value();
        return Write.put(
                Found.NAME,
                name.text("account", account).build(),
                "account = :account AND attribute_not_exists(org)",
                Map.of(":account", AttributeValue.fromS(account)));
    }

    @Override
    public Joined join(Member member, AuditEntry audit) {
        var writes = new ArrayList<Write<Join>>();
        writes.add(Write.putNew(Join.MEMBER, MemberItem.write(member)));
        SeatsItem.Change.of(Optional.empty(), Optional.of(member.role()))
                .write(Join.SEAT, member.org())
                .ifPresent(writes::add);
        writes.add(DepartedItem.forget(Join.DEPARTED, member));
        writes.add(Write.putNew(Join.AUDIT, AuditItem.write(audit)));
        return switch (table.transact(writes)) {
            case Outcome.Committed<Join> _ -> Joined.COMMITTED;
            case Outcome.Refused<Join>(var step) ->
                switch (step) {
                    case MEMBER -> Joined.ALREADY_MEMBER;
                    case SEAT -> Joined.NO_SEAT_LEFT;
                    case DEPARTED -> throw new IllegalStateException("nothing stands against it");
                    case AUDIT -> throw new IllegalStateException("an id was drawn twice");
                };
        };
    }

    @Override
    public Optional<Member> find(OrgSlug org, Handle handle) {
        return table.get(Keys.name(handle.folded()))
                .flatMap(item -> Attributes.findText(item, "account"))
                .flatMap(account -> find(org, new AccountId(account)))
                .filter(member -> member.person().handle().equals(handle));
    }

    @Override
    public Optional<Member> find(OrgSlug org, AccountId account) {
        return table.get(Keys.member(org, account)).map(MemberItem::read);
    }

    @Override
    public Page<Member> list(OrgSlug org, Slice slice) {
        return table.page(Keys.membersOf(org), "", slice).map(MemberItem::read);
    }

    /// The index is a moment behind, so it only says where to look: who was removed is not shown as a member.
    @Override
    public Page<Belonging> listOf(AccountId account, Slice slice) {
        var listed = table.pageOfIndex(Table.Index.LISTED, Keys.membershipsOf(account), slice)
                .map(MemberItem::readOrg);
        var keys = new ArrayList<Key>();
        for (var org : listed.items()) {
            keys.add(Keys.organization(org));
            keys.add(Keys.member(org, account));
        }
        var items = table.getAll(keys);
        return listed.mapPresent(org -> {
            var organization = items.get(Keys.organization(org));
            var member = items.get(Keys.member(org, account));
            return organization == null || member == null
                    ? Optional.empty()
                    : Optional.of(new Belonging(OrganizationItem.read(organization), MemberItem.readRole(member)));
        });
    }

    @Override
    public int findTokensMadeBy(OrgSlug org, AccountId account, Instant now) {
        return Math.toIntExact(new WorkingTokens(table)
                .holdings(org, now).stream()
                        .filter(item -> HoldingItem.isMadeBy(account, item))
                        .count());
    }

    @Override
    public PoolChanged changePool(Member before, boolean place, Authority by, AuditEntry audit) {
        var writes = new ArrayList<Write<Pool>>();
        writes.add(OrganizationItem.mustBeThere(Pool.ORGANIZATION, before.org(), by));
        // Who does it to themselves is looked at by the write itself, as below.
        if (!by.person().id().equals(before.person().id())) {
            writes.add(MemberItem.mustBe(Pool.AUTHORITY, before.org(), by));
        }
        writes.add(MemberItem.changePool(Pool.MEMBER, before, place));
        writes.add(place ? PoolItem.add(Pool.POOL, before) : PoolItem.remove(Pool.POOL, before));
        SeatsItem.Change.ofPool(before.inPool(), place)
                .write(Pool.SEATS, before.org())
                .ifPresent(writes::add);
        writes.add(Write.putNew(Pool.AUDIT, AuditItem.write(audit)));
        return switch (table.transact(writes)) {
            case Outcome.Committed<Pool> _ -> PoolChanged.COMMITTED;
            case Outcome.Refused<Pool>(var step) ->
                switch (step) {
                    case ORGANIZATION, AUTHORITY, MEMBER -> PoolChanged.MOVED_MEANWHILE;
                    case SEATS -> PoolChanged.POOL_FULL;
                    case POOL -> throw new IllegalStateException("nothing stands against it");
                    case AUDIT -> throw new IllegalStateException("an id was drawn twice");
                };
        };
    }

    @Override
    public Changed changeRole(Member before, Role after, Authority by, AuditEntry audit, List<AuditEntry> more) {
        var seats = SeatsItem.Change.of(before.role(), after);
        var entries = new ArrayList<>(more);
        entries.addFirst(audit);
        var changed = new ArrayList<Write<Change>>();
        changed.add(MemberItem.changeRole(Change.MEMBER, before, after));
        return change(before, changed, before.with(after).inPool(), seats, by, entries);
    }

    @Override
    public Changed remove(Member member, Authority by, AuditEntry audit) {
        var seats = SeatsItem.Change.of(Optional.of(member.role()), Optional.empty());
        var gone = new ArrayList<Write<Change>>();
        gone.add(MemberItem.remove(Change.MEMBER, member));
        gone.addAll(TeamMemberItem.deleteAll(Change.TEAMS, new Teammate.Person(member)));
        gone.add(DepartedItem.remember(Change.DEPARTED, member, audit.at()));
        return change(member, gone, false, seats, by, List.of(audit));
    }

    /// @param inPool whether the member has a place in the Pool afterwards: who has none any more frees it
    private Changed change(
            Member member,
            List<Write<Change>> changed,
            boolean inPool,
            SeatsItem.Change ofRole,
            Authority by,
            List<AuditEntry> audit) {
        var seats = ofRole.and(SeatsItem.Change.ofPool(member.inPool(), inPool));
        var writes = new ArrayList<Write<Change>>();
        writes.add(
                seats.losesOwner()
                        ? OrganizationItem.mustSpare(
                                Change.ORGANIZATION,
                                member.org(),
                                member.person().id(),
                                by)
                        : OrganizationItem.mustBeThere(Change.ORGANIZATION, member.org(), by));
        // Who does something to themselves is looked at by the write itself; an item stands in a transaction once.
        if (!by.person().id().equals(member.person().id())) {
            writes.add(MemberItem.mustBe(Change.AUTHORITY, member.org(), by));
        }
        writes.addAll(changed);
        if (member.inPool() && !inPool) {
            writes.add(PoolItem.remove(Change.POOL, member));
        }
        seats.write(Change.SEATS, member.org()).ifPresent(writes::add);
        audit.forEach(entry -> writes.add(Write.putNew(Change.AUDIT, AuditItem.write(entry))));
        return switch (table.transact(writes)) {
            case Outcome.Committed<Change> _ -> Changed.COMMITTED;
            case Outcome.Refused<Change>(var step) ->
                switch (step) {
                    case ORGANIZATION, AUTHORITY, MEMBER -> Changed.MOVED_MEANWHILE;
                    case SEATS -> seats.losesOwner() ? Changed.LAST_OWNER : Changed.NO_SEAT_LEFT;
                    case TEAMS, POOL, DEPARTED -> throw new IllegalStateException("nothing stands against it");
                    case AUDIT -> throw new IllegalStateException("an id was drawn twice");
                };
        };
    }
}
