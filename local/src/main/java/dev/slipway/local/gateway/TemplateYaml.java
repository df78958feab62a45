package dev.slipway.local.gateway;

import java.io.StringReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/// Reads the YAML that CloudFormation reads: every `!Tag` of it, no doubled keys, no empty values, no merge keys.
///
/// It works on YAML's node graph, so no object is ever constructed from a tag.
final class TemplateYaml {
    private static final Set<String> FUNCTIONS = Set.of(
            "Base64",
            "Cidr",
            "FindInMap",
            "ForEach",
            "GetAtt",
            "GetAZs",
            "GetStackOutput",
            "ImportValue",
            "Join",
            "Length",
            "Select",
            "Split",
            "Sub",
            "ToJsonString",
            "Transform",
            "And",
            "Equals",
            "If",
            "Not",
            "Or",
            "Contains",
            "EachMemberEquals",
            "EachMemberIn",
            "RefAll",
            "ValueOf",
            "ValueOfAll");

    private TemplateYaml() {}

    static Node.Fields read(String yaml) {
        var options = new LoaderOptions();
        options.setMaxAliasesForCollections(0);
        org.yaml.snakeyaml.nodes.Node root;
        try {
            root = new Yaml(options).compose(new StringReader(yaml));
        } catch (YAMLException e) {
            throw new MalformedTemplate("template", String.valueOf(e.getMessage()));
        }
        if (root != null && convert("template", root) instanceof Node.Fields fields) {
            return fields;
        }
        throw new MalformedTemplate("template", "is no map of sections");
    }

    private static Node convert(String where, org.yaml.snakeyaml.nodes.Node node) {
        var tag = node.getTag().getValue();
        if (tag.startsWith("!")) {
            return intrinsic(where, tag.substring(1), content(where, node));
        }
        return content(where, node);
    }

    private static Node content(String where, org.yaml.snakeyaml.nodes.Node node) {
        return switch (node) {
            case ScalarNode scalar
            when scalar.getTag().equals(Tag.NULL) -> throw new MalformedTemplate(where, "has no value");
            case ScalarNode scalar -> new Node.Text(scalar.getValue());
            case SequenceNode sequence -> items(where, sequence.getValue());
            case MappingNode mapping -> fields(where, mapping);
            default -> throw new MalformedTemplate(where, "can't be read: " + node.getStartMark());
        };
    }

    private static Node items(String where, List<org.yaml.snakeyaml.nodes.Node> nodes) {
        return new Node.Items(
                nodes.stream().map(node -> convert(where + "[]", node)).toList());
    }

    private static Node fields(String where, MappingNode mapping) {
        Map<String, Node> fields = new LinkedHashMap<>();
        for (var entry : mapping.getValue()) {
            if (!(entry.getKeyNode() instanceof ScalarNode key) || key.getTag().equals(Tag.MERGE)) {
                throw new MalformedTemplate(where, "has a key that CloudFormation can't read: " + entry.getKeyNode());
            }
            var place = where + "." + key.getValue();
            if (fields.put(key.getValue(), convert(place, entry.getValueNode())) != null) {
                throw new MalformedTemplate(place, "is there twice");
            }
        }
        if (fields.size() == 1) {
            var only = fields.entrySet().iterator().next();
            if (only.getKey().equals("Ref")) {
                return new Node.Intrinsic("Ref", only.getValue());
            }
            if (only.getKey().startsWith("Fn::")) {
                return intrinsic(where, only.getKey().substring("Fn::".length()), only.getValue());
            }
        }
        return new Node.Fields(fields);
    }

    private static Node intrinsic(String where, String name, Node argument) {
        if (name.equals("Ref") || name.equals("Condition")) {
            return new Node.Intrinsic(name, argument);
        }
        if (!FUNCTIONS.contains(name.replaceFirst("::.*", ""))) {
            throw new MalformedTemplate(where, "no intrinsic function is called " + name);
        }
        if (name.equals("GetAtt") && argument instanceof Node.Text(String dotted) && dotted.contains(".")) {
            var parts = dotted.split("\\.", 2);
            return new Node.Intrinsic(
                    "Fn::GetAtt", new Node.Items(List.of(new Node.Text(parts[0]), new Node.Text(parts[1]))));
        }
        return new Node.Intrinsic("Fn::" + name, argument);
    }
}
