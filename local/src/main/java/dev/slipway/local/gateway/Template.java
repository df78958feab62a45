package dev.slipway.local.gateway;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;

/// A SAM `template.yaml`, read far enough to run its functions and to be checked by tests.
public final class Template {
    private final Entry root;
    private final Map<String, FunctionBlock> functions = new LinkedHashMap<>();

    private Template(Node.Fields sections) {
        root = new Entry("template", sections);
        var resources = new Entry("Resources", root.at("Resources").node());
        var globals = new Entry("Globals", section("Globals"));
        HttpApis.check(resources, globals);
        var functionGlobals = globals.find("Function");
        var blocks =
                FunctionBlocks.read(resources, functionGlobals == null ? Node.Fields.NONE : functionGlobals.fields());
        HttpApis.checkOne(blocks);
        blocks.forEach(block -> functions.put(block.logicalId(), block));
    }

    /// Reads a file.
    public static Template read(Path file) throws IOException {
        return parse(Files.readString(file));
    }

    /// Reads the text of a template.
    public static Template parse(String yaml) {
        return new Template(TemplateYaml.read(yaml));
    }

    /// The functions, in the template's order.
    public List<FunctionBlock> functions() {
        return List.copyOf(functions.values());
    }

    /// The function of this logical id.
    public FunctionBlock function(String logicalId) {
        var function = functions.get(logicalId);
        if (function == null) {
            throw new NoSuchElementException("the template has no function " + logicalId);
        }
        return function;
    }

    /// A whole section, such as `Parameters` or `Outputs`; empty if the template hasn't got it.
    public Node.Fields section(String name) {
        var section = root.find(name);
        return section == null ? Node.Fields.NONE : section.fields();
    }

    /// The resources of one type by logical id, each as its whole block: `Properties`, `DeletionPolicy` and so on.
    public Map<String, Node.Fields> resources(String type) {
        Map<String, Node.Fields> found = new LinkedHashMap<>();
        section("Resources").values().forEach((logicalId, node) -> {
            if (node instanceof Node.Fields block && new Node.Text(type).equals(block.find("Type"))) {
                found.put(logicalId, block);
            }
        });
        return found;
    }
}
