package dev.slipway.adapters.web;

import dev.slipway.audit.AuditExport;
import dev.slipway.audit.AuditExport.Progress;

/// `GET /console/organizations/{org}/audit/exports/{export}`: a file of the audit log, and how far it is.
///
/// Form: `POST` to the same address, with `act` `download`, leads to the file.
public record AuditExportPage(Chrome frame, OrganizationHead organization, AuditExport export) implements Page {

    public boolean ready() {
        return export.progress() instanceof Progress.Ready;
    }
}
