package dev.slipway.adapters.dynamodb;

import dev.slipway.access.Principal;
import dev.slipway.access.ServiceAccountId;
import dev.slipway.access.TokenHash;
import dev.slipway.access.TokenId;
import dev.slipway.audit.AuditEntry;
import dev.slipway.kernel.AccountId;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.kernel.Page;
import dev.slipway.kernel.Position;
import dev.slipway.kernel.Slice;
import dev.slipway.org.Authority;
import dev.slipway.org.MachineToken;
import dev.slipway.org.MachineTokens;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The tokens of organizations in the table.
public final class DynamoMachineTokens implements MachineTokens {

    private final Table table;
    private final Holdings holdings;
    private final WorkingTokens working;

    public DynamoMachineTokens(Table table) {
        this.table = table;
        this.holdings = new Holdings(table);
        this.working = new WorkingTokens(table);
    }

    private enum Issue {
        ORGANIZATION,
        AUTHORITY,
        SERVICE_ACCOUNT,
        MACHINES,
        TOKEN,
        HOLDING,
        ENDING,
        AUDIT
    }

    private enum Revoke {
        ORGANIZATION,
        AUTHORITY,
        TOKEN,
        HOLDING,
        MACHINES,
        AUDIT
    }

    /// What is over takes up room until somebody needs it.
    @Override
    public Issued issue(MachineToken token, Warrant warrant, AuditEntry audit) {
        var writes = issueWrites(token, warrant, audit);
        var issued = issued(table.transact(writes));
        return issued == Issued.TOO_MANY && working.makeRoom(token.machine().org(), audit.at())
                ? issued(table.transact(writes))
                : issued;
    }

    private static List<Write<Issue>> issueWrites(MachineToken token, Warrant warrant, AuditEntry audit) {
        var org = token.machine().org();
        var writes = new ArrayList<Write<Issue>>();
        writes.add(OrganizationItem.mustBeThere(Issue.ORGANIZATION, org, warrant.by()));
        writes.add(MemberItem.mustBe(
                Issue.AUTHORITY, org, warrant.by(), warrant.shared().orElseGet(Set::of)));
        token.machine()
                .account()
                .map(Principal.ServiceAccount::id)
                .map(account -> warrant.shared()
                        .map(teams -> ServiceAccountItem.mustBeOf(Issue.SERVICE_ACCOUNT, org, account, teams))
                        .orElseGet(() -> ServiceAccountItem.mustBeThere(Issue.SERVICE_ACCOUNT, org, account)))
                .ifPresent(writes::add);
        writes.add(MachinesItem.add(Issue.MACHINES, org, token.credential()));
        writes.add(Write.putNew(Issue.TOKEN, TokenItem.write(token.hash(), token.credential())));
        writes.add(Write.putNew(Issue.HOLDING, HoldingItem.write(token.hash(), token.credential())));
        token.credential()
                .expiresAt()
                .map(end -> Write.putNew(Issue.ENDING, EndingItem.write(token, end)))
                .ifPresent(writes::add);
        writes.add(Write.putNew(Issue.AUDIT, AuditItem.write(audit)));
        return writes;
    }

    private static Issued issued(Outcome<Issue> outcome) {
        return switch (outcome) {
            case Outcome.Committed<Issue> _ -> Issued.COMMITTED;
            case Outcome.Refused<Issue>(var step) ->
                switch (step) {
                    case ORGANIZATION, AUTHORITY, SERVICE_ACCOUNT -> Issued.MOVED_MEANWHILE;
                    case MACHINES -> Issued.TOO_MANY;
                    case TOKEN, HOLDING, ENDING, AUDIT ->
                        throw new IllegalStateException("256 random bits, or an id, were drawn twice");
                };
        };
    }

    @Override
    public Optional<MachineToken> find(OrgSlug org, TokenId id) {
        return table.get(Keys.holding(org, id)).map(HoldingItem::readHash).flatMap(this::find);
    }

