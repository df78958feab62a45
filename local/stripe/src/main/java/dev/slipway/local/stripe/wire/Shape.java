package dev.slipway.local.stripe.wire;

import com.google.gson.annotations.SerializedName;
import com.stripe.net.ApiRequestParams;
import com.stripe.param.common.EmptyParam;
import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// What parameters an operation has, read from the class that stripe-java makes of Stripe's own description.
///
/// A field that the class keeps as an `Object` takes several types: those of its builder's methods.
final class Shape {

    private static final Set<String> FLAGS = Set.of("true", "false");
    private static final int MOST_METADATA = 50;

    private Shape() {}

    /// @throws Refusal if one of the parameters isn't known, or is of another type
    static void check(Class<?> params, Form form) {
        checkFields(params, form.tree(), "");
    }

    private static void checkFields(Class<?> type, Map<?, ?> tree, String path) {
        for (var entry : tree.entrySet()) {
            var name = String.valueOf(entry.getKey());
            var at = path.isEmpty() ? name : path + "[" + name + "]";
            var field = field(type, name)
                    .orElseThrow(() -> Refusal.parameter("parameter_unknown", "Received unknown parameter: " + at, at));
            checkAny(types(type, field), entry.getValue(), at);
        }
    }

    private static Optional<Field> field(Class<?> type, String name) {
        return Arrays.stream(type.getDeclaredFields())
                .filter(field -> !name.equals(ApiRequestParams.EXTRA_PARAMS_KEY))
                .filter(field -> {
                    var annotation = field.getAnnotation(SerializedName.class);
                    return annotation != null && annotation.value().equals(name);
                })
                .findFirst();
    }

    /// The types that a field takes.
    private static List<Type> types(Class<?> owner, Field field) {
        var type = field.getGenericType();
        if (type != Object.class && type != ApiRequestParams.EnumParam.class) {
            return List.of(type);
        }
        var setter = "set" + Character.toUpperCase(field.getName().charAt(0))
                + field.getName().substring(1);
        return Arrays.stream(owner.getDeclaredClasses())
                .filter(inner -> inner.getSimpleName().equals("Builder"))
                .flatMap(builder -> Arrays.stream(builder.getDeclaredMethods()))
                .filter(method -> method.getName().equals(setter) && method.getParameterCount() == 1)
                .map(method -> method.getGenericParameterTypes()[0])
                .toList();
    }

    /// Of several types the first that fits; if none does, the refusal of the one that says most.
    private static void checkAny(List<Type> types, Object value, String path) {
        List<Refusal> refusals = new ArrayList<>();
        // That nothing may be there is no type that something can have.
        var fitting = types.stream()
                .filter(type -> type != EmptyParam.class || value.equals(""))
                .toList();
        for (var type : sorted(fitting, value)) {
            try {
                check(type, value, path);
                return;
            } catch (Refusal refusal) {
                refusals.add(refusal);
            }
        }
        if (refusals.isEmpty()) {
            throw new IllegalStateException("stripe-java has no type for " + path);
        }
        throw refusals.getLast();
    }

    /// What an object could be is tried last if an object came, and first if a text did.
    private static List<Type> sorted(List<Type> types, Object value) {
        var sorted = new ArrayList<>(types);
        sorted.sort((a, b) -> Boolean.compare(isObject(a), isObject(b)) * (value instanceof Map ? 1 : -1));
        return sorted;
    }

    private static boolean isObject(Type type) {
        return switch (type) {
            case ParameterizedType _ -> true;
            case Class<?> plain -> plain.getName().startsWith("com.stripe.") && !plain.isEnum();
            default -> false;
        };
    }

    private static void check(Type type, Object value, String path) {
        if (type instanceof ParameterizedType generic) {
            checkGeneric(generic, value, path);
        } else if (type instanceof Class<?> plain) {
            checkPlain(plain, value, path);
        } else {
            throw new IllegalStateException("stripe-java has a type of a new kind for " + path);
        }
    }

