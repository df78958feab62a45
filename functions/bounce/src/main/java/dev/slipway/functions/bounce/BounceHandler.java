package dev.slipway.functions.bounce;

import dev.slipway.adapters.aws.Connections;
import dev.slipway.adapters.dynamodb.DynamoInvitations;
import dev.slipway.adapters.dynamodb.Table;
import dev.slipway.adapters.lambda.Environment;
import dev.slipway.adapters.lambda.MailNotice;
import dev.slipway.adapters.lambda.RequestNotes;
import dev.slipway.adapters.lambda.Settings;
import dev.slipway.adapters.lambda.TopicHandler;
import dev.slipway.adapters.s3.Bucket;
import dev.slipway.kernel.Ids;
import dev.slipway.org.Invitation;
import dev.slipway.org.RecordBounce;
import java.io.OutputStream;
import java.time.Instant;
import java.time.InstantSource;

/// Hears from SES of mails that didn't arrive or weren't wanted, and notes it on the invitations that they were.
public final class BounceHandler extends TopicHandler {

    private final Table table;
    private final RecordBounce recordBounce;

    /// As Lambda makes it.
    public BounceHandler() {
        var environment = Environment.ofProcess();
        var table = Table.open(environment.required("TABLE_NAME"), environment.endpoint("DYNAMODB"), new Connections());
        this(environment, table, InstantSource.system(), System.out);
    }

    /// As tests and the local registry make it.
    ///
    /// @param bucket not used: there are no bytes here
    /// @param log gets a line for each notification
    public BounceHandler(Environment environment, Table table, Bucket bucket, InstantSource clock, OutputStream log) {
        this(environment, table, clock, log);
    }

    private BounceHandler(Environment environment, Table table, InstantSource clock, OutputStream log) {
        super(Settings.from(environment, "bounce"), clock, System::nanoTime, log);
        this.table = table;
        this.recordBounce = new RecordBounce(new DynamoInvitations(table), Ids.random());
    }

    /// Looks for the mail that nobody sent.
    @Override
    protected void prime() {
        recordBounce.run(new RecordBounce.Notice("none", Invitation.Mail.BOUNCED), Instant.EPOCH);
    }

    @Override
    protected void disconnect() {
        table.disconnect();
    }

    @Override
    protected void handle(String message, Instant now, RequestNotes notes) {
        notes.action("mail.other");
        MailNotice.read(message).ifPresent(notice -> {
            var noted = recordBounce.run(new RecordBounce.Notice(notice.messageId(), mail(notice.kind())), now);
            switch (noted) {
                case RecordBounce.Outcome.Noted(var invitation) ->
                    notes.action("invitation.bounce").organization(invitation.org());
                case RecordBounce.Outcome.NothingToNote _ -> notes.action("mail.bounce");
            }
        });
    }

    private static Invitation.Mail mail(MailNotice.Kind kind) {
        return switch (kind) {
            case BOUNCED -> Invitation.Mail.BOUNCED;
            case COMPLAINED -> Invitation.Mail.COMPLAINED;
            case REJECTED -> Invitation.Mail.FAILED;
        };
    }
}
