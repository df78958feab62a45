package dev.slipway.local.ledger;

import dev.slipway.adapters.lambda.Events;

/// The requests that npm sends, as the gateway hands them over.
final class NpmRequests {

    private static final String INSTALL_TYPE =
            "application/vnd.npm.install-v1+json; q=1.0, application/json; q=0.8, */*";

    private NpmRequests() {}

    static Events get(String path, Caller caller) {
        return by(caller, Events.get(path));
    }

    static Events abbreviated(String name, Caller caller) {
        return get("/" + name, caller).header("accept", INSTALL_TYPE);
    }

    static Events unlessChanged(String name, String etag, Caller caller) {
        return get("/" + name, caller).header("if-none-match", etag);
    }

    /// What `npm deprecate` and `npm unpublish` ask first.
    static Events slim(String name, Caller caller) {
        return get("/" + name, caller).query("write=true");
    }

    static Events tarball(Pad pad, Caller caller) {
        return get("/" + pad.name() + "/-/" + pad.file(), caller);
    }

    static Events tags(String name, Caller caller) {
        return get("/-/package/" + name + "/dist-tags", caller);
    }

    static Events search(Caller caller) {
        return get("/-/v1/search", caller)
                .query("text=pad&size=20&from=0&quality=0.65&popularity=0.98&maintenance=0.5");
    }

    static Events audit() {
        return by(Caller.ANONYMOUS, Events.post("/-/npm/v1/security/advisories/bulk"))
                .body("{\"@acme/pad-0001\":[\"1.0.0\"]}");
    }

    static Events publish(Pad pad, Caller caller) {
        return putDocument(pad.name(), pad.publishDocument(), caller);
    }

    static Events putDocument(String name, String document, Caller caller) {
        return by(caller, Events.put("/" + name)).body(document);
    }

    /// As `npm deprecate` puts a document back.
    static Events put(SlimDocument document, Caller caller) {
        return putDocument(document.name(), document.json(), caller);
    }

    /// As `npm unpublish` puts a document back.
    static Events putRevision(SlimDocument document, Caller caller) {
        return by(caller, Events.put("/" + document.name() + "/-rev/" + document.revision()))
                .body(document.json());
    }

    static Events deleteTarball(Pad pad, long revision, Caller caller) {
        return by(caller, Events.delete("/" + pad.name() + "/-/" + pad.file() + "/-rev/" + revision));
    }

    static Events deletePackage(String name, long revision, Caller caller) {
        return by(caller, Events.delete("/" + name + "/-rev/" + revision));
    }

    static Events addTag(String name, String version, Caller caller) {
        return by(caller, Events.put(tagPath(name))).body("\"" + version + "\"");
    }

    static Events removeTag(String name, Caller caller) {
        return by(caller, Events.delete(tagPath(name)));
    }

    private static String tagPath(String name) {
        return "/-/package/" + name + "/dist-tags/beta";
    }

    /// The headers of npm 11, and what the gateway adds to them.
    private static Events by(Caller caller, Events event) {
        caller.token().ifPresent(token -> event.bearer(token.secret()));
        return event.userAgent("npm/11.6.2 node/v24.11.0 linux x64 workspaces/false")
                .header("accept", "application/json")
                .header("accept-encoding", "gzip,deflate")
                .header("npm-command", "install")
                .header("npm-auth-type", "web")
                .header("x-forwarded-for", "203.0.113.7")
                .header("x-forwarded-port", "443")
                .header("x-forwarded-proto", "https");
    }
}
