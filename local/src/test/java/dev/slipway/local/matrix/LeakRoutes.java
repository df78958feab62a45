package dev.slipway.local.matrix;

import java.util.List;

/// Reports of leaked tokens, which are signed and not by anybody who has a token: all callers of the matrix are told
/// the same. What a genuine one does is tried in `LeakApiTest`.
final class LeakRoutes implements FunctionRoutes {

    @Override
    public String logicalId() {
        return "LeakFunction";
    }

    @Override
    public List<Ask> asks() {
        return List.of(Ask.api("ANY /api/v1/leaks", "POST", "/api/v1/leaks", Demand.nothing(), 401)
                .body("[{\"token\": \"{secret-of-a-machine}\"}]")
                .told("report_not_genuine"));
    }
}
