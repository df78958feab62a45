package dev.slipway.adapters.web;

import dev.slipway.webhooks.Delivery;
import dev.slipway.webhooks.Endpoint;
import dev.slipway.webhooks.Secret;
import java.util.List;
import java.util.Optional;

/// `GET /console/organizations/{org}/webhooks/{webhook}`: one webhook, and what it was told.
///
/// Forms: `POST /console/organizations/{org}/webhooks/{webhook}` with `act` `save` (as [WebhooksPage]'s), `pause`,
/// `resume`, `rotate` (`expireNow`), `test`, `resend` (`delivery`), `delete`.
///
/// @param fresh the secret that was just made, which is shown this once
/// @param overlaps whether the secret before is still valid
public record WebhookPage(
        Chrome frame,
        OrganizationHead organization,
        Endpoint webhook,
        WebhooksPage.Draft draft,
        Optional<Secret> fresh,
        boolean overlaps,
        List<Delivery> deliveries,
        Optional<String> next)
        implements Page {

    public WebhookPage {
        deliveries = List.copyOf(deliveries);
    }
}
