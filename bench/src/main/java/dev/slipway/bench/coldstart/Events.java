package dev.slipway.bench.coldstart;

import dev.slipway.bench.Release;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/// What an HTTP API sends a function, payload format 2.0, for the requests that npm makes.
interface Events {
    String PACKAGE = "@acme/hundred";
    int VERSIONS = 100;

    /// @param life which environment of the benchmark's it is for
    /// @param invocation 0 for the first of that environment
    byte[] next(int life, int invocation);

    /// Reading the document of a package of a hundred versions, as `npm install` does.
    static Events installing(String token) {
        var event = event(token, "GET", "/{path+}", PACKAGE, "null");
        return (_, _) -> event;
    }

    /// Publishing: first one more version of the package of a hundred, then the versions of a new one.
    static Events publishing(String token) {
        return (life, invocation) -> {
            var release = invocation == 0
                    ? new Release(PACKAGE, "2.0." + life, List.of())
                    : new Release("@acme/published-" + life, "1.0." + invocation, List.of());
            var document = new String(release.publishDocument(), StandardCharsets.UTF_8);
            return event(token, "PUT", "/{path+}", release.name(), quoted(document));
        };
    }

    private static byte[] event(String token, String method, String route, String path, String body) {
        var now = Instant.now();
        return """
                {
                  "version": "2.0",
                  "routeKey": "%1$s %2$s",
                  "rawPath": "/%3$s",
                  "rawQueryString": "",
                  "headers": {
                    "accept": "application/json",
                    "accept-encoding": "gzip,deflate",
                    "authorization": "Bearer %4$s",
                    "content-type": "application/json",
                    "host": "registry.example.com",
                    "npm-command": "install",
                    "user-agent": "npm/11.19.1 node/v24.11.1 linux x64 workspaces/false",
                    "x-amzn-trace-id": "Root=1-5bef4de7-ad49b0e87f6ef6c87fc2e700",
                    "x-forwarded-for": "192.0.2.7",
                    "x-forwarded-port": "443",
                    "x-forwarded-proto": "https"
                  },
                  "pathParameters": {"path": "%3$s"},
                  "requestContext": {
                    "accountId": "123456789012",
                    "apiId": "bench",
                    "domainName": "registry.example.com",
                    "domainPrefix": "registry",
                    "http": {
                      "method": "%1$s",
                      "path": "/%3$s",
                      "protocol": "HTTP/1.1",
                      "sourceIp": "192.0.2.7",
                      "userAgent": "npm/11.19.1 node/v24.11.1 linux x64 workspaces/false"
                    },
                    "requestId": "JKJaXmPLvHcESHA=",
                    "routeKey": "%1$s %2$s",
                    "stage": "$default",
                    "time": "21/Nov/2026:12:00:00 +0000",
                    "timeEpoch": %5$d
                  },
                  "body": %6$s,
                  "isBase64Encoded": false
                }
                """.formatted(method, route, path, token, now.toEpochMilli(), body)
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
    }
}
