package dev.slipway.local.registry;

import dev.slipway.adapters.lambda.Answer;
import dev.slipway.adapters.lambda.HttpHandler;
import dev.slipway.functions.accept.AcceptHandler;
import dev.slipway.functions.access.AccessHandler;
import dev.slipway.functions.account.AccountHandler;
import dev.slipway.functions.auditquery.AuditQueryHandler;
import dev.slipway.functions.billing.BillingHandler;
import dev.slipway.functions.billingwebhook.BillingWebhookHandler;
import dev.slipway.functions.guard.GuardHandler;
import dev.slipway.functions.install.InstallHandler;
import dev.slipway.functions.invite.InviteHandler;
import dev.slipway.functions.leak.LeakHandler;
import dev.slipway.functions.machine.MachineHandler;
import dev.slipway.functions.organization.OrganizationHandler;
import dev.slipway.functions.publish.PublishHandler;
import dev.slipway.functions.signin.SignInHandler;
import dev.slipway.functions.team.TeamHandler;
import dev.slipway.functions.webhook.WebhookHandler;
import dev.slipway.local.gateway.Routes;
import dev.slipway.local.gateway.Template;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// An environment of each function, as Lambda starts them: with handlers, and a memory, of their own.
record Instance(
        PublishHandler publish,
        InstallHandler install,
        SignInHandler signIn,
        AccountHandler account,
        InviteHandler invite,
        AcceptHandler accept,
        OrganizationHandler organization,
        AccessHandler access,
        TeamHandler team,
        GuardHandler guard,
        AuditQueryHandler auditQuery,
        WebhookHandler webhook,
        MachineHandler machine,
        LeakHandler leak,
        BillingHandler billing,
        BillingWebhookHandler billingWebhook) {

    static final Path ROOT = Path.of(System.getProperty("slipway.root", "."));

    /// As `template.yaml` has them.
    static final Routes ROUTES = routes();

    private static Routes routes() {
        try {
            return Routes.of(Template.read(ROOT.resolve("template.yaml")).functions());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Hands an event to the function that the gateway would hand it to.
    ///
    /// @param event payload 2.0, as JSON
    Answer send(String method, String path, String event) {
        return Answer.of(function(method, path), new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)));
    }

    private HttpHandler function(String method, String path) {
        var function = ROUTES.match(method, path).orElseThrow().function();
        return switch (function.logicalId()) {
            case "PublishFunction" -> publish;
            case "InstallFunction" -> install;
            case "SignInFunction" -> signIn;
            case "AccountFunction" -> account;
            case "InviteFunction" -> invite;
            case "AcceptFunction" -> accept;
            case "OrganizationFunction" -> organization;
            case "AccessFunction" -> access;
            case "TeamFunction" -> team;
            case "GuardFunction" -> guard;
            case "AuditQueryFunction" -> auditQuery;
            case "WebhookFunction" -> webhook;
            case "MachineFunction" -> machine;
            case "LeakFunction" -> leak;
            case "BillingFunction" -> billing;
            case "BillingWebhookFunction" -> billingWebhook;
            default -> throw new IllegalStateException("no handler here for " + function.logicalId());
        };
    }
}
