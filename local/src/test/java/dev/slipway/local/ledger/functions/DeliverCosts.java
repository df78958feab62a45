package dev.slipway.local.ledger.functions;

import dev.slipway.webhooks.Endpoint;

/// What waits to be sent to receivers.
final class DeliverCosts implements FunctionCosts {

    @Override
    public void measure(Till till) {
        till.person("owner", "ada").founds("acme");
        var webhook = till.post().webhook();
        sent(till, "a delivery that arrives", "01KAKJ8D1G3V6Q8ZQ0W3Y2M7NQ");
        till.post().answers(500);
        sent(till, "a delivery that fails", "01KAKJ8D1G3V6Q8ZQ0W3Y2M7NR");
        till.post().answers(410);
        sent(till, "a receiver that says it is gone, which is paused, and 1 is told", "01KAKJ8D1G3V6Q8ZQ0W3Y2M7NS");
        till.post().keep(webhook.with(Endpoint.State.PAUSED));
        waits(till, "a delivery that is parked");
    }

    private static void sent(Till till, String title, String event) {
        till.event("(set off) " + title, "DynamoDB", till.function("DispatchFunction"), Post.line(event, "tag.moved"));
        waits(till, title);
    }

    private static void waits(Till till, String title) {
        var deliver = till.function("DeliverFunction");
        till.post().messages(deliver).forEach(event -> till.event(title, "SQS", deliver, event));
    }
}
