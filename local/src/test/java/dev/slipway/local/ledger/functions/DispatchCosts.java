package dev.slipway.local.ledger.functions;

/// What is done in an organization, on its way to webhooks.
final class DispatchCosts implements FunctionCosts {

    private static final String FIRST = "01KAKJ8D1G3V6Q8ZQ0W3Y2M7NQ";
    private static final String SECOND = "01KAKJ8D1G3V6Q8ZQ0W3Y2M7NR";
    private static final String THIRD = "01KAKJ8D1G3V6Q8ZQ0W3Y2M7NS";

    @Override
    public void measure(Till till) {
        till.person("owner", "ada").founds("acme");
        told(till, "an event that webhooks never tell of", Post.line(FIRST, "token.issued", "@acme/pad"));
        told(till, "an event, with no webhook", Post.line(FIRST, "tag.moved", "@acme/pad"));
        var webhook = till.post().webhook();
        told(till, "an event, with one webhook", Post.line(SECOND, "tag.moved", "@acme/pad"));
        told(till, "the same event once more", Post.line(SECOND, "tag.moved", "@acme/pad"));
        told(till, "that somebody sends it again", Post.resent(THIRD, webhook, SECOND));
        told(till, "that the registry has paused one", Post.paused(THIRD, webhook));
    }

    private static void told(Till till, String title, byte[] event) {
        till.event(title, "DynamoDB", till.function("DispatchFunction"), event);
    }
}
