package dev.slipway.adapters.dynamodb;

import dev.slipway.audit.AuditAction;
import dev.slipway.audit.AuditAction.VersionInstalled;
import dev.slipway.audit.AuditEntry;
import dev.slipway.audit.Book;
import dev.slipway.audit.Origin;
import dev.slipway.audit.RecordedEvent;
import dev.slipway.kernel.OrgSlug;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// A line of an audit log. It is written once and changed by nobody.
final class AuditItem {

    private AuditItem() {}

    static Map<String, AttributeValue> write(AuditEntry entry) {
        var item = Attributes.item(Keys.auditEntry(entry), "audit", 1)
                .instant("at", entry.at())
                .text("action", entry.action().name())
                .text("target", entry.action().target())
                .map("details", entry.action().details())
                .map("actor", PrincipalForm.write(entry.actor()))
                .text("address", entry.origin().address())
                .text("client", entry.origin().client())
                .text("requestId", entry.origin().requestId());
        if (entry.book() instanceof Book.OfOrganization(var org) && !(entry.action() instanceof VersionInstalled)) {
            item.text("byAction", Keys.auditedUnder(org, entry.action().name()))
                    .text("byActor", Keys.auditedUnder(org, entry.actor().shownName()))
                    .text(
                            "byTarget",
                            Keys.auditedUnder(
                                    org, AuditAction.subject(entry.action().target())));
        }
        return item.build();
    }

    /// Whether it was done by whoever is called so. What is in an index is in that of its actor already.
    static boolean isBy(String actor, OrgSlug org, Map<String, AttributeValue> item) {
        return item.containsKey("actor")
                ? PrincipalForm.readActor(Attributes.map(item, "actor"))
                        .shownName()
                        .equals(actor)
                : Attributes.text(item, "byActor").equals(Keys.auditedUnder(org, actor));
    }

    /// Whether it was done to this, or to a version of it.
    static boolean isOf(String target, Map<String, AttributeValue> item) {
        var done = Attributes.text(item, "target");
        return done.equals(target) || AuditAction.subject(done).equals(target);
    }

    static RecordedEvent read(Map<String, AttributeValue> item) {
        return new RecordedEvent(
                Attributes.text(item, "sk"),
                Attributes.instant(item, "at"),
                PrincipalForm.readActor(Attributes.map(item, "actor")),
                Attributes.text(item, "action"),
                Attributes.text(item, "target"),
                Attributes.map(item, "details"),
                new Origin(
                        Attributes.text(item, "address"),
                        Attributes.text(item, "client"),
                        Attributes.text(item, "requestId")));
    }
}
