package dev.slipway.local.ledger.functions;

/// What is done in an organization, on its way to webhooks.
final class DispatchCosts implements FunctionCosts {

    private static final String FIRST = "01KAKJ8D1G3V6Q8ZQ0W3Y2M7NQ";
    private static final String SECOND = "01KAKJ8D1G3V6Q8ZQ0W3Y2M7NR";

    @Override
    public void measure(Till till) {
        till.person("owner", "ada").founds("acme");
        told(till, "an event that webhooks never tell of", Post.line(FIRST, "token.issued", "@acme/pad"));
        told(till, "an event, with no webhook", Post.line(FIRST, "tag.moved", "@acme/pad"));
        till.post().webhook();
        told(till, "an event, with one webhook", Post.line(SECOND, "tag.moved", "@acme/pad"));
        told(till, "the same event once more", Post.line(SECOND, "tag.moved", "@acme/pad"));
    }

    private static void told(Till till, String title, byte[] event) {
        till.event(title, "DynamoDB", till.function("DispatchFunction"), event);
    }
}
