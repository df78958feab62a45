package dev.slipway.local;

import dev.slipway.local.gateway.FunctionBlock;
import dev.slipway.local.mailbox.Mailbox;
import dev.slipway.local.provider.IdentityProvider;
import dev.slipway.local.scanner.Scanner;
import dev.slipway.local.schedule.Schedules;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The services of others that a registry talks to, played on this machine: those that have an address of their own
/// and pages to look at.
///
/// @param sealKey in the place of KMS
/// @param billing Stripe, if organizations are billed
/// @param webhooks what the functions need for them
record StandIns(
        Mailbox mailbox,
        IdentityProvider identityProvider,
        Schedules schedules,
        Scanner scanner,
        WebhookQueue queue,
        SealKeyFile sealKey,
        Optional<BillingStandIn> billing,
        Webhooks webhooks) {

    /// `.test` is nobody's domain and never will be.
    private static final String MAIL_DOMAIN = "slipway.test";

    private static final int HIGHEST_PORT = 65_535;

    /// They are the registry's neighbours, so that bookmarks work at the next start too; where somebody else lives, any
    /// free port will do.
    static StandIns start(Options options, SourceTree sources, Shelf shelf, Parts parts) {
        var mailbox = Mailbox.start(neighbour(options.port(), 1), MAIL_DOMAIN, options.clock());
        parts.add(mailbox::close);
        var identityProvider = IdentityProvider.start(neighbour(options.port(), 2), options.clock());
        parts.add(identityProvider::close);
        var schedules = Schedules.start(neighbour(options.port(), 3), options.clock());
        parts.add(schedules::close);
        var scanner = Scanner.start(neighbour(options.port(), 4));
        parts.add(scanner::close);
        var queue = WebhookQueue.start(neighbour(options.port(), 6), sources.queues(), options.clock(), shelf);
        parts.add(queue.sqs()::close);
        mailbox.beside("What runs by a schedule", schedules.url());
        mailbox.beside("A scanner that finds tokens", scanner.url());
        var billing =
                options.billing() ? Optional.of(billing(options, shelf, parts)) : Optional.<BillingStandIn>empty();
        billing.ifPresent(each ->
                mailbox.beside("What stands in for Stripe", each.stripe().url()));
        return new StandIns(
                mailbox,
                identityProvider,
                schedules,
                scanner,
                queue,
                shelf.sealKey(),
                billing,
                new Webhooks(shelf.webhookKey()));
    }

    private static BillingStandIn billing(Options options, Shelf shelf, Parts parts) {
        var billing = BillingStandIn.start(neighbour(options.port(), 5), options, shelf);
        parts.add(billing.stripe()::close);
        return billing;
    }

    /// Tells those who talk to the registry where it is.
    void register(String url) {
        identityProvider.register(url);
        scanner.register(url);
        billing.ifPresent(each -> each.register(url));
    }

    private static int neighbour(int port, int distance) {
        return port == 0 || port + distance > HIGHEST_PORT ? 0 : port + distance;
    }

    /// What whoever deploys would give the template for the real ones.
    Map<String, String> parameters() {
        var parameters = new HashMap<>(identityProvider.parameters());
        parameters.put("MailFrom", "Slipway <no-reply@" + MAIL_DOMAIN + ">");
        parameters.put("LeakKeysUrl", scanner.url() + "/keys");
        parameters.put("SealAuditLog", "yes");
        billing.ifPresent(each -> parameters.putAll(each.parameters()));
        parameters.putAll(webhooks.parameters());
        return parameters;
    }

    /// What the nested stacks of the template would give back.
    Map<String, String> attributes() {
        return Map.of(
                "Mail.Outputs.ConfigurationSet",
                Mailbox.CONFIGURATION_SET,
                "Queues.Outputs.DeliveriesUrl",
                queue.sqs().queueUrl(),
                "Seals.Outputs.BucketName",
                Data.SEALS,
                "Seals.Outputs.KeyArn",
                "");
    }

    /// Where this function finds them.
    Map<String, String> variables(FunctionBlock function) {
        var variables = new HashMap<String, String>();
        variables.put("AWS_ENDPOINT_URL_SESV2", mailbox.url().toString());
        if (function.logicalId().equals("SealFunction")) {
            variables.put("SEAL_KEY_FILE", sealKey.path().toAbsolutePath().toString());
        }
        variables.put("AWS_ENDPOINT_URL_SQS", queue.sqs().url().toString());
        billing.ifPresent(each -> variables.putAll(each.variables(function.logicalId())));
        variables.putAll(webhooks.variables(function.logicalId()));
        return variables;
    }
}
