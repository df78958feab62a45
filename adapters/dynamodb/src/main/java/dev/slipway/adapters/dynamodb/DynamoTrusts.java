package dev.slipway.adapters.dynamodb;

import dev.slipway.access.Means;
import dev.slipway.audit.AuditEntry;
import dev.slipway.kernel.AccountId;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.kernel.Slice;
import dev.slipway.org.Authority;
import dev.slipway.org.Member;
import dev.slipway.org.Organizations.Changed;
import dev.slipway.org.Trust;
import dev.slipway.org.Trusts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Which organizations trust which issuers, in the table.
public final class DynamoTrusts implements Trusts {

    private final Table table;

    public DynamoTrusts(Table table) {
        this.table = table;
    }

    private enum Step {
        ORGANIZATION,
        AUTHORITY,
        TRUST,
        REVERSE,
        AUDIT
    }

    private enum Admit {
        ORGANIZATION,
        TRUST,
        DEPARTED,
        MEMBER,
        SEAT,
        AUDIT
    }

    @Override
    public List<Trust> list(OrgSlug org) {
        return table.page(Keys.trustsOf(org), "", Slice.first(MOST_TRUSTED))
                .map(TrustItem::read)
                .items();
    }

    @Override
    public Optional<Trust> find(OrgSlug org, Means issuer) {
        return table.get(Keys.trust(org, issuer)).map(TrustItem::read);
    }

    @Override
    public List<OrgSlug> listTrusting(Means issuer) {
        return table.page(Keys.trusting(issuer), "", Slice.first(MOST_ADMITTING))
                .map(TrustItem::readOrg)
                .items();
    }

    @Override
    public Changed trust(Trust trust, Optional<Trust> before, Authority by, AuditEntry audit) {
        return change(
                trust.org(),
                before.map(one -> List.of(TrustItem.replace(Step.TRUST, trust, one)))
                        .orElseGet(() -> TrustItem.add(Step.TRUST, Step.REVERSE, trust)),
                by,
                audit);
    }

    @Override
    public Changed distrust(Trust before, Authority by, AuditEntry audit) {
        return change(before.org(), TrustItem.delete(Step.TRUST, Step.REVERSE, before), by, audit);
    }

    private Changed change(OrgSlug org, List<Write<Step>> changed, Authority by, AuditEntry audit) {
        var writes = new ArrayList<Write<Step>>();
        writes.add(OrganizationItem.mustBeThere(Step.ORGANIZATION, org, by));
        writes.add(MemberItem.mustBe(Step.AUTHORITY, org, by));
        writes.addAll(changed);
        writes.add(Write.putNew(Step.AUDIT, AuditItem.write(audit)));
        return switch (table.transact(writes)) {
            case Outcome.Committed<Step> _ -> Changed.COMMITTED;
            case Outcome.Refused<Step>(var step) ->
                switch (step) {
                    case ORGANIZATION, AUTHORITY, TRUST -> Changed.MOVED_MEANWHILE;
                    case REVERSE -> throw new IllegalStateException("nothing stands against it");
                    case AUDIT -> throw new IllegalStateException("an id was drawn twice");
                };
        };
    }

    @Override
    public Optional<Opening> findOpening(OrgSlug org, Means issuer, AccountId account) {
        var items = table.getAll(List.of(
                Keys.organization(org),
                Keys.trust(org, issuer),
                Keys.member(org, account),
                Keys.departed(org, account)));
        var policy = Optional.ofNullable(items.get(Keys.organization(org))).flatMap(OrganizationItem::readPolicy);
        var trust = Optional.ofNullable(items.get(Keys.trust(org, issuer))).map(TrustItem::read);
        return items.containsKey(Keys.member(org, account)) || items.containsKey(Keys.departed(org, account))
                ? Optional.empty()
                : policy.flatMap(there -> trust.map(one -> new Opening(one, there)));
    }

    @Override
    public Admitted admit(Member member, Trust trust, AuditEntry audit, AuditEntry joined) {
        var writes = new ArrayList<Write<Admit>>();
        writes.add(OrganizationItem.mustTakeIn(Admit.ORGANIZATION, member));
        writes.add(TrustItem.mustHold(Admit.TRUST, trust));
        writes.add(DepartedItem.mustNotBeThere(Admit.DEPARTED, member));
        writes.add(Write.putNew(Admit.MEMBER, MemberItem.write(member)));
        SeatsItem.Change.of(Optional.empty(), Optional.of(member.role()))
                .write(Admit.SEAT, member.org())
                .ifPresent(writes::add);
        writes.add(Write.putNew(Admit.AUDIT, AuditItem.write(audit)));
        writes.add(Write.putNew(Admit.AUDIT, AuditItem.write(joined)));
        return switch (table.transact(writes)) {
            case Outcome.Committed<Admit> _ -> Admitted.COMMITTED;
            case Outcome.Refused<Admit>(var step) ->
                switch (step) {
                    case ORGANIZATION, TRUST, DEPARTED, MEMBER -> Admitted.MOVED_MEANWHILE;
                    case SEAT -> Admitted.NO_SEAT_LEFT;
                    case AUDIT -> throw new IllegalStateException("an id was drawn twice");
                };
        };
    }

    @Override
    public void recordRefused(AuditEntry audit) {
        table.put(AuditItem.write(audit));
    }
}
