package dev.slipway.adapters.dynamodb;

import dev.slipway.access.TokenHash;
import dev.slipway.audit.AuditEntry;
import dev.slipway.identity.Account;
import dev.slipway.identity.Arrival;
import dev.slipway.identity.LinkedIdentity;
import dev.slipway.identity.MailedSignIn;
import dev.slipway.identity.NewSession;
import dev.slipway.identity.SignIns;
import dev.slipway.identity.Trip;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Sign-ins under way, in the table.
public final class DynamoSignIns implements SignIns {

    private final Table table;

    public DynamoSignIns(Table table) {
        this.table = table;
    }

    private enum Spend {
        LINK,
        ARRIVAL,
        SESSION,
        HOLDING,
        AUDIT
    }

    private enum Open {
        ARRIVAL,
        NAME,
        EMAIL,
        IDENTITY,
        LINKED,
        ACCOUNT,
        SESSION,
        HOLDING,
        AUDIT
    }

    @Override
    public void keep(TokenHash link, MailedSignIn signIn) {
        table.put(SignInItem.write(link, signIn));
    }

    @Override
    public Optional<MailedSignIn> findMailed(TokenHash link) {
        return table.get(Keys.signIn(link)).map(SignInItem::readMailed);
    }

    @Override
    public boolean spend(TokenHash link, NewSession session, Instant at) {
        return spent(table.transact(List.of(
                spend(link, at),
                Write.putNew(Spend.SESSION, TokenItem.write(session.hash(), session.credential())),
                Write.putNew(Spend.HOLDING, HoldingItem.write(session.hash(), session.credential())),
                Write.putNew(Spend.AUDIT, AuditItem.write(session.audit())))));
    }

    @Override
    public boolean spend(TokenHash link, TokenHash secret, Arrival arrival, Instant at) {
        return spent(table.transact(
                List.of(spend(link, at), Write.putNew(Spend.ARRIVAL, SignInItem.write(secret, arrival)))));
    }

    @Override
    public void keep(TokenHash state, Trip trip) {
        table.put(SignInItem.write(state, trip));
    }

    @Override
    public Optional<Trip> take(TokenHash state) {
        return table.take(Keys.state(state)).map(SignInItem::readTrip);
    }

    @Override
    public void keep(TokenHash secret, Arrival arrival) {
        table.put(SignInItem.write(secret, arrival));
    }

    @Override
    public Optional<Arrival> findArrival(TokenHash secret) {
        return table.get(Keys.signUp(secret)).map(SignInItem::readArrival);
    }

    @Override
    public SignedUp signUp(
            TokenHash secret, Account account, List<LinkedIdentity> identities, NewSession session, AuditEntry audit) {
        var id = account.id();
        var at = account.createdAt();
        var writes = new ArrayList<Write<Open>>();
        writes.add(Write.delete(Open.ARRIVAL, Keys.signUp(secret), SignInItem.OPEN, Map.of(), SignInItem.now(at)));
        writes.add(Write.putNew(Open.NAME, AccountItem.name(account)));
        account.emails().forEach(email -> writes.add(AccountItem.claimEmail(Open.EMAIL, id, email, at)));
        identities.forEach(known -> writes.addAll(IdentityItem.claim(Open.IDENTITY, Open.LINKED, id, known)));
        writes.add(Write.putNew(Open.ACCOUNT, AccountItem.write(account, identities.size())));
        writes.add(Write.putNew(Open.SESSION, TokenItem.write(session.hash(), session.credential())));
        writes.add(Write.putNew(Open.HOLDING, HoldingItem.write(session.hash(), session.credential())));
        writes.add(Write.putNew(Open.AUDIT, AuditItem.write(audit)));
        writes.add(Write.putNew(Open.AUDIT, AuditItem.write(session.audit())));
        return switch (table.transact(writes)) {
            case Outcome.Committed<Open> _ -> SignedUp.COMMITTED;
            case Outcome.Refused<Open>(var step) ->
                switch (step) {
                    case ARRIVAL -> SignedUp.GONE;
                    case NAME -> SignedUp.HANDLE_TAKEN;
                    case EMAIL -> SignedUp.EMAIL_TAKEN;
                    case IDENTITY -> SignedUp.IDENTITY_TAKEN;
                    case LINKED, ACCOUNT, SESSION, HOLDING, AUDIT ->
                        throw new IllegalStateException("256 random bits, or an id, were drawn twice");
                };
        };
    }

    private static Write<Spend> spend(TokenHash link, Instant at) {
        return Write.delete(Spend.LINK, Keys.signIn(link), SignInItem.OPEN, Map.of(), SignInItem.now(at));
    }

    private static boolean spent(Outcome<Spend> outcome) {
        return switch (outcome) {
            case Outcome.Committed<Spend> _ -> true;
            case Outcome.Refused<Spend>(var step) ->
                switch (step) {
                    case LINK -> false;
                    case ARRIVAL, SESSION, HOLDING, AUDIT ->
                        throw new IllegalStateException("256 random bits, or an id, were drawn twice");
                };
        };
    }
}
