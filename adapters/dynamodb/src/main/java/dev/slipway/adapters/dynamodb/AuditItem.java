package dev.slipway.adapters.dynamodb;

import dev.slipway.audit.AuditEntry;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// A line of an audit log. It is written once and changed by nobody.
final class AuditItem {

    private AuditItem() {}

    static Map<String, AttributeValue> write(AuditEntry entry) {
        return Attributes.item(Keys.auditEntry(entry), "audit", 1)
                .instant("at", entry.at())
                .text("action", entry.action().name())
                .text("target", entry.action().target())
                .map("details", entry.action().details())
                .map("actor", PrincipalForm.write(entry.actor()))
                .text("address", entry.origin().address())
                .text("client", entry.origin().client())
                .text("requestId", entry.origin().requestId())
                .build();
    }
}
