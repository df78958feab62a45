package dev.slipway.functions.webhook;

import dev.slipway.adapters.lambda.HttpRequest;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.webhooks.DeliveryId;
import dev.slipway.webhooks.EndpointId;

/// What a path names, and the paths of the pages.
final class WebhookPath {

    private WebhookPath() {}

    static EndpointId webhook(HttpRequest request) {
        return new EndpointId(request.parameter("webhook"));
    }

    static DeliveryId delivery(HttpRequest request) {
        return new DeliveryId(webhook(request), request.parameter("delivery"));
    }

    static String page(OrgSlug org) {
        return "/console/organizations/" + org + "/webhooks";
    }

    static String page(OrgSlug org, EndpointId id) {
        return page(org) + "/" + id;
    }
}
