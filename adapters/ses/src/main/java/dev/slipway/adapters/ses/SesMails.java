package dev.slipway.adapters.ses;

import dev.slipway.identity.SignInMails;
import dev.slipway.kernel.Email;
import dev.slipway.kernel.Posted;
import dev.slipway.org.ExpiryMails;
import dev.slipway.org.InvitationMails;
import dev.slipway.org.LeakMails;
import dev.slipway.org.TransferMails;
import dev.slipway.webhooks.PauseMails;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.services.sesv2.SesV2Client;
import software.amazon.awssdk.services.sesv2.model.Content;
import software.amazon.awssdk.services.sesv2.model.EmailContent;
import software.amazon.awssdk.services.sesv2.model.MessageHeader;
import software.amazon.awssdk.services.sesv2.model.SendEmailRequest;

/// All mails that Slipway sends, through SES, and the only class that talks to it.
///
/// Whatever keeps SES from taking one is a value: whoever sends has something to say about it. What it is called in
/// there is SES's name for it and not its sentence, which quotes addresses.
public final class SesMails implements SignInMails, InvitationMails, TransferMails, ExpiryMails, LeakMails, PauseMails {

    /// A person waits for the answer.
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /// A second try may send a mail twice. The link in it still works once.
    private static final Duration PATIENCE_FOR_ONE_TRY = Duration.ofSeconds(2);

    private static final String CHARSET = "UTF-8";

    /// Keeps notes of absence from answering it ([RFC 3834](https://www.rfc-editor.org/rfc/rfc3834)).
    private static final MessageHeader BY_A_MACHINE = MessageHeader.builder()
            .name("Auto-Submitted")
            .value("auto-generated")
            .build();

    private final SesV2Client client;
    private final Sender from;
    private final Optional<String> configurationSet;
    private final Runnable disconnect;

    private SesMails(SesV2Client client, Sender from, Optional<String> configurationSet, Runnable disconnect) {
        this.client = client;
        this.from = from;
        this.configurationSet = configurationSet;
        this.disconnect = disconnect;
    }

    /// @param from `no-reply@example.com` or `Slipway <no-reply@example.com>`
    /// @param configurationSet by which SES tells of bounces and complaints
    /// @param endpoint where SES is, if it isn't the region's own
    /// @param connections what requests go over; it opens new ones after it was closed
    /// @throws IllegalStateException if `from` is no sender
    public static SesMails open(
            String from, Optional<String> configurationSet, Optional<URI> endpoint, SdkHttpClient connections) {
        var sender = Sender.of(from);
        var builder = SesV2Client.builder()
                .httpClient(connections)
                .overrideConfiguration(
                        limits -> limits.apiCallTimeout(PATIENCE).apiCallAttemptTimeout(PATIENCE_FOR_ONE_TRY));
        endpoint.ifPresent(builder::endpointOverride);
        return new SesMails(builder.build(), sender, configurationSet, connections::close);
    }

    @Override
    public Posted send(Email to, URI link, Instant until, String client) {
        return send(to, Wording.signIn(link, until, client));
    }

    @Override
    public Posted send(InvitationMails.Letter letter) {
        return send(letter.to(), Wording.invitation(letter));
    }

    @Override
    public Posted send(TransferMails.Letter letter) {
        return send(letter.to(), Wording.transfer(letter));
    }

    @Override
    public Posted send(ExpiryMails.Letter letter) {
        return send(letter.to(), MachineWording.expiry(letter));
    }

    @Override
    public Posted send(LeakMails.Letter letter) {
        return send(letter.to(), MachineWording.leak(letter));
    }

    @Override
    public Posted send(PauseMails.Letter letter) {
        return send(letter.to(), WebhookWording.paused(letter));
    }

    /// Does what sending does but for the sending: a mail to nobody, which SES refuses. Before a snapshot is taken.
    public void prime() {
        var link = URI.create("https://slipway.test/sign-in/mail?token=none");
        var mail = Wording.signIn(link, Instant.EPOCH, "nobody");
        post(message(mail).build());
    }

    /// Cuts the connections, as before a snapshot is taken. The next mail opens new ones.
    public void disconnect() {
        disconnect.run();
    }

    /// Ends the use of it.
    public void close() {
        client.close();
        disconnect.run();
    }

    private Posted send(Email to, Mail mail) {
        return post(message(mail)
                .destination(destination -> destination.toAddresses(to.value()))
                .build());
    }

    private SendEmailRequest.Builder message(Mail mail) {
        return SendEmailRequest.builder()
                .fromEmailAddress(from.header())
                .configurationSetName(configurationSet.orElse(null))
                .content(EmailContent.builder()
                        .simple(message -> message.subject(text(mail.subject()))
                                .headers(BY_A_MACHINE)
                                .body(body -> body.text(text(TextForm.of(mail))).html(text(HtmlForm.of(mail)))))
                        .build());
    }

    private Posted post(SendEmailRequest request) {
        try {
            return new Posted.Accepted(client.sendEmail(request).messageId());
        } catch (SdkException e) {
            return new Posted.Failed(reason(e));
        }
    }

    private static String reason(SdkException e) {
        return switch (e) {
            case AwsServiceException refusal -> "SES answered " + refusal.statusCode() + " " + code(refusal);
            case ApiCallTimeoutException _, ApiCallAttemptTimeoutException _ ->
                "SES gave no answer within " + PATIENCE.toSeconds() + " seconds";
            default -> "SES could not be asked: " + e.getClass().getSimpleName();
        };
    }

    private static String code(AwsServiceException refusal) {
        var details = refusal.awsErrorDetails();
        var code = details == null ? null : details.errorCode();
        return code == null ? refusal.getClass().getSimpleName() : code;
    }

    private static Content text(String text) {
        return Content.builder().data(text).charset(CHARSET).build();
    }
}
