package dev.slipway.adapters.web;

import dev.slipway.access.Permission;
import dev.slipway.access.Principal;
import dev.slipway.access.Role;
import dev.slipway.audit.AuditAction;
import dev.slipway.audit.AuditAction.OrganizationChanged;
import dev.slipway.audit.AuditAction.TagMoved;
import dev.slipway.audit.AuditAction.Values;
import dev.slipway.audit.AuditExport;
import dev.slipway.audit.AuditExport.Format;
import dev.slipway.audit.AuditExport.Progress;
import dev.slipway.audit.AuditQuery;
import dev.slipway.audit.AuditQuery.Include;
import dev.slipway.audit.AuditQuery.Order;
import dev.slipway.audit.ExportId;
import dev.slipway.audit.Origin;
import dev.slipway.audit.RecordedEvent;
import dev.slipway.kernel.AccountId;
import dev.slipway.kernel.Handle;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.org.Organization.Kind;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// What the page of the audit log shows.
///
/// @param said what is made of each text that somebody may have typed
record AuditSamples(UnaryOperator<String> said) {

    private static final Instant NOW = Instant.parse("2026-12-03T14:05:09Z");

    void add(Map<String, Page> pages) {
        pages.put("audit-empty", page(List.of(), Optional.empty()));
        pages.put("audit-nothing-among-a-thousand", page(List.of(), Optional.of("cursor=x")));
        pages.put("audit-export", file(new Progress.Ready(12_034, 4_801_234), Format.CSV));
        pages.put(
                "audit-export-writing",
                file(new Progress.Writing(0, Optional.empty(), 0, Optional.empty(), 800, 240_000), Format.JSON_LINES));
        pages.put(
                "audit",
                page(
                        List.of(
                                event(new TagMoved(
                                        said.apply("@acme/pad"), said.apply("beta"), Optional.empty(), "1.0.0")),
                                event(new OrganizationChanged(
                                        "acme",
                                        Map.of(
                                                "displayName",
                                                new Values(said.apply("Acme"), said.apply("Acme Inc")),
                                                "website",
                                                new Values("", "https://acme.example"))))),
                        Optional.of("action=tag.moved&cursor=x")));
    }

    private AuditExportPage file(Progress progress, Format format) {
        var query = new AuditQuery(
                new OrgSlug("acme"),
                Instant.EPOCH,
                NOW,
                Include.ALL,
                Optional.of("tag.moved"),
                Optional.of(said.apply("ada")),
                Optional.of(said.apply("@acme/pad")),
                Order.ASCENDING);
        var by = new Principal.Person(new AccountId("01KAKJ3V6Q8ZQ0W3Y2M7N5T4RB"), new Handle("ada"));
        var export = new AuditExport(new ExportId("01KAKJ3V6Q8ZQ0W3Y2M7N5T4RB"), query, format, by, NOW, progress);
        return new AuditExportPage(Samples.chrome(), head(), export);
    }

    private AuditPage page(List<AuditPage.Event> events, Optional<String> next) {
        return new AuditPage(
                Samples.chrome(),
                head(),
                new AuditPage.Filters(
                        Field.of(said.apply("2026-11-01")),
                        Field.EMPTY,
                        "tag.moved",
                        Field.of(said.apply("ada")),
                        Field.of(said.apply("@acme/pad")),
                        Include.ALL,
                        Order.ASCENDING),
                AuditAction.NAMES.stream().sorted().toList(),
                events,
                next);
    }

    private OrganizationHead head() {
        return new OrganizationHead(
                new OrgSlug("acme"),
                said.apply("Acme"),
                Kind.COMPANY,
                Role.OWNER,
                EnumSet.allOf(Permission.class),
                new OrganizationHead.Bill.Settled());
    }

    private AuditPage.Event event(AuditAction action) {
        return AuditPage.Event.of(new RecordedEvent(
                "01KAKJ3V6Q8ZQ0W3Y2M7N5T4RB",
                NOW,
                new Principal.Person(new AccountId("01KAKJ3V6Q8ZQ0W3Y2M7N5T4RB"), new Handle("ada")),
                action.name(),
                action.target(),
                action.details(),
                new Origin("203.0.113.7", said.apply("npm/11"), "JKJaXmPLvHcESHA=")));
    }
}
