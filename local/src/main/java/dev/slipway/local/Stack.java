package dev.slipway.local;

import dev.slipway.local.gateway.Node;
import dev.slipway.local.gateway.Template;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the intrinsic functions of a template mean in the one stack that a laptop has.
///
/// It knows those that environment variables need and refuses the others, so that a variable which would be set in the
/// cloud is never silently missing here.
///
/// @param parameters given ones; the others have their defaults
/// @param attributes of resources, such as `Data.Outputs.TableName`
record Stack(Template template, Map<String, String> parameters, Map<String, String> attributes) {

    private static final String NO_VALUE = "AWS::NoValue";

    /// The text that a value resolves to; empty for no value at all, which an environment takes for the same.
    String resolve(Node node) {
        return switch (node) {
            case Node.Text(var text) -> text;
            case Node.Intrinsic(var function, Node.Text(var name)) when function.equals("Ref") -> parameter(name);
            case Node.Intrinsic(var function, Node.Items(var names))
            when function.equals("Fn::GetAtt") -> attribute(names);
            case Node.Intrinsic(var function, Node.Items(var choice))
            when function.equals("Fn::If") && choice.size() == 3 ->
                resolve(holds(choice.get(0)) ? choice.get(1) : choice.get(2));
            default -> throw unknown(node);
        };
    }

    private boolean holds(Node condition) {
        return switch (condition) {
            case Node.Text(var name) -> holds(named(name));
            case Node.Intrinsic(var function, var name) when function.equals("Condition") -> holds(name);
            case Node.Intrinsic(var function, Node.Items(var only))
            when function.equals("Fn::Not") && only.size() == 1 -> !holds(only.getFirst());
            case Node.Intrinsic(var function, Node.Items(var two))
            when function.equals("Fn::Equals") && two.size() == 2 ->
                resolve(two.get(0)).equals(resolve(two.get(1)));
            default -> throw unknown(condition);
        };
    }

    private Node named(String condition) {
        return Optional.ofNullable(template.section("Conditions").find(condition))
                .orElseThrow(() -> new CannotStart("template.yaml has no condition " + condition + "."));
    }

    private String parameter(String name) {
        if (name.equals(NO_VALUE)) {
            return "";
        }
        var given = parameters.get(name);
        if (given != null) {
            return given;
        }
        if (template.section("Parameters").find(name) instanceof Node.Fields parameter
                && parameter.find("Default") instanceof Node.Text(var text)) {
            return text;
        }
        throw unknown(new Node.Intrinsic("Ref", new Node.Text(name)));
    }

    private String attribute(List<Node> names) {
        if (names.size() == 2
                && names.get(0) instanceof Node.Text(var resource)
                && names.get(1) instanceof Node.Text(var attribute)) {
            var found = attributes.get(resource + "." + attribute);
            if (found != null) {
                return found;
            }
        }
        throw unknown(new Node.Intrinsic("Fn::GetAtt", new Node.Items(names)));
    }

    private static CannotStart unknown(Node node) {
        return new CannotStart("template.yaml gives a function an environment variable that the local registry can't"
                + " resolve: " + node + ". Teach dev.slipway.local.Stack what it means.");
    }
}
