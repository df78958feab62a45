package dev.slipway.functions.deliver;

import dev.slipway.adapters.aws.Connections;
import dev.slipway.adapters.dynamodb.DynamoContacts;
import dev.slipway.adapters.dynamodb.DynamoDeliveries;
import dev.slipway.adapters.dynamodb.DynamoEndpoints;
import dev.slipway.adapters.dynamodb.DynamoMemberships;
import dev.slipway.adapters.dynamodb.Table;
import dev.slipway.adapters.lambda.Environment;
import dev.slipway.adapters.lambda.QueueHandler;
import dev.slipway.adapters.lambda.QueuedMessage;
import dev.slipway.adapters.lambda.RequestNotes;
import dev.slipway.adapters.lambda.Settings;
import dev.slipway.adapters.s3.Bucket;
import dev.slipway.adapters.ses.SesMails;
import dev.slipway.adapters.sqs.MessageForm;
import dev.slipway.adapters.sqs.SqsQueue;
import dev.slipway.adapters.ssm.SecretParameters;
import dev.slipway.adapters.webhook.WebhookAccess;
import dev.slipway.kernel.Ids;
import dev.slipway.org.Managers;
import dev.slipway.webhooks.DeliverEvent;
import java.io.OutputStream;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;

/// Sends what stands in line to its receiver, once for each time that it is its turn.
public final class DeliverHandler extends QueueHandler {

    private final Table table;
    private final SqsQueue queue;
    private final SesMails mails;
    private final SecretParameters parameters;
    private final Optional<DeliverEvent> deliver;

    /// As Lambda makes it.
    public DeliverHandler() {
        var environment = Environment.ofProcess();
        var table = Table.open(environment.required("TABLE_NAME"), environment.endpoint("DYNAMODB"), new Connections());
        this(environment, table, InstantSource.system(), System.out);
    }

    /// As tests and the local registry make it.
    ///
    /// @param bucket not used: there are no bytes here
    /// @param log gets a line for each message
    public DeliverHandler(Environment environment, Table table, Bucket bucket, InstantSource clock, OutputStream log) {
        this(environment, table, clock, log);
    }

    private DeliverHandler(Environment environment, Table table, InstantSource clock, OutputStream log) {
        var settings = Settings.from(environment, "deliver");
        super(settings, clock, System::nanoTime, log);
        this.table = table;
        this.queue = SqsQueue.open(
                environment.required("WEBHOOK_QUEUE_URL"), environment.endpoint("SQS"), new Connections());
        this.mails = SesMails.open(
                environment.required("MAIL_FROM"),
                environment.find("MAIL_CONFIGURATION_SET"),
                environment.endpoint("SESV2"),
                new Connections());
        this.parameters = new SecretParameters(environment.endpoint("SSM"), new Connections(), clock);
        // Nobody's request tells where the registry is.
        var registry = settings.registryUrl()
                .orElseThrow(() -> new IllegalStateException("REGISTRY_URL is not set: mails lead there"));
        var access = new WebhookAccess(environment::find, parameters::secret);
        this.deliver = access.on() ? Optional.of(deliver(access, registry)) : Optional.empty();
    }

    private DeliverEvent deliver(WebhookAccess webhooks, String registry) {
        var managers = new Managers(new DynamoMemberships(table), new DynamoContacts(table));
        return new DeliverEvent(
                new DynamoEndpoints(table),
                new DynamoDeliveries(table),
                queue,
                webhooks.secrets(),
                webhooks.courier(),
                org -> managers.of(org).stream()
                        .map(Managers.Reachable::address)
                        .toList(),
                mails,
                Ids.random(),
                registry);
    }

    /// Looks for a delivery that there is not.
    @Override
    protected void prime() {
        var none = MessageForm.read("1 rehearsal 00000000000000000000000000 00000000000000000000000000 0 1 0");
        deliver.ifPresent(event -> event.run(none, Instant.EPOCH));
    }

    @Override
    protected void disconnect() {
        table.disconnect();
        queue.disconnect();
        mails.disconnect();
        parameters.disconnect();
    }

    @Override
    protected boolean handle(QueuedMessage queued, Instant now, RequestNotes notes) {
        notes.action("webhook.deliver");
        var message = MessageForm.read(queued.body());
        notes.organization(message.org());
        var event = deliver.orElseThrow(() -> new IllegalStateException("this deployment has no key for webhooks"));
        return switch (event.run(message, now)) {
            case DeliverEvent.Outcome.Over(var ending) -> {
                notes.reason(ending.name().toLowerCase(Locale.ROOT));
                yield true;
            }
            case DeliverEvent.Outcome.Held(var rest, var tried) -> {
                queue.hold(queued.receipt(), rest);
                notes.reason((tried ? "failed, " : "not due, ") + "again in " + rest.toSeconds() + " s");
                yield false;
            }
        };
    }
}
