package dev.slipway.local.ledger.functions;

import dev.slipway.webhooks.Endpoint;

/// What waits to be sent to receivers.
final class DeliverCosts implements FunctionCosts {

    @Override
    public void measure(Till till) {
        till.person("owner", "ada").founds("acme");
        var webhook = till.post().webhook();
        setOff(till, 1);
        sent(till, "a delivery that arrives");
        till.post().answers(500);
        setOff(till, 2);
        sent(till, "a delivery that fails");
        setOff(till, 3);
        till.post().keep(webhook.with(Endpoint.State.PAUSED));
        sent(till, "a delivery that is parked");
        till.post().keep(webhook);
        setOff(till, 4);
        till.post().answers(410);
        sent(till, "a receiver that says it is gone, which is paused");
        till.quietly(till.function("DispatchFunction"), Post.paused("01KAKJ8D1G3V6Q8ZQ0W3Y2M7N5", webhook));
        sent(till, "a notice that it was paused, to 1");
    }

    /// Each in a line of its own, since none of them leaves the queue.
    private static void setOff(Till till, int number) {
        var event = Post.line("01KAKJ8D1G3V6Q8ZQ0W3Y2M7N" + number, "tag.moved", "@acme/pad-" + number);
        till.quietly(till.function("DispatchFunction"), event);
    }

    private static void sent(Till till, String title) {
        var deliver = till.function("DeliverFunction");
        till.post().messages(deliver).forEach(event -> till.event(title, "SQS", deliver, event));
    }
}
