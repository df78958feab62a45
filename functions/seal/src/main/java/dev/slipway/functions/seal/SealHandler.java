package dev.slipway.functions.seal;

import dev.slipway.adapters.aws.Connections;
import dev.slipway.adapters.dynamodb.DynamoAuditLog;
import dev.slipway.adapters.dynamodb.DynamoChains;
import dev.slipway.adapters.dynamodb.Table;
import dev.slipway.adapters.kms.SealSigner;
import dev.slipway.adapters.lambda.Environment;
import dev.slipway.adapters.lambda.RequestNotes;
import dev.slipway.adapters.lambda.ScheduleHandler;
import dev.slipway.adapters.lambda.Settings;
import dev.slipway.adapters.s3.Bucket;
import dev.slipway.adapters.s3.S3Seals;
import dev.slipway.audit.seal.SealLogs;
import dev.slipway.kernel.Ids;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;

/// Once an hour: the audit logs of all organizations are sealed, up to the hour that is over. Where there is no key for
/// it there is nothing to do.
public final class SealHandler extends ScheduleHandler {

    private final Table table;
    private final Optional<Bucket> bucket;
    private final Optional<SealSigner> signer;
    private final Optional<SealLogs> seal;

    /// As Lambda makes it.
    public SealHandler() {
        var environment = Environment.ofProcess();
        var table = Table.open(environment.required("TABLE_NAME"), environment.endpoint("DYNAMODB"), new Connections());
        this(
                environment,
                table,
                name -> Bucket.open(name, environment.endpoint("S3"), new Connections()),
                InstantSource.system(),
                System.out);
    }

    /// As the local registry makes it.
    ///
    /// @param bucket the registry's, beside which the seals have one of their own
    /// @param log gets a line for each call
    public SealHandler(Environment environment, Table table, Bucket bucket, InstantSource clock, OutputStream log) {
        this(environment, table, bucket::beside, clock, log);
    }

    private SealHandler(
            Environment environment,
            Table table,
            Function<String, Bucket> buckets,
            InstantSource clock,
            OutputStream log) {
        super(Settings.from(environment, "seal"), clock, System::nanoTime, log);
        this.table = table;
        var name = environment.find("SEAL_BUCKET_NAME");
        this.bucket = name.map(buckets);
        this.signer = SealSigner.find(environment::find, environment.endpoint("KMS"), new Connections());
        var keep = environment
                .find("AUDIT_RETENTION_DAYS")
                .map(_ -> Duration.ofDays(environment.wholeNumber("AUDIT_RETENTION_DAYS", 1)));
        this.seal = signer.flatMap(key -> bucket.map(place -> new SealLogs(
                new DynamoAuditLog(table),
                new DynamoChains(table, name.orElseThrow()),
                new S3Seals(place),
                key.signer(),
                Ids.random(),
                keep)));
    }

    @Override
    protected void disconnect() {
        table.disconnect();
        bucket.ifPresent(Bucket::disconnect);
        signer.ifPresent(key -> key.disconnect().run());
    }

    /// What could not be sealed is an error, so that Lambda calls again and an alarm goes off. All else was sealed
    /// before.
    @Override
    protected void handle(Instant due, RequestNotes notes) {
        notes.action("audit.seal");
        if (seal.isEmpty()) {
            notes.reason("the audit log is not sealed here");
            return;
        }
        var outcome = seal.get().run(due, this::now);
        var said = outcome.organizations() + " organizations, " + outcome.seals() + " seals of " + outcome.events()
                + " events, " + outcome.archived() + " events archived, " + outcome.left() + " left, "
                + outcome.failed().size() + " failed";
        notes.reason(said);
        if (!outcome.failed().isEmpty()) {
            var failure = new IllegalStateException(said);
            outcome.failed()
                    .forEach(failed ->
                            failure.addSuppressed(new IllegalStateException("@" + failed.org(), failed.why())));
            throw failure;
        }
    }
}
