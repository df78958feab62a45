package dev.slipway.local.api;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.yaml.snakeyaml.Yaml;

/// `docs/api/openapi.yaml`, and whether requests and answers are as it says.
public final class Contract {

    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch", "head");

    private final Map<String, Object> document;
    private final SchemaRegistry schemas = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private final Map<List<String>, Schema> known = new ConcurrentHashMap<>();

    private Contract(Map<String, Object> document) {
        this.document = document;
    }

    public static Contract read() {
        try {
            var file = Path.of(System.getProperty("slipway.root", "..")).resolve("docs/api/openapi.yaml");
            return new Contract(new Yaml().load(Files.readString(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// One operation, `post /api/v1/orgs`.
    public record Operation(String method, String path) {

        @Override
        public String toString() {
            return method.toUpperCase(Locale.ROOT) + " " + path;
        }
    }

    /// All operations under paths that begin so.
    public Set<String> operations(String prefix) {
        var operations = new TreeSet<String>();
        map(document, "paths").forEach((path, item) -> {
            if (path.startsWith(prefix)) {
                cast(item).keySet().stream()
                        .filter(METHODS::contains)
                        .forEach(method -> operations.add(new Operation(method, path).toString()));
            }
        });
        return operations;
    }

    /// What is wrong with a request and its answer; empty if they are as the document says. A request that was refused
    /// as unusable need not be as the document says.
    public List<String> complaints(Operation operation, String request, int status, String contentType, String answer) {
        var pointer = List.of("paths", operation.path(), operation.method());
        var described = find(pointer);
        if (described == null) {
            return List.of(operation + " is not described");
        }
        var complaints = new ArrayList<String>();
        if (status != 400 && !request.isEmpty() && described.containsKey("requestBody")) {
            complaints.addAll(check(body(pointer, "requestBody", "application/json"), request, operation + " request"));
        }
        var answers = map(described, "responses");
        if (!answers.containsKey(Integer.toString(status))) {
            complaints.add(operation + " answered " + status + ", which is not described: " + answer);
            return complaints;
        }
        var place = new ArrayList<>(pointer);
        place.add("responses");
        var media = contentType.replaceFirst(";.*", "");
        var schema = body(place, Integer.toString(status), media);
        if (answer.isEmpty() != schema.isEmpty()) {
            complaints.add(operation + " answered " + status + " with " + (answer.isEmpty() ? "no body" : media)
                    + ", which is not described");
        } else if (!answer.isEmpty()) {
            complaints.addAll(check(schema, answer, operation + " " + status));
        }
        return complaints;
    }

    /// The place of the schema of a body; empty if none is described.
    private List<String> body(List<String> parent, String name, String media) {
        var place = new ArrayList<>(parent);
        place.add(name);
        var described = find(place);
        if (described != null && described.get("$ref") instanceof String reference) {
            place = new ArrayList<>(List.of(reference.substring(2).split("/", -1)));
            described = find(place);
        }
        if (described == null || !map(described, "content").containsKey(media)) {
            return List.of();
        }
        place.addAll(List.of("content", media, "schema"));
        return place;
    }

    private List<String> check(List<String> place, String json, String what) {
        if (place.isEmpty()) {
            return List.of(what + ": no schema is described");
        }
        var schema = known.computeIfAbsent(place, this::schema);
        return schema.validate(json, InputFormat.JSON).stream()
                .map(error -> what + ": " + error.getInstanceLocation() + " " + error.getMessage())
                .toList();
    }

    /// With the document's components beside it, which it refers to.
    private Schema schema(List<String> place) {
        var whole = Map.of("components", map(document, "components"), "allOf", List.of(find(place)));
        return schemas.getSchema(json(whole), InputFormat.JSON);
    }

    private Map<String, Object> find(List<String> place) {
        var here = document;
        for (var step : place) {
            if (!(here.get(step) instanceof Map<?, ?>)) {
                return null;
            }
            here = cast(here.get(step));
        }
        return here;
    }

    private static Map<String, Object> map(Map<String, Object> parent, String name) {
        return parent.containsKey(name) ? cast(parent.get(name)) : Map.of();
    }

    /// Status codes may be numbers in YAML; all names are texts here.
    private static Map<String, Object> cast(Object value) {
        var map = new LinkedHashMap<String, Object>();
        ((Map<?, ?>) value).forEach((name, each) -> map.put(String.valueOf(name), each));
        return map;
    }

    private static String json(Object value) {
        return switch (value) {
            case null -> "null";
            case Map<?, ?> map -> {
                var members = new ArrayList<String>();
                cast(map).forEach((name, each) -> members.add(quoted(name) + ":" + json(each)));
                yield "{" + String.join(",", members) + "}";
            }
            case List<?> list ->
                "[" + String.join(",", list.stream().map(Contract::json).toList()) + "]";
            case Number number -> number.toString();
            case Boolean flag -> flag.toString();
            default -> quoted(value.toString());
        };
    }

    private static String quoted(String text) {
        var quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c < ' ') {
                quoted.append("\\u%04x".formatted((int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }
}
