package dev.slipway.local.gateway;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What makes a function run: one entry of its `Events`.
public sealed interface Trigger {
    /// The name of the event within its function.
    String name();

    /// An HTTP request.
    ///
    /// @param timeout the route's own `TimeoutInMillis`, or null for API Gateway's 30 seconds
    /// @param api the `ApiId`, or null for the API that SAM makes by itself
    record Http(
            String name,
            Route route,
            @Nullable Duration timeout,
            @Nullable Node api) implements Trigger {}

    /// Anything else, such as a schedule. The gateway leaves it alone; the properties are as the template has them.
    record Other(String name, String type, Node.Fields properties) implements Trigger {}
}