    private static void checkGeneric(ParameterizedType type, Object value, String path) {
        var list = type.getRawType() == List.class;
        if (!(value instanceof Map<?, ?> inner)) {
            throw Refusal.parameter("", list ? "Invalid array" : "Invalid object", path);
        }
        if (list && !inner.keySet().stream().allMatch(key -> String.valueOf(key).matches("[0-9]{1,4}"))) {
            throw Refusal.parameter("", "Invalid array", path);
        }
        if (!list && path.endsWith("metadata")) {
            checkMetadata(inner, path);
            return;
        }
        var element = type.getActualTypeArguments()[list ? 0 : 1];
        inner.forEach((key, each) -> check(element, each, path + "[" + key + "]"));
    }

    private static void checkMetadata(Map<?, ?> metadata, String path) {
        if (metadata.size() > MOST_METADATA) {
            throw Refusal.parameter("", "Metadata can have up to 50 keys.", path);
        }
        metadata.forEach((key, value) -> {
            var at = path + "[" + key + "]";
            if (!(value instanceof String text)) {
                throw Refusal.parameter("", "Invalid string", at);
            }
            if (String.valueOf(key).length() > 40) {
                throw Refusal.parameter("", "Metadata keys must be 40 characters or less.", at);
            }
            if (text.length() > 500) {
                throw Refusal.parameter("", "Metadata values can have up to 500 characters.", at);
            }
        });
    }

    private static void checkPlain(Class<?> type, Object value, String path) {
        if (type.isEnum()) {
            checkEnum(type, text(value, path), path);
        } else if (type == String.class) {
            checkText(text(value, path), path);
        } else if (type == Long.class) {
            checkInteger(text(value, path), path);
        } else if (type == Boolean.class) {
            if (!FLAGS.contains(text(value, path))) {
                throw Refusal.parameter("", "Invalid boolean: " + value, path);
            }
        } else if (type == BigDecimal.class) {
            if (!text(value, path).matches("-?[0-9]+(\\.[0-9]+)?")) {
                throw Refusal.parameter("", "Invalid decimal: " + value, path);
            }
        } else if (value instanceof Map<?, ?> inner) {
            checkFields(type, inner, path);
        } else {
            throw Refusal.parameter("", "Invalid object", path);
        }
    }

    private static String text(Object value, String path) {
        if (value instanceof String text) {
            return text;
        }
        throw Refusal.parameter("", "Invalid string", path);
    }

    private static void checkText(String text, String path) {
        if (text.isEmpty()) {
            throw Refusal.parameter(
                    "parameter_invalid_empty",
                    ("You passed an empty string for '%1$s'. We assume empty values are an attempt to unset a parameter;"
                                    + " however '%1$s' cannot be unset. You should remove '%1$s' from your request or"
                                    + " supply a non-empty value.")
                            .formatted(path),
                    path);
        }
        if (text.length() > 5000) {
            throw Refusal.parameter("", "Invalid string: must be at most 5000 characters", path);
        }
    }

    private static void checkInteger(String text, String path) {
        if (!text.matches("-?[0-9]{1,18}")) {
            throw Refusal.parameter("parameter_invalid_integer", "Invalid integer: " + text, path);
        }
    }

    private static void checkEnum(Class<?> type, String text, String path) {
        Set<String> values = Arrays.stream(type.getEnumConstants())
                .map(constant -> ((ApiRequestParams.EnumParam) constant).getValue())
                .collect(Collectors.toCollection(LinkedHashSet::new));
        if (!values.contains(text)) {
            throw Refusal.parameter(
                    "", "Invalid %s: must be one of %s".formatted(path, listed(List.copyOf(values))), path);
        }
    }

    private static String listed(List<String> values) {
        return values.size() < 2
                ? String.join("", values)
                : String.join(", ", values.subList(0, values.size() - 1)) + ", or " + values.getLast();
    }
}
