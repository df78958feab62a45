package dev.slipway.functions.remind;

import dev.slipway.adapters.aws.Connections;
import dev.slipway.adapters.dynamodb.DynamoContacts;
import dev.slipway.adapters.dynamodb.DynamoEndings;
import dev.slipway.adapters.dynamodb.DynamoMachineTokens;
import dev.slipway.adapters.dynamodb.DynamoMemberships;
import dev.slipway.adapters.dynamodb.DynamoOrganizations;
import dev.slipway.adapters.dynamodb.DynamoServiceAccounts;
import dev.slipway.adapters.dynamodb.Table;
import dev.slipway.adapters.lambda.Environment;
import dev.slipway.adapters.lambda.RequestNotes;
import dev.slipway.adapters.lambda.ScheduleHandler;
import dev.slipway.adapters.lambda.Settings;
import dev.slipway.adapters.s3.Bucket;
import dev.slipway.adapters.ses.SesMails;
import dev.slipway.org.ExpiryMails;
import dev.slipway.org.RemindOfExpiry;
import java.io.OutputStream;
import java.time.Instant;
import java.time.InstantSource;

/// Once a day: owners and admins are told which machine tokens end in 14, 7 or 1 days.
public final class RemindHandler extends ScheduleHandler {

    private final Table table;
    private final Runnable disconnectMails;
    private final RemindOfExpiry remind;
    private final String registry;

    /// As Lambda makes it.
    public RemindHandler() {
        var environment = Environment.ofProcess();
        var table = Table.open(environment.required("TABLE_NAME"), environment.endpoint("DYNAMODB"), new Connections());
        var mails = mails(environment);
        this(environment, table, mails, mails::disconnect, InstantSource.system(), System.out);
    }

    /// As the local registry makes it.
    ///
    /// @param bucket not used: there are no bytes here
    /// @param log gets a line for each call
    public RemindHandler(Environment environment, Table table, Bucket bucket, InstantSource clock, OutputStream log) {
        var mails = mails(environment);
        this(environment, table, mails, mails::disconnect, clock, log);
    }

    /// As tests make it.
    ///
    /// @param disconnectMails cuts the connections of the mails
    public RemindHandler(
            Environment environment,
            Table table,
            ExpiryMails mails,
            Runnable disconnectMails,
            InstantSource clock,
            OutputStream log) {
        var settings = Settings.from(environment, "remind");
        super(settings, clock, System::nanoTime, log);
        this.table = table;
        this.disconnectMails = disconnectMails;
        // Nobody's request tells where the registry is, as for all others.
        this.registry = settings.registryUrl()
                .orElseThrow(() -> new IllegalStateException("REGISTRY_URL is not set: mails lead there"));
        this.remind = new RemindOfExpiry(
                new DynamoEndings(table),
                new DynamoMachineTokens(table),
                new DynamoServiceAccounts(table),
                new DynamoOrganizations(table),
                new DynamoMemberships(table),
                new DynamoContacts(table),
                mails);
    }

    private static SesMails mails(Environment environment) {
        return SesMails.open(
                environment.required("MAIL_FROM"),
                environment.find("MAIL_CONFIGURATION_SET"),
                environment.endpoint("SESV2"),
                new Connections());
    }

    @Override
    protected void disconnect() {
        table.disconnect();
        disconnectMails.run();
    }

    /// What could not be done is an error, so that Lambda calls again and an alarm goes off. All else was done before.
    @Override
    protected void handle(Instant due, RequestNotes notes) {
        notes.action("expiry.remind");
        var outcome = remind.run(registry, due);
        var said = outcome.sent() + " mails sent, " + outcome.failed() + " not taken, "
                + outcome.broken().size() + " tokens passed over";
        notes.reason(said);
        if (outcome.failed() > 0 || !outcome.broken().isEmpty()) {
            var failure = new IllegalStateException(said);
            outcome.broken().forEach(failure::addSuppressed);
            outcome.broken().stream().findFirst().ifPresent(failure::initCause);
            throw failure;
        }
    }
}
