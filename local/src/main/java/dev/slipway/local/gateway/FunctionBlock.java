package dev.slipway.local.gateway;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One `AWS::Serverless::Function` of the template, with `Globals` already merged in.
///
/// @param logicalId the name of the block
/// @param handler `package.Class` or `package.Class::method`
/// @param codeUri where its jar is built
/// @param timeout what Lambda allows one invocation
/// @param memoryMegabytes what Lambda allows it to fill
/// @param triggers its `Events`
/// @param properties everything it says, for checks that need more than the rest of this record
public record FunctionBlock(
        String logicalId,
        String handler,
        String codeUri,
        Duration timeout,
        int memoryMegabytes,
        List<Trigger> triggers,
        Node.Fields properties) {

    /// Keeps a copy.
    public FunctionBlock {
        triggers = List.copyOf(triggers);
    }

    /// The class that the handler string names.
    public String handlerClass() {
        return handler.split("::", 2)[0];
    }

    /// The method that the handler string names; `handleRequest` where it names only a class.
    public String handlerMethod() {
        var parts = handler.split("::", 2);
        return parts.length == 2 ? parts[1] : "handleRequest";
    }

    /// The routes that lead here.
    public List<Route> routes() {
        return triggers.stream()
                .filter(Trigger.Http.class::isInstance)
                .map(Trigger.Http.class::cast)
                .map(Trigger.Http::route)
                .toList();
    }

    /// The environment variables as the template has them.
    public Map<String, Node> environment() {
        if (properties.find("Environment") instanceof Node.Fields environment
                && environment.find("Variables") instanceof Node.Fields(var variables)) {
            return variables;
        }
        return Map.of();
    }

    /// The environment variables of one stack. Only intrinsic functions are given to the resolver: what they mean
    /// depends on the stack. One that it resolves to null, as for `AWS::NoValue`, is not set.
    public Map<String, String> environment(Function<Node, @Nullable String> resolver) {
        Map<String, String> resolved = new LinkedHashMap<>();
        environment().forEach((name, node) -> {
            var value = node instanceof Node.Text(String text) ? text : resolver.apply(node);
            if (value != null) {
                resolved.put(name, value);
            }
        });
        return resolved;
    }

    /// The policies: SAM templates, statements and managed policy names, as the template has them.
    public List<Node> policies() {
        var policies = properties.find("Policies");
        return policies == null ? List.of() : new Entry(logicalId, policies).list();
    }

    /// The same function with another timeout; tests of a timeout don't want to wait for a whole second.
    public FunctionBlock within(Duration other) {
        return new FunctionBlock(logicalId, handler, codeUri, other, memoryMegabytes, triggers, properties);
    }
}
