package dev.slipway.local.matrix;

import java.util.function.UnaryOperator;

/// One row: a request to a route, what it demands, and the answer to whoever may.
///
/// Path, query and body may hold what is the caller's own or the stage's, in braces: see [Stage#fill].
///
/// @param route as `template.yaml` has it, such as `ANY /api/v1/orgs/{org}`
/// @param page whether a browser asks
/// @param body given the name of the package
/// @param goodForm whether a form comes from a page that was shown in the same browser
/// @param status of the answer to whoever may
/// @param code of the problem that it is told by, where the request is made so that nothing is done; or the place that
///     a page leads to
/// @param changes whether something is written where it is done
/// @param events how many lines that leaves in audit logs, or [#FOR_EACH]
record Ask(
        String route,
        String method,
        String path,
        boolean page,
        String query,
        UnaryOperator<String> body,
        boolean goodForm,
        Demand demand,
        int status,
        String code,
        boolean changes,
        int events) {

    /// One or more lines if anything else is written, and none if nothing is.
    static final int FOR_EACH = -1;

    static Ask api(String route, String method, String path, Demand demand, int status) {
        return new Ask(
                route,
                method,
                path,
                false,
                "",
                _ -> "",
                true,
                demand,
                status,
                "",
                status < 400 && !method.equals("GET") && !method.equals("HEAD"),
                1);
    }

    static Ask page(String route, String method, String path, Demand demand, int status) {
        return new Ask(
                route,
                method,
                path,
                true,
                "",
                _ -> "",
                true,
                demand,
                status,
                "",
                status < 400 && !method.equals("GET") && !method.equals("HEAD"),
                1);
    }

    Ask query(String text) {
        return new Ask(route, method, path, page, text, body, goodForm, demand, status, code, changes, events);
    }

    Ask body(UnaryOperator<String> ofPackage) {
        return new Ask(route, method, path, page, query, ofPackage, goodForm, demand, status, code, changes, events);
    }

    /// JSON to an API; a form's fields to a page.
    Ask body(String text) {
        return body(_ -> text);
    }

    /// @param problem that says that nothing was done, though the caller may
    Ask told(String problem) {
        return new Ask(
                route,
                method,
                path,
                page,
                query,
                body,
                goodForm,
                demand,
                status,
                problem,
                changes && status < 400,
                events);
    }

    /// It changes nothing, though it is done, or only for some.
    Ask idle() {
        return new Ask(route, method, path, page, query, body, goodForm, demand, status, code, false, FOR_EACH);
    }

    /// It gives something out, and so changes what is there to be had.
    Ask changing() {
        return new Ask(route, method, path, page, query, body, goodForm, demand, status, code, true, events);
    }

    /// @param lines that it leaves in audit logs, if it isn't one
    Ask recorded(int lines) {
        return new Ask(route, method, path, page, query, body, goodForm, demand, status, code, changes, lines);
    }

    /// Whether it only looks. A download is recorded.
    boolean reads() {
        return (method.equals("GET") || method.equals("HEAD")) && !changes && !path.endsWith(".tgz");
    }

    /// @param location that a page leads to
    Ask to(String location) {
        return told(location);
    }

    /// The same form from another site: nobody may send that.
    Ask fromElsewhere() {
        var refused = Demand.special(_ -> Verdict.refused(403, ""));
        return new Ask(route, method, path, page, query, body, false, refused, status, code, false, events);
    }

    boolean isForm() {
        return page && method.equals("POST");
    }

    /// Whether it is about a package, which its path, its query or its body names.
    boolean ofPackage() {
        return !path(Found.PRIVATE).equals(path)
                || !query(Found.PRIVATE).equals(query)
                || !body.apply(Found.PRIVATE.pkg()).equals(body.apply(Found.ORG.pkg()));
    }

    String path(Found found) {
        return named(path, found);
    }

    String query(Found found) {
        return named(query, found);
    }

    private static String named(String text, Found found) {
        return text.indexOf('{') < 0
                ? text
                : text.replace("{name}", found.pkg())
                        .replace("{local}", found.pkg().substring("@acme/".length()));
    }

    @Override
    public String toString() {
        var text = body.apply("@acme/pad");
        var act = text.contains("act=") ? " " + text.replaceFirst("&.*", "") : "";
        return method + " " + path + (query.isEmpty() ? "" : "?" + query) + act + (goodForm ? "" : " from elsewhere");
    }
}
