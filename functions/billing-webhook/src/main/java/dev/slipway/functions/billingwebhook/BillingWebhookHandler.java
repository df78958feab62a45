package dev.slipway.functions.billingwebhook;

import dev.slipway.adapters.aws.Connections;
import dev.slipway.adapters.dynamodb.DynamoBillingAccounts;
import dev.slipway.adapters.dynamodb.DynamoHeardEvents;
import dev.slipway.adapters.dynamodb.DynamoRateLimits;
import dev.slipway.adapters.dynamodb.DynamoRefusals;
import dev.slipway.adapters.dynamodb.Table;
import dev.slipway.adapters.lambda.Environment;
import dev.slipway.adapters.lambda.HttpHandler;
import dev.slipway.adapters.lambda.HttpRequest;
import dev.slipway.adapters.lambda.HttpResponse;
import dev.slipway.adapters.lambda.Problem;
import dev.slipway.adapters.lambda.Settings;
import dev.slipway.adapters.lambda.StorageTerms;
import dev.slipway.adapters.s3.Bucket;
import dev.slipway.adapters.ssm.SecretParameters;
import dev.slipway.adapters.stripe.StripeAccess;
import dev.slipway.adapters.stripe.StripeEvents;
import dev.slipway.adapters.stripe.StripeEvents.Delivery;
import dev.slipway.billing.FollowSubscription;
import dev.slipway.billing.HearEvent;
import dev.slipway.kernel.Ids;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/// `POST /webhooks/stripe`: what Stripe tells. Where nobody is billed there is nothing at this address.
///
/// Answers 2xx to all that is dealt with or is of no use, so that Stripe doesn't send it again; 400 to what isn't
/// Stripe's, without saying why; and lets what fails be a 5xx, so that Stripe does
/// ([webhooks](https://docs.stripe.com/webhooks)).
public final class BillingWebhookHandler extends HttpHandler {

    private static final String SIGNATURE = "stripe-signature";

    private final Table table;
    private final SecretParameters parameters;
    private final Optional<StripeAccess> stripe;
    private final Optional<Ear> ear;

    /// What there is where somebody is billed.
    private record Ear(StripeEvents events, HearEvent hear) {}

    /// As Lambda makes it.
    public BillingWebhookHandler() throws IOException {
        var environment = Environment.ofProcess();
        var table = Table.open(environment.required("TABLE_NAME"), environment.endpoint("DYNAMODB"), new Connections());
        this(environment, table, InstantSource.system(), System.out);
        if (Settings.from(environment, "billing-webhook").onDemand()) {
            prime();
        }
    }

    /// As the local registry makes it.
    ///
    /// @param bucket not used: there are no bytes here
    /// @param log gets a line for each request
    public BillingWebhookHandler(
            Environment environment, Table table, Bucket bucket, InstantSource clock, OutputStream log) {
        this(environment, table, clock, log);
    }

    /// As tests make it.
    public BillingWebhookHandler(Environment environment, Table table, InstantSource clock, OutputStream log) {
        var settings = Settings.from(environment, "billing-webhook");
        super(settings, clock, System::nanoTime, log, new DynamoRateLimits(table), DynamoRefusals.recording(table));
        this.table = table;
        this.parameters = new SecretParameters(environment.endpoint("SSM"), new Connections(), clock);
        this.stripe = StripeAccess.find(environment::find, parameters::secret, clock);
        this.ear = stripe.map(access -> {
            var accounts = new DynamoBillingAccounts(table);
            var follow = new FollowSubscription(
                    accounts, access.payments(), Ids.random(), StorageTerms.bytesPerSeat(environment));
            return new Ear(access.events(), new HearEvent(accounts, new DynamoHeardEvents(table), follow));
        });
    }

    /// Hears something that nobody signed.
    @Override
    protected void prime() throws IOException {
        rehearse("POST", "/webhooks/stripe");
        stripe.ifPresent(access -> access.payments().prime());
    }

    @Override
    protected void disconnect() {
        table.disconnect();
        parameters.disconnect();
    }

    @Override
    protected HttpResponse handle(HttpRequest request, Instant now) {
        request.notes().action("stripe.event");
        return ear.filter(_ -> request.route().equals("/webhooks/stripe"))
                .map(open -> switch (request.method()) {
                    case "POST" -> hear(request, open, now);
                    default -> Problem.methodNotAllowed("POST").answer(request);
                })
                .orElseGet(() -> Problem.unknownRoute().answer(request));
    }

    private static HttpResponse hear(HttpRequest request, Ear open, Instant now) {
        var signature = request.header(SIGNATURE).orElse("");
        return switch (open.events().hear(request.body(), signature, now)) {
            case Delivery.NotGenuine _ ->
                Problem.of(400, "event_not_genuine", "Not genuine", "This is no event of anybody who is known here.")
                        .answer(request);
            case Delivery.Heard event -> {
                var outcome = open.hear().run(event.id(), event.type(), event.customer(), now);
                request.notes().reason(event.type() + " " + event.id() + ": " + said(outcome));
                yield outcome instanceof HearEvent.Outcome.Busy
                        ? Problem.of(503, "busy", "Busy", "Send it again.").answer(request)
                        : HttpResponse.empty(204);
            }
        };
    }

    private static String said(HearEvent.Outcome outcome) {
        return switch (outcome) {
            case HearEvent.Outcome.Done(var changed) -> changed ? "changed" : "nothing new";
            case HearEvent.Outcome.Again _ -> "heard before";
            case HearEvent.Outcome.OfNoUse _ -> "of no use";
            case HearEvent.Outcome.OfAStranger _ -> "of a customer who isn't known here";
            case HearEvent.Outcome.Busy _ -> "others are at it";
        };
    }
}
