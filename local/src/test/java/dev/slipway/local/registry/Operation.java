package dev.slipway.local.registry;

/// Every operation that the registry's addresses stand for, as a request to a package that has the versions 1.0.0
/// (`latest`) and 1.0.1 (`beta`) and was changed twice.
enum Operation {
    PING(Kind.OPEN, "GET", "/-/ping"),
    PING_HEAD(Kind.OPEN, "HEAD", "/-/ping"),
    ADVISORIES(Kind.OPEN, "POST", "/-/npm/v1/security/advisories/bulk"),
    AUDIT(Kind.OPEN, "POST", "/-/npm/v1/security/audits"),
    QUICK_AUDIT(Kind.OPEN, "POST", "/-/npm/v1/security/audits/quick"),
    WHOAMI(Kind.IDENTITY, "GET", "/-/whoami"),
    SEARCH(Kind.SEARCH, "GET", "/-/v1/search"),

    DOCUMENT(Kind.READ, "GET", "/{name}"),
    DOCUMENT_HEAD(Kind.READ, "HEAD", "/{name}"),
    MANIFEST_BY_VERSION(Kind.READ, "GET", "/{name}/1.0.0"),
    MANIFEST_BY_TAG(Kind.READ, "GET", "/{name}/beta"),
    TARBALL(Kind.DOWNLOAD, "GET", "/{name}/-/{local}-1.0.0.tgz"),
    TARBALL_HEAD(Kind.DOWNLOAD, "HEAD", "/{name}/-/{local}-1.0.0.tgz"),
    TAGS(Kind.READ, "GET", "/-/package/{name}/dist-tags"),

    PUBLISH(Kind.PUBLISH, "PUT", "/{name}") {
        @Override
        String body(String name) {
            return Draft.of(name, "1.1.0").body();
        }
    },
    DEPRECATE(Kind.CHANGE, "PUT", "/{name}") {
        @Override
        String body(String name) {
            return document(name, "\"1.0.0\":{\"deprecated\":\"old\"},\"1.0.1\":{}");
        }
    },
    PUT_TAG(Kind.CHANGE, "PUT", "/-/package/{name}/dist-tags/next") {
        @Override
        String body(String name) {
            return "\"1.0.0\"";
        }
    },
    POST_TAG(Kind.CHANGE, "POST", "/-/package/{name}/dist-tags/next") {
        @Override
        String body(String name) {
            return "\"1.0.0\"";
        }
    },
    DELETE_TAG(Kind.CHANGE, "DELETE", "/-/package/{name}/dist-tags/beta"),

    UNPUBLISH_VERSION(Kind.MANAGE, "PUT", "/{name}/-rev/2") {
        @Override
        String body(String name) {
            return document(name, "\"1.0.0\":{}");
        }
    },
    UNPUBLISH_PACKAGE(Kind.MANAGE, "DELETE", "/{name}/-rev/2"),
    /// Of a version that is still there, which is refused to whoever may ask.
    DELETE_TARBALL(Kind.CONFIRM, "DELETE", "/{name}/-/{local}-1.0.0.tgz/-rev/2"),

    PACKAGE_DELETED_WITHOUT_REVISION(Kind.WRONG_METHOD, "DELETE", "/{name}"),
    TARBALL_PUT(Kind.WRONG_METHOD, "PUT", "/{name}/-/{local}-1.0.0.tgz"),
    REVISION_READ(Kind.WRONG_METHOD, "GET", "/{name}/-rev/2"),
    TAG_READ(Kind.WRONG_METHOD, "GET", "/-/package/{name}/dist-tags/beta"),
    WHOAMI_PUT(Kind.WRONG_METHOD, "PUT", "/-/whoami"),
    UNSCOPED(Kind.NOTHING, "GET", "/lodash"),
    LOGOUT(Kind.NOTHING, "DELETE", "/-/user/token/abc"),
    KEYS(Kind.NOTHING, "GET", "/-/npm/v1/keys");

    /// What an operation asks of who does it.
    enum Kind {
        /// Nothing: it is answered to anyone.
        OPEN,
        /// To be somebody.
        IDENTITY,
        /// To be anybody; what is found depends on who it is.
        SEARCH,
        READ,
        /// Reading, which GET records.
        DOWNLOAD,
        PUBLISH,
        /// What who may publish may do to what is there.
        CHANGE,
        MANAGE,
        /// Managing, which has nothing to do.
        CONFIRM,
        WRONG_METHOD,
        /// There is nothing at this address.
        NOTHING
    }

    private final Kind kind;
    private final String method;
    private final String path;

    Operation(Kind kind, String method, String path) {
        this.kind = kind;
        this.method = method;
        this.path = path;
    }

    Kind kind() {
        return kind;
    }

    String method() {
        return method;
    }

    String path(String name) {
        return path.replace("{name}", name).replace("{local}", name.substring(name.indexOf('/') + 1));
    }

    /// Whether it is about a package at all.
    boolean aboutPackage() {
        return path.contains("{name}");
    }

    boolean writes() {
        return kind == Kind.PUBLISH || kind == Kind.CHANGE || kind == Kind.MANAGE || kind == Kind.CONFIRM;
    }

    String body(String name) {
        return "";
    }

    private static String document(String name, String versions) {
        return "{\"name\":\"" + name + "\",\"_rev\":\"2\",\"versions\":{" + versions + "}}";
    }
}
