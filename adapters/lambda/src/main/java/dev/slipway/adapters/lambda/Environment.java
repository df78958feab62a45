package dev.slipway.adapters.lambda;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The environment variables of a function. The only way to them, so that tests and the local registry can give their
/// own.
public final class Environment {

    private interface Source {
        @Nullable
        String get(String name);
    }

    private final Source source;

    private Environment(Source source) {
        this.source = source;
    }

    /// What the process was started with.
    public static Environment ofProcess() {
        return new Environment(System::getenv);
    }

    public static Environment of(Map<String, String> variables) {
        return new Environment(Map.copyOf(variables)::get);
    }

    /// A variable that is set and not blank. Blank counts as unset, since a template can't leave a variable out.
    public Optional<String> find(String name) {
        var value = source.get(name);
        return value == null || value.isBlank() ? Optional.empty() : Optional.of(value);
    }

    /// @throws IllegalStateException if it isn't set; the function then fails at its start and not at its first request
    public String required(String name) {
        return find(name)
                .orElseThrow(() -> new IllegalStateException("The environment variable " + name
                        + " is not set: template.yaml gives it to every function that needs it."));
    }

    /// A whole number above nought, up to 999,999.
    ///
    /// @param usual what it is if it isn't set
    /// @throws IllegalStateException if it is something else
    public int wholeNumber(String name, int usual) {
        var text = find(name).map(String::strip).orElse(Integer.toString(usual));
        if (!text.matches("[1-9][0-9]{0,5}")) {
            throw new IllegalStateException(name + " is \"" + text + "\": it must be a whole number above nought");
        }
        return Integer.parseInt(text);
    }

    /// Where an AWS service is, if it isn't the region's own, by the
    /// [variables that every SDK reads](https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html).
    ///
    /// @param service as in the variable's name, such as `DYNAMODB`
    public Optional<URI> endpoint(String service) {
        return find("AWS_ENDPOINT_URL_" + service)
                .or(() -> find("AWS_ENDPOINT_URL"))
                .map(URI::create);
    }
}
