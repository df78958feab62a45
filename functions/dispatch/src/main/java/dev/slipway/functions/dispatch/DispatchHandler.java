package dev.slipway.functions.dispatch;

import dev.slipway.access.Actor;
import dev.slipway.adapters.aws.Connections;
import dev.slipway.adapters.dynamodb.DynamoDeliveries;
import dev.slipway.adapters.dynamodb.DynamoEndpoints;
import dev.slipway.adapters.dynamodb.StreamedImage;
import dev.slipway.adapters.dynamodb.Table;
import dev.slipway.adapters.lambda.Environment;
import dev.slipway.adapters.lambda.RequestNotes;
import dev.slipway.adapters.lambda.Settings;
import dev.slipway.adapters.lambda.StreamHandler;
import dev.slipway.adapters.lambda.StreamRecord;
import dev.slipway.adapters.lambda.WebhookBodies;
import dev.slipway.adapters.s3.Bucket;
import dev.slipway.adapters.sqs.SqsQueue;
import dev.slipway.audit.Origin;
import dev.slipway.audit.RecordedEvent;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.webhooks.DispatchEvent;
import java.io.OutputStream;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;

/// Hears of every line of an organization's audit log, and sets off what its webhooks are to tell of it.
public final class DispatchHandler extends StreamHandler {

    private final Table table;
    private final SqsQueue queue;
    private final DispatchEvent dispatch;

    /// As Lambda makes it.
    public DispatchHandler() {
        var environment = Environment.ofProcess();
        var table = Table.open(environment.required("TABLE_NAME"), environment.endpoint("DYNAMODB"), new Connections());
        this(environment, table, InstantSource.system(), System.out);
    }

    /// As tests and the local registry make it.
    ///
    /// @param bucket not used: there are no bytes here
    /// @param log gets a line for each record
    public DispatchHandler(Environment environment, Table table, Bucket bucket, InstantSource clock, OutputStream log) {
        this(environment, table, clock, log);
    }

    private DispatchHandler(Environment environment, Table table, InstantSource clock, OutputStream log) {
        super(Settings.from(environment, "dispatch"), clock, System::nanoTime, log);
        this.table = table;
        this.queue = SqsQueue.open(
                environment.required("WEBHOOK_QUEUE_URL"), environment.endpoint("SQS"), new Connections());
        this.dispatch =
                new DispatchEvent(new DynamoEndpoints(table), new DynamoDeliveries(table), queue, new WebhookBodies());
    }

    /// Looks for the webhooks of an organization that nobody founded.
    @Override
    protected void prime() {
        var event = new RecordedEvent(
                "none", Instant.EPOCH, new Actor.Registry(), "tag.moved", "none", Map.of(), Origin.INSIDE);
        dispatch.run(new OrgSlug("rehearsal"), event, Instant.EPOCH);
    }

    @Override
    protected void disconnect() {
        table.disconnect();
        queue.disconnect();
    }

    @Override
    protected void handle(StreamRecord change, Instant now, RequestNotes notes) {
        notes.action("webhook.dispatch");
        new StreamedImage(change.image()).auditEvent().ifPresent(told -> {
            notes.organization(told.org());
            notes.reason(dispatch.run(told.org(), told.event(), now).told() + " told");
        });
    }
}
