package dev.slipway.local.gateway;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads the functions out of a template.
///
/// Where SAM leaves a number out, Lambda's own defaults hold: 3 seconds and 128 MB.
final class FunctionBlocks {
    static final String TYPE = "AWS::Serverless::Function";

    private static final int LONGEST_TIMEOUT_SECONDS = 900;
    private static final int MOST_MEMORY = 32_768;

    private FunctionBlocks() {}

    static List<FunctionBlock> read(Entry resources, Node.Fields globals) {
        List<FunctionBlock> functions = new ArrayList<>();
        resources.entries().forEach((logicalId, resource) -> {
            if (resource.at("Type").text().equals(TYPE)) {
                functions.add(read(logicalId, resource, globals));
            }
        });
        return functions;
    }

    private static FunctionBlock read(String logicalId, Entry resource, Node.Fields globals) {
        var own = resource.at("Properties");
        var properties = new Entry(own.place(), merge(globals, own.fields()));
        for (var unsupported : List.of("InlineCode", "ImageUri")) {
            if (properties.find(unsupported) != null) {
                throw properties.malformed(unsupported + " can't run here: the code must be a jar");
            }
        }
        var environment = properties.find("Environment");
        if (environment != null) {
            environment.at("Variables").fields();
        }
        var timeout = properties.find("Timeout");
        var memory = properties.find("MemorySize");
        return new FunctionBlock(
                logicalId,
                handler(properties.at("Handler")),
                properties.at("CodeUri").text(),
                Duration.ofSeconds(timeout == null ? 3 : timeout.number(1, LONGEST_TIMEOUT_SECONDS)),
                memory == null ? 128 : memory.number(128, MOST_MEMORY),
                triggers(properties),
                properties.fields());
    }

    private static String handler(Entry handler) {
        var text = handler.text();
        if (!text.matches("[\\p{javaJavaIdentifierPart}.]+(::\\p{javaJavaIdentifierPart}+)?")) {
            throw handler.malformed("must be a class or class::method, but is " + handler.node());
        }
        return text;
    }

    private static List<Trigger> triggers(Entry properties) {
        var events = properties.find("Events");
        if (events == null) {
            return List.of();
        }
        List<Trigger> triggers = new ArrayList<>();
        events.entries().forEach((name, event) -> {
            var type = event.at("Type").text();
            var details = event.find("Properties");
            switch (type) {
                case "HttpApi" -> triggers.add(HttpApis.trigger(name, event, details));
                case "Api" -> throw event.malformed("is a REST API's event, which this gateway does not serve");
                default ->
                    triggers.add(new Trigger.Other(name, type, details == null ? Node.Fields.NONE : details.fields()));
            }
        });
        return triggers;
    }

    /// As SAM merges: maps by key, lists one after the other with the global one first, everything else by the
    /// function's own word.
    private static Node.Fields merge(Node.Fields globals, Node.Fields own) {
        Map<String, Node> merged = new LinkedHashMap<>(globals.values());
        own.values().forEach((key, value) -> merged.merge(key, value, FunctionBlocks::merge));
        return new Node.Fields(merged);
    }

    private static Node merge(Node global, Node own) {
        if (global instanceof Node.Fields left && own instanceof Node.Fields right) {
            return merge(left, right);
        }
        if (global instanceof Node.Items(var first) && own instanceof Node.Items(var then)) {
            List<Node> both = new ArrayList<>(first);
            both.addAll(then);
            return new Node.Items(both);
        }
        return own;
    }
}
