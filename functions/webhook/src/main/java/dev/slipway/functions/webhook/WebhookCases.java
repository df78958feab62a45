package dev.slipway.functions.webhook;

import dev.slipway.webhooks.ChangeEndpoint;
import dev.slipway.webhooks.CreateEndpoint;
import dev.slipway.webhooks.DeleteEndpoint;
import dev.slipway.webhooks.ListDeliveries;
import dev.slipway.webhooks.ListEndpoints;
import dev.slipway.webhooks.ResendDelivery;
import dev.slipway.webhooks.RotateSecret;
import dev.slipway.webhooks.SendTest;
import dev.slipway.webhooks.ShowEndpoint;

/// What can be done about an organization's webhooks, by whichever door.
record WebhookCases(
        CreateEndpoint create,
        ListEndpoints list,
        ShowEndpoint show,
        ChangeEndpoint change,
        DeleteEndpoint delete,
        RotateSecret rotate,
        SendTest test,
        ListDeliveries deliveries,
        ResendDelivery resend) {}
