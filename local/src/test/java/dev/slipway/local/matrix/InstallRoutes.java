package dev.slipway.local.matrix;

import java.util.List;

/// What reads, and the answer to what no route is for: "read (install, search) the org's packages".
final class InstallRoutes implements FunctionRoutes {

    static final String SEARCH = "/-/v1/search";

    private static final String GET = "GET /{path+}";
    private static final String HEAD = "HEAD /{path+}";
    private static final String AUDIT = "POST /-/npm/v1/security/{path+}";

    @Override
    public String logicalId() {
        return "InstallFunction";
    }

    @Override
    public List<Ask> asks() {
        return List.of(
                Ask.api(GET, "GET", "/-/ping", Demand.nothing(), 200),
                Ask.api(HEAD, "HEAD", "/-/ping", Demand.nothing(), 200),
                Ask.api(AUDIT, "POST", "/-/npm/v1/security/advisories/bulk", Demand.nothing(), 200)
                        .idle(),
                Ask.api(AUDIT, "POST", "/-/npm/v1/security/audits", Demand.nothing(), 200)
                        .idle(),
                Ask.api(AUDIT, "POST", "/-/npm/v1/security/audits/quick", Demand.nothing(), 200)
                        .idle(),
                Ask.api(GET, "GET", "/-/whoami", Demand.somebody(), 200),
                Ask.api(HEAD, "HEAD", "/-/whoami", Demand.somebody(), 200),
                Ask.api(GET, "GET", SEARCH, Demand.searching(), 200).query("text=&size=100"),
                Ask.api(HEAD, "HEAD", SEARCH, Demand.searching(), 200),
                Ask.api(GET, "GET", "/{name}", Demand.reading(), 200),
                Ask.api(GET, "GET", "/{name}", Demand.reading(), 200).query("write=true"),
                Ask.api(HEAD, "HEAD", "/{name}", Demand.reading(), 200),
                Ask.api(GET, "GET", "/{name}/1.0.0", Demand.reading(), 200),
                Ask.api(GET, "GET", "/{name}/beta", Demand.reading(), 200),
                Ask.api(HEAD, "HEAD", "/{name}/1.0.0", Demand.reading(), 200),
                Ask.api(GET, "GET", "/{name}/-/{local}-1.0.0.tgz", Demand.reading(), 302),
                Ask.api(HEAD, "HEAD", "/{name}/-/{local}-1.0.0.tgz", Demand.reading(), 302),
                Ask.api(GET, "GET", "/-/package/{name}/dist-tags", Demand.reading(), 200),
                Ask.api(HEAD, "HEAD", "/-/package/{name}/dist-tags", Demand.reading(), 200),
                nothing(GET, "GET", "/lodash", 404, "not_scoped"),
                nothing(GET, "GET", "/-/nothing", 404, "unknown_route"),
                nothing(GET, "GET", "/{name}/-rev/2", 405, "method_not_allowed"),
                nothing(GET, "GET", "/-/package/{name}/dist-tags/beta", 405, "method_not_allowed"),
                nothing("$default", "POST", "/{name}", 405, "method_not_allowed"),
                nothing("$default", "PATCH", "/-/nothing", 404, "unknown_route"));
    }

    private static Ask nothing(String route, String method, String path, int status, String code) {
        return Ask.api(route, method, path, Demand.nothing(), status).told(code);
    }
}
