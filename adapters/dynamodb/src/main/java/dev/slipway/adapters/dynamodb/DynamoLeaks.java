package dev.slipway.adapters.dynamodb;

import dev.slipway.access.Credential;
import dev.slipway.access.Principal;
import dev.slipway.access.TokenHash;
import dev.slipway.audit.AuditEntry;
import dev.slipway.org.Leaks;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;

/// Tokens of every kind in the table, for whoever found one.
public final class DynamoLeaks implements Leaks {

    private final Table table;

    public DynamoLeaks(Table table) {
        this.table = table;
    }

    private enum Step {
        TOKEN,
        HOLDING,
        MACHINES,
        AUDIT
    }

    @Override
    public Optional<Credential> find(TokenHash hash) {
        return table.get(Keys.token(hash)).map(TokenItem::read);
    }

    @Override
    public boolean revoke(TokenHash hash, Credential credential, Instant at, AuditEntry audit) {
        var writes = new ArrayList<Write<Step>>();
        writes.add(TokenItem.revoke(Step.TOKEN, hash, at));
        writes.add(Write.deleteAlways(Step.HOLDING, Keys.holding(credential.principal(), credential.id())));
        if (credential.principal() instanceof Principal.Machine machine) {
            writes.add(MachinesItem.remove(Step.MACHINES, machine.org(), credential));
        }
        writes.add(Write.putNew(Step.AUDIT, AuditItem.write(audit)));
        return switch (table.transact(writes)) {
            case Outcome.Committed<Step> _ -> true;
            case Outcome.Refused<Step>(var step) ->
                switch (step) {
                    case TOKEN -> false;
                    case HOLDING, MACHINES, AUDIT -> throw new IllegalStateException("refused by " + step);
                };
        };
    }
}
