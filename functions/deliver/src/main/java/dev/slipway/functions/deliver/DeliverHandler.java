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
import dev.slipway.kernel.OrgSlug;
import dev.slipway.org.Managers;
import dev.slipway.webhooks.DeliverEvent;
import dev.slipway.webhooks.DeliveryId;
import dev.slipway.webhooks.EndpointId;
import dev.slipway.webhooks.Queue;
import dev.slipway.webhooks.TellPaused;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;

/// Sends what stands in line to its receiver, once for each time that it is its turn.
public final class DeliverHandler extends QueueHandler {

    private static final String NOTHING = "0".repeat(26);

    /// A mail service that takes nothing is asked again; 300 times, as the queue counts, is a day.
    private static final Duration MAIL_AGAIN = Duration.ofMinutes(5);

    private final Table table;
    private final SqsQueue queue;
    private final SesMails mails;
    private final SecretParameters parameters;
    private final Optional<Errands> errands;

    /// What it is sent on, where there are webhooks.
    private record Errands(DeliverEvent deliver, TellPaused tell) {}

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
        this.errands = access.on() ? Optional.of(errands(access, registry)) : Optional.empty();
    }

    private Errands errands(WebhookAccess webhooks, String registry) {
        var managers = new Managers(new DynamoMemberships(table), new DynamoContacts(table));
        var endpoints = new DynamoEndpoints(table);
        var deliveries = new DynamoDeliveries(table);
        return new Errands(
                new DeliverEvent(endpoints, deliveries, queue, webhooks.secrets(), webhooks.courier(), Ids.random()),
                new TellPaused(
                        endpoints,
                        org -> managers.of(org).stream()
                                .map(Managers.Reachable::address)
                                .toList(),
                        mails,
                        registry));
    }

    /// Looks for a delivery that there is not.
    @Override
    protected void prime() {
        var nobody = new DeliveryId(new EndpointId(NOTHING), NOTHING);
        var none = new Queue.Message(new OrgSlug("rehearsal"), nobody, 0, 1, 0);
        errands.ifPresent(each -> each.deliver().run(none, Instant.EPOCH));
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
        var ready = errands.orElseThrow(() -> new IllegalStateException("this deployment has no key for webhooks"));
        notes.action("webhook.deliver");
        var item = MessageForm.read(queued.body());
        notes.organization(item.org());
        return switch (item) {
            case Queue.Message message -> deliver(ready, message, queued, now, notes);
            case Queue.Notice notice -> tell(ready, notice, queued, now, notes);
        };
    }

    private boolean deliver(
            Errands ready, Queue.Message message, QueuedMessage queued, Instant now, RequestNotes notes) {
        return switch (ready.deliver().run(message, now)) {
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

    private boolean tell(Errands ready, Queue.Notice notice, QueuedMessage queued, Instant now, RequestNotes notes) {
        notes.action("webhook.tell_paused");
        return switch (ready.tell().run(notice, now)) {
            case TellPaused.Outcome.Told(var accepted, var failed) -> {
                notes.reason(accepted + " told, " + failed + " not");
                yield true;
            }
            case TellPaused.Outcome.NotTaken(var failed) -> {
                queue.hold(queued.receipt(), MAIL_AGAIN);
                notes.reason("0 told, " + failed + " not, again in " + MAIL_AGAIN.toSeconds() + " s");
                yield false;
            }
            case TellPaused.Outcome.NoMatter _ -> {
                notes.reason("void");
                yield true;
            }
        };
    }
}
