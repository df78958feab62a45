package dev.slipway.local.ledger.functions;

/// A part of an audit log, written to a file.
final class AuditExportCosts implements FunctionCosts {

    private static final String EXPORTS = "/api/v1/orgs/acme/audit-exports";

    @Override
    public void measure(Till till) {
        var ada = till.person("owner", "ada");
        ada.founds("acme");
        turn(till, ada, "all that changed, 2 events", "{\"format\": \"csv\"}");
        turn(till, ada, "all with installs", "{\"format\": \"jsonl\", \"include\": \"all\"}");
    }

    private static void turn(Till till, Somebody ada, String title, String wish) {
        var id = till.quietly(ada.asks("POST", EXPORTS).sending(wish)).json().get("id");
        var called = """
                {"Records": [{"eventID": "1", "eventName": "INSERT", "eventSource": "aws:dynamodb",
                  "dynamodb": {"SequenceNumber": "100", "Keys": {"pk": {"S": "EXPORT-TURNS#acme"}, "sk": {"S": "%1$s#0"}},
                    "NewImage": {"pk": {"S": "EXPORT-TURNS#acme"}, "sk": {"S": "%1$s#0"}, "type": {"S": "export turn"},
                      "org": {"S": "acme"}, "export": {"S": "%1$s"}, "turn": {"N": "0"}}}}]}""".formatted(id);
        till.event(
                title,
                "owner",
                till.function("AuditExportFunction"),
                called.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        till.event(
                title + ", called once more",
                "owner",
                till.function("AuditExportFunction"),
                called.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
}
