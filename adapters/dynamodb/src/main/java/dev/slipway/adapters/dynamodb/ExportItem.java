package dev.slipway.adapters.dynamodb;

import dev.slipway.audit.AuditExport;
import dev.slipway.audit.AuditExport.Format;
import dev.slipway.audit.AuditExport.Progress;
import dev.slipway.audit.AuditQuery;
import dev.slipway.audit.ExportId;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.kernel.Position;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// An export: what was asked for, and how far it is. It has a revision, by which of two who write it one goes on.
final class ExportItem {

    /// Longer than the file can be had, so that whoever comes too late is told that it is gone by its time.
    private static final Duration FORGOTTEN = Duration.ofDays(1);

    private ExportItem() {}

    static Map<String, AttributeValue> write(AuditExport export) {
        var query = export.query();
        var item = Attributes.item(Keys.export(export.org(), export.id()), "export", 1)
                .text("org", export.org().value())
                .text("format", export.format().wireName())
                .instant("from", query.from())
                .instant("to", query.to())
                .text("include", query.include().wireName())
                .text("action", query.action())
                .text("actor", query.actor())
                .text("target", query.target())
                .map("by", PrincipalForm.write(export.by()))
                .instant("at", export.at())
                .forgetAt(export.until().plus(FORGOTTEN));
        switch (export.progress()) {
            case Progress.Ready(var lines, var bytes) ->
                item.text("state", "ready").number("lines", lines).number("bytes", bytes);
            case Progress.Writing(var turn, var upload, var parts, var after, var lines, var bytes) ->
                item.text("state", "writing")
                        .number("turn", turn)
                        .text("upload", upload)
                        .number("parts", parts)
                        .text("after", after.map(Position::value))
                        .number("lines", lines)
                        .number("bytes", bytes);
        }
        return item.build();
    }

    static AuditExport read(Map<String, AttributeValue> item) {
        var query = new AuditQuery(
                new OrgSlug(Attributes.text(item, "org")),
                Attributes.instant(item, "from"),
                Attributes.instant(item, "to"),
                AuditQuery.Include.named(Attributes.text(item, "include")),
                Attributes.findText(item, "action"),
                Attributes.findText(item, "actor"),
                Attributes.findText(item, "target"),
                AuditQuery.Order.ASCENDING);
        return new AuditExport(
                new ExportId(Attributes.text(item, "sk")),
                query,
                Format.named(Attributes.text(item, "format")),
                PrincipalForm.readActor(Attributes.map(item, "by")),
                Attributes.instant(item, "at"),
                progress(item));
    }

    private static Progress progress(Map<String, AttributeValue> item) {
        var lines = Attributes.number(item, "lines");
        var bytes = Attributes.number(item, "bytes");
        return Attributes.text(item, "state").equals("ready")
                ? new Progress.Ready(lines, bytes)
                : new Progress.Writing(
                        (int) Attributes.number(item, "turn"),
                        Attributes.findText(item, "upload"),
                        (int) Attributes.number(item, "parts"),
                        Attributes.findText(item, "after").map(Position::new),
                        lines,
                        bytes);
    }

    /// Takes the place of the item as it was before, and of no other.
    static <S extends Enum<S>> Write<S> replace(S step, AuditExport after, Progress.Writing before) {
        var names = new HashMap<>(Map.of("#state", "state"));
        var values = new HashMap<>(Map.of(
                ":writing", AttributeValue.fromS("writing"),
                ":turn", AttributeValue.fromN(Integer.toString(before.turn())),
                ":parts", AttributeValue.fromN(Integer.toString(before.parts()))));
        before.upload().ifPresent(upload -> values.put(":upload", AttributeValue.fromS(upload)));
        return Write.put(
                step,
                write(after),
                "#state = :writing AND turn = :turn AND parts = :parts AND "
                        + (before.upload().isPresent() ? "upload = :upload" : "attribute_not_exists(upload)"),
                names,
                values);
    }

    /// What has a turn called: each is one item, which is put once.
    static Map<String, AttributeValue> turn(AuditExport export, int turn) {
        return Attributes.item(Keys.exportTurn(export.org(), export.id(), turn), "export turn", 1)
                .text("org", export.org().value())
                .text("export", export.id().value())
                .number("turn", turn)
                .forgetAt(export.until())
                .build();
    }

    /// The turn that an item which was put has called.
    static Optional<DynamoAuditExports.Turn> readTurn(Map<String, AttributeValue> item) {
        return Attributes.findText(item, "type")
                .filter("export turn"::equals)
                .map(_ -> new DynamoAuditExports.Turn(
                        new OrgSlug(Attributes.text(item, "org")), new ExportId(Attributes.text(item, "export")), (int)
                                Attributes.number(item, "turn")));
    }
}
