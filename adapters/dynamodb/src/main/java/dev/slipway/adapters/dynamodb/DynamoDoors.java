package dev.slipway.adapters.dynamodb;

import dev.slipway.access.Credential;
import dev.slipway.access.Means;
import dev.slipway.access.Principal;
import dev.slipway.access.Role;
import dev.slipway.access.Sighting;
import dev.slipway.access.SignInRule;
import dev.slipway.audit.AuditEntry;
import dev.slipway.kernel.AccountId;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.kernel.Slice;
import dev.slipway.org.Authority;
import dev.slipway.org.Doors;
import dev.slipway.org.Member;
import dev.slipway.org.Organization;
import dev.slipway.org.Organizations.Changed;
import dev.slipway.org.Seen;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Who comes to an organization's door, from the table, and how they have to sign in.
public final class DynamoDoors implements Doors {

    /// Nobody has more identities, and of tokens and sessions these are the newest.
    private static final int MOST_OF_ONE = 100;

    private final Table table;

    public DynamoDoors(Table table) {
        this.table = table;
    }

    private enum Step {
        ORGANIZATION,
        AUTHORITY,
        BREAK_GLASS,
        AUDIT
    }

    @Override
    public List<Seen> listSeen(OrgSlug org, Instant now) {
        var seen = new ArrayList<Seen>();
        members(org).forEach(item -> MemberItem.readSeen(item).ifPresent(seen::add));
        credentials(table.page(Keys.holdingsOf(org), "", Slice.first(MOST_LOOKED_AT))
                        .items())
                .stream()
                .filter(credential -> credential.validAt(now))
                .forEach(credential ->
                        credential.lastSeen().ifPresent(last -> seen.add(new Seen(credential.principal(), last))));
        return seen;
    }

    @Override
    public List<Member> listMembers(OrgSlug org) {
        return members(org).stream().map(MemberItem::read).toList();
    }

    private List<Map<String, AttributeValue>> members(OrgSlug org) {
        return table.page(Keys.membersOf(org), "", Slice.first(MOST_LOOKED_AT)).items();
    }

    @Override
    public Set<String> findIssuers(AccountId account) {
        return table.page(Keys.identitiesOf(account), "", Slice.first(MOST_OF_ONE)).items().stream()
                .map(item -> IdentityItem.read(item).issuer())
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public Optional<Means> findLastMeans(Principal.Person person) {
        return credentials(table.pageBackwards(Keys.holdingsOf(person), "", Slice.first(MOST_OF_ONE))
                        .items())
                .stream()
                .filter(credential -> credential.lastSeen().isPresent())
                .max(Comparator.comparing(
                        credential -> credential.lastSeen().map(Sighting::at).orElseThrow()))
                .map(Credential::means);
    }

    private List<Credential> credentials(List<Map<String, AttributeValue>> holdings) {
        var keys = holdings.stream().map(HoldingItem::readHash).map(Keys::token).toList();
        return table.getAll(keys).values().stream().map(TokenItem::read).toList();
    }

    /// An item stands in a transaction once: whoever names themselves is looked at as the owner that they must be.
    @Override
    public Changed changeRule(Organization next, Authority by, AuditEntry audit) {
        var slug = next.slug();
        var exempt = next.policy().door().signIn().map(SignInRule::breakGlass);
        var oneself = exempt.equals(Optional.of(by.person().id()));
        if (oneself && by.role() != Role.OWNER) {
            return Changed.MOVED_MEANWHILE;
        }
        var writes = new ArrayList<Write<Step>>();
        writes.add(replace(next, by));
        writes.add(MemberItem.mustBe(Step.AUTHORITY, slug, by));
        exempt.filter(_ -> !oneself)
                .ifPresent(account -> writes.add(MemberItem.mustBe(Step.BREAK_GLASS, slug, account, Role.OWNER)));
        writes.add(Write.putNew(Step.AUDIT, AuditItem.write(audit)));
        return switch (table.transact(writes)) {
            case Outcome.Committed<Step> _ -> Changed.COMMITTED;
            case Outcome.Refused<Step>(var step) ->
                switch (step) {
                    case ORGANIZATION, AUTHORITY, BREAK_GLASS -> Changed.MOVED_MEANWHILE;
                    case AUDIT -> throw new IllegalStateException("an id was drawn twice");
                };
        };
    }

    private static Write<Step> replace(Organization next, Authority by) {
        var names = new HashMap<String, String>();
        var values = new HashMap<String, AttributeValue>();
        values.put(":before", AttributeValue.fromN(Long.toString(next.revision() - 1)));
        return Write.put(
                Step.ORGANIZATION,
                OrganizationItem.write(next),
                "revision = :before AND attribute_not_exists(deletedAt)"
                        + OrganizationItem.stillCarried(by, names, values),
                names,
                values);
    }
}
