package dev.slipway.adapters.dynamodb;

import dev.slipway.audit.AuditEntry;
import dev.slipway.audit.AuditExport;
import dev.slipway.audit.AuditExport.Progress;
import dev.slipway.audit.AuditExports;
import dev.slipway.audit.ExportId;
import dev.slipway.kernel.OrgSlug;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The exports in the table. A turn is called by an item of its own: the table's stream tells the function of it that
/// writes, so what was noted can't be forgotten.
public final class DynamoAuditExports implements AuditExports {

    private final Table table;

    public DynamoAuditExports(Table table) {
        this.table = table;
    }

    /// What the table's stream tells the function that writes.
    public record Turn(OrgSlug org, ExportId export, int number) {}

    private enum Step {
        EXPORT,
        TURN,
        AUDIT
    }

    @Override
    public void request(AuditExport export, AuditEntry audit) {
        var outcome = table.transact(List.of(
                Write.putNew(Step.EXPORT, ExportItem.write(export)),
                Write.putNew(Step.TURN, ExportItem.turn(export, 0)),
                Write.putNew(Step.AUDIT, AuditItem.write(audit))));
        if (outcome instanceof Outcome.Refused<Step>) {
            throw new IllegalStateException("an id was drawn twice");
        }
    }

    @Override
    public Optional<AuditExport> find(OrgSlug org, ExportId id) {
        return table.get(Keys.export(org, id)).map(ExportItem::read);
    }

    @Override
    public boolean advance(AuditExport before, AuditExport after) {
        if (!(before.progress() instanceof Progress.Writing was)) {
            throw new IllegalArgumentException("it is written already");
        }
        var writes = new ArrayList<Write<Step>>();
        writes.add(ExportItem.replace(Step.EXPORT, after, was));
        if (after.progress() instanceof Progress.Writing is && is.turn() != was.turn()) {
            writes.add(Write.putNew(Step.TURN, ExportItem.turn(after, is.turn())));
        }
        return table.transact(writes) instanceof Outcome.Committed<Step>;
    }
}
