package dev.slipway.functions.reconcile;

import dev.slipway.adapters.aws.Connections;
import dev.slipway.adapters.dynamodb.DynamoBillingAccounts;
import dev.slipway.adapters.dynamodb.DynamoInvitations;
import dev.slipway.adapters.dynamodb.Table;
import dev.slipway.adapters.lambda.Environment;
import dev.slipway.adapters.lambda.RequestNotes;
import dev.slipway.adapters.lambda.ScheduleHandler;
import dev.slipway.adapters.lambda.Settings;
import dev.slipway.adapters.lambda.StorageTerms;
import dev.slipway.adapters.s3.Bucket;
import dev.slipway.adapters.ssm.SecretParameters;
import dev.slipway.adapters.stripe.StripeAccess;
import dev.slipway.billing.FollowSubscription;
import dev.slipway.billing.ReconcileBilling;
import dev.slipway.kernel.Ids;
import dev.slipway.org.ExpireInvitations;
import java.io.OutputStream;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/// Once an hour: what lost events and crashes left behind between Stripe and us is mended. Where nobody is billed there
/// is nothing to do.
public final class ReconcileHandler extends ScheduleHandler {

    private final Table table;
    private final SecretParameters parameters;
    private final Optional<StripeAccess> stripe;
    private final Optional<ReconcileBilling> reconcile;

    /// As Lambda makes it.
    public ReconcileHandler() {
        var environment = Environment.ofProcess();
        var table = Table.open(environment.required("TABLE_NAME"), environment.endpoint("DYNAMODB"), new Connections());
        this(environment, table, InstantSource.system(), System.out);
    }

    /// As the local registry makes it.
    ///
    /// @param bucket not used: there are no bytes here
    /// @param log gets a line for each call
    public ReconcileHandler(
            Environment environment, Table table, Bucket bucket, InstantSource clock, OutputStream log) {
        this(environment, table, clock, log);
    }

    /// As tests make it.
    public ReconcileHandler(Environment environment, Table table, InstantSource clock, OutputStream log) {
        var settings = Settings.from(environment, "reconcile");
        super(settings, clock, System::nanoTime, log);
        this.table = table;
        this.parameters = new SecretParameters(environment.endpoint("SSM"), new Connections(), clock);
        this.stripe = StripeAccess.find(environment::find, parameters::secret, clock);
        this.reconcile = stripe.map(access -> {
            var ids = Ids.random();
            var accounts = new DynamoBillingAccounts(table);
            var expiry = new ExpireInvitations(new DynamoInvitations(table), ids);
            var follow =
                    new FollowSubscription(accounts, access.payments(), ids, StorageTerms.bytesPerSeat(environment));
            return new ReconcileBilling(accounts, access.payments(), follow, expiry, ids);
        });
    }

    @Override
    protected void disconnect() {
        table.disconnect();
        parameters.disconnect();
    }

    /// What could not be done is an error, so that an alarm goes off. All else was done before.
    ///
    /// @param due not asked: what was left behind is told by the clock, and a call that comes late mends no less
    @Override
    protected void handle(Instant due, RequestNotes notes) {
        notes.action("billing.reconcile");
        if (reconcile.isEmpty()) {
            notes.reason("nobody is billed");
            return;
        }
        var outcome = reconcile.get().run(this::now);
        var said = outcome.organizations() + " organizations, " + outcome.mended() + " mended, "
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
