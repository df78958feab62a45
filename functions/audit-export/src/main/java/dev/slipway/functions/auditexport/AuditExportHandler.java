package dev.slipway.functions.auditexport;

import dev.slipway.adapters.aws.Connections;
import dev.slipway.adapters.dynamodb.DynamoAuditExports;
import dev.slipway.adapters.dynamodb.DynamoAuditLog;
import dev.slipway.adapters.dynamodb.StreamedImage;
import dev.slipway.adapters.dynamodb.Table;
import dev.slipway.adapters.lambda.Environment;
import dev.slipway.adapters.lambda.ExportText;
import dev.slipway.adapters.lambda.RequestNotes;
import dev.slipway.adapters.lambda.Settings;
import dev.slipway.adapters.lambda.StreamHandler;
import dev.slipway.adapters.lambda.StreamRecord;
import dev.slipway.adapters.s3.Bucket;
import dev.slipway.adapters.s3.S3ExportFiles;
import dev.slipway.audit.WriteExport;
import java.io.OutputStream;
import java.time.Instant;
import java.time.InstantSource;

/// Writes the files that audit logs are exported to, a turn at a time: the table's stream tells of each turn, and one
/// that leaves something to do puts the next into the table.
public final class AuditExportHandler extends StreamHandler {

    private final Table table;
    private final Bucket bucket;
    private final WriteExport write;

    /// As Lambda makes it.
    public AuditExportHandler() {
        var environment = Environment.ofProcess();
        var table = Table.open(environment.required("TABLE_NAME"), environment.endpoint("DYNAMODB"), new Connections());
        var bucket = Bucket.open(environment.required("BUCKET_NAME"), environment.endpoint("S3"), new Connections());
        this(environment, table, bucket, InstantSource.system(), System.out);
    }

    /// As tests and the local registry make it.
    ///
    /// @param log gets a line for each turn
    public AuditExportHandler(
            Environment environment, Table table, Bucket bucket, InstantSource clock, OutputStream log) {
        super(Settings.from(environment, "audit-export"), clock, System::nanoTime, log);
        this.table = table;
        this.bucket = bucket;
        this.write = new WriteExport(
                new DynamoAuditExports(table), new DynamoAuditLog(table), new S3ExportFiles(bucket), ExportText::of);
    }

    @Override
    protected void disconnect() {
        table.disconnect();
        bucket.disconnect();
    }

    @Override
    protected void handle(StreamRecord change, Instant now, RequestNotes notes) {
        notes.action("audit-export.write");
        new StreamedImage(change.image()).exportTurn().ifPresent(turn -> {
            notes.organization(turn.org());
            notes.reason(
                    switch (write.run(turn.org(), turn.export(), turn.number())) {
                        case WriteExport.Outcome.Finished(var export) ->
                            export.progress().lines() + " lines";
                        case WriteExport.Outcome.GoesOn(var export) ->
                            export.progress().lines() + " lines so far";
                        case WriteExport.Outcome.NothingToDo _ -> "nothing to do";
                    });
        });
    }
}
