package dev.slipway.local.matrix;

import static dev.slipway.access.Permission.MANAGE_PACKAGE;
import static dev.slipway.access.Permission.PUBLISH_PACKAGES;

import dev.slipway.local.registry.Draft;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// What writes: "publish, tag, deprecate packages", "create packages", and "unpublish, delete" of package settings.
final class PublishRoutes implements FunctionRoutes {

    private static final String PUT = "PUT /{path+}";
    private static final String DELETE = "DELETE /{path+}";
    private static final String POST = "POST /-/package/{path+}";

    private final Map<String, String> drafts = new ConcurrentHashMap<>();

    @Override
    public String logicalId() {
        return "PublishFunction";
    }

    @Override
    public List<Ask> asks() {
        return List.of(
                Ask.api(PUT, "PUT", "/{name}", Demand.publishing(), 201)
                        .body(name -> drafts.computeIfAbsent(
                                name, _ -> Draft.of(name, "1.1.0").body())),
                Ask.api(PUT, "PUT", "/{name}", Demand.changing(PUBLISH_PACKAGES), 200)
                        .body(name -> document(name, "\"1.0.0\":{\"deprecated\":\"old\"},\"1.0.1\":{}")),
                Ask.api(PUT, "PUT", "/-/package/{name}/dist-tags/next", Demand.changing(PUBLISH_PACKAGES), 200)
                        .body("\"1.0.0\""),
                Ask.api(POST, "POST", "/-/package/{name}/dist-tags/next", Demand.changing(PUBLISH_PACKAGES), 200)
                        .body("\"1.0.0\""),
                Ask.api(DELETE, "DELETE", "/-/package/{name}/dist-tags/beta", Demand.changing(PUBLISH_PACKAGES), 200),
                Ask.api(PUT, "PUT", "/{name}/-rev/2", Demand.changing(MANAGE_PACKAGE), 200)
                        .body(name -> document(name, "\"1.0.0\":{}")),
                Ask.api(DELETE, "DELETE", "/{name}/-rev/2", Demand.changing(MANAGE_PACKAGE), 200),
                // Of a version that is still there.
                Ask.api(DELETE, "DELETE", "/{name}/-/{local}-1.0.0.tgz/-rev/2", Demand.changing(MANAGE_PACKAGE), 409)
                        .told("version_still_published"),
                wrong(DELETE, "DELETE", "/{name}"),
                wrong(PUT, "PUT", "/{name}/-/{local}-1.0.0.tgz"),
                wrong(PUT, "PUT", "/-/whoami"),
                wrong(POST, "POST", "/-/package/{name}/dist-tags"));
    }

    private static Ask wrong(String route, String method, String path) {
        return Ask.api(route, method, path, Demand.nothing(), 405).told("method_not_allowed");
    }

    private static String document(String name, String versions) {
        return "{\"name\":\"" + name + "\",\"_rev\":\"2\",\"versions\":{" + versions + "}}";
    }
}
