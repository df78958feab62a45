package dev.slipway.local.gateway;

import java.util.Locale;
import java.util.Set;

/// What a function is reached by: a method (or `ANY`) and a path with variables, or the catch-all `$default`.
public record Route(String method, String path) {
    /// The path of the route that takes whatever no other takes.
    public static final String DEFAULT = "$default";

    private static final String ANY = "ANY";
    private static final Set<String> METHODS = Set.of(ANY, "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

    /// Refuses what API Gateway would refuse to create.
    public Route {
        method = method.toUpperCase(Locale.ROOT);
        if (!METHODS.contains(method)) {
            throw new IllegalArgumentException(method + " is no method of a route");
        }
        if (!path.equals(DEFAULT)) {
            PathPattern.parse(path);
        } else if (!method.equals(ANY)) {
            throw new IllegalArgumentException("$default takes every method, so its method is ANY");
        }
    }

    /// The name of the route in an event's `routeKey`, such as `GET /{package}`.
    public String key() {
        return catchesAll() ? DEFAULT : method + " " + path;
    }

    @Override
    public String toString() {
        return key();
    }

    boolean catchesAll() {
        return path.equals(DEFAULT);
    }

    boolean takesAnyMethod() {
        return method.equals(ANY);
    }

    boolean takes(String requestMethod) {
        return takesAnyMethod() || method.equals(requestMethod);
    }
}