    @Override
    public Optional<MachineToken> find(TokenHash hash) {
        return table.get(Keys.token(hash))
                .map(TokenItem::read)
                .filter(credential -> credential.principal() instanceof Principal.Machine)
                .map(credential -> MachineToken.of(hash, credential));
    }

    /// What a deleted service account left may be there for a moment, and isn't shown: a part may be shorter for it.
    @Override
    public Page<MachineToken> list(OrgSlug org, Slice slice) {
        var page = holdings.page(Keys.holdingsOf(org), _ -> true, slice);
        return new Page<>(read(working.owned(org, page.items())), page.next());
    }

    @Override
    public Page<MachineToken> list(OrgSlug org, ServiceAccountId account, Slice slice) {
        var page = holdings.page(
                Keys.holdingsOf(org),
                item -> HoldingItem.readServiceAccount(item)
                        .filter(account::equals)
                        .isPresent(),
                slice);
        return new Page<>(read(page.items()), page.next());
    }

    @Override
    public List<MachineToken> listWorking(OrgSlug org, Instant now) {
        return read(working.holdings(org, now));
    }

    @Override
    public Page<MachineToken> listMadeBy(OrgSlug org, AccountId maker, Instant now, Slice slice) {
        var after = slice.after().map(Position::value);
        var rest = working.holdings(org, now).stream()
                .filter(item -> HoldingItem.isMadeBy(maker, item))
                .filter(item -> after.filter(last -> Key.of(item).sort().compareTo(last) >= 0)
                        .isEmpty())
                .toList();
        if (rest.size() <= slice.limit()) {
            return new Page<>(read(rest), Optional.empty());
        }
        var shown = rest.subList(0, slice.limit());
        return new Page<>(
                read(shown), Optional.of(new Position(Key.of(shown.getLast()).sort())));
    }

    private List<MachineToken> read(List<Map<String, AttributeValue>> found) {
        return holdings.read(found, MachineToken::of);
    }

    @Override
    public Revoked revoke(MachineToken token, Instant at, Authority by, AuditEntry audit) {
        var org = token.machine().org();
        var writes = new ArrayList<Write<Revoke>>();
        writes.add(OrganizationItem.mustBeThere(Revoke.ORGANIZATION, org, by));
        writes.add(MemberItem.mustBe(Revoke.AUTHORITY, org, by));
        writes.addAll(revocation(token, at, audit));
        return switch (table.transact(writes)) {
            case Outcome.Committed<Revoke> _ -> Revoked.COMMITTED;
            case Outcome.Refused<Revoke>(var step) ->
                switch (step) {
                    case ORGANIZATION, AUTHORITY -> Revoked.MOVED_MEANWHILE;
                    case TOKEN -> Revoked.REVOKED_BEFORE;
                    case HOLDING, MACHINES -> throw new IllegalStateException("nothing stands against it");
                    case AUDIT -> throw new IllegalStateException("an id was drawn twice");
                };
        };
    }

    @Override
    public void revokeOrphan(MachineToken token, Instant at, AuditEntry audit) {
        switch (table.transact(revocation(token, at, audit))) {
            case Outcome.Committed<Revoke> _ -> {}
            case Outcome.Refused<Revoke>(var step) -> {
                if (step != Revoke.TOKEN) {
                    throw new IllegalStateException("refused by " + step);
                }
                // Somebody revoked it at the same moment.
            }
        }
    }

    private static List<Write<Revoke>> revocation(MachineToken token, Instant at, AuditEntry audit) {
        var org = token.machine().org();
        return List.of(
                TokenItem.revoke(Revoke.TOKEN, token.hash(), at),
                Write.deleteAlways(
                        Revoke.HOLDING,
                        Keys.holding(token.machine(), token.machine().id())),
                MachinesItem.remove(Revoke.MACHINES, org, token.credential()),
                Write.putNew(Revoke.AUDIT, AuditItem.write(audit)));
    }
}
