package dev.slipway.local.backends;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.testcontainers.DockerClientFactory;

/// Where integration tests have their table and their bucket.
///
/// ```java
/// @ParameterizedClass
/// @MethodSource("dev.slipway.local.backends.Backend#all")
/// class SomeTest {
///     @Parameter
///     Backend backend;
///     ...
///     cloud = backend.open();
/// ```
///
/// `-Dbackend=embedded`, `localstack` or `endpoint` takes only that one, and fails where it is missing. Otherwise the
/// tests run on all that are there.
public enum Backend {

    /// DynamoDB Local and S3Proxy in this process.
    EMBEDDED,

    /// LocalStack in a container.
    LOCALSTACK,

    /// Whatever answers at `AWS_ENDPOINT_URL`, or at `AWS_ENDPOINT_URL_DYNAMODB` and `AWS_ENDPOINT_URL_S3`.
    ENDPOINT;

    private static final AtomicBoolean REPORTED = new AtomicBoolean();

    /// The backends that the tests run on; the first who asks has them printed.
    public static Stream<Backend> all() {
        var missing = missing();
        var chosen = choose(System.getProperty("backend", "auto"), missing);
        if (REPORTED.compareAndSet(false, true)) {
            IO.println(report(chosen, missing));
        }
        return chosen.stream();
    }

    /// A table and a bucket with nothing in them, for one test class.
    public Cloud open() {
        return switch (this) {
            case EMBEDDED -> Cloud.embedded();
            case LOCALSTACK -> LocalStack.open();
            case ENDPOINT -> Cloud.ofEnvironment();
        };
    }

    /// Why it can't be had here, if it can't.
    Optional<String> whyMissing() {
        return switch (this) {
            case EMBEDDED -> Optional.empty();
            case LOCALSTACK -> given(Docker.IS_HERE, "there is no Docker here");
            case ENDPOINT ->
                given(
                        isSet("AWS_ENDPOINT_URL")
                                || (isSet("AWS_ENDPOINT_URL_DYNAMODB") && isSet("AWS_ENDPOINT_URL_S3")),
                        "AWS_ENDPOINT_URL is not set");
        };
    }

    /// @param missing what can't be had, and why
    static List<Backend> choose(String wish, Map<Backend, String> missing) {
        if (wish.equals("auto")) {
            var here = new ArrayList<>(List.of(values()));
            here.removeAll(missing.keySet());
            return List.copyOf(here);
        }
        var only = valueOf(wish.toUpperCase(Locale.ROOT));
        if (missing.containsKey(only)) {
            throw new IllegalStateException("-Dbackend=" + wish + " is asked for, but " + missing.get(only));
        }
        return List.of(only);
    }

    static String report(List<Backend> chosen, Map<Backend, String> missing) {
        var without = missing.entrySet().stream()
                .map(each -> ", without " + each.getKey() + " (" + each.getValue() + ")")
                .collect(Collectors.joining());
        return "Backends: " + chosen.stream().map(Backend::name).collect(Collectors.joining(", ")) + without;
    }

    private static Map<Backend, String> missing() {
        var missing = new EnumMap<Backend, String>(Backend.class);
        for (var backend : values()) {
            backend.whyMissing().ifPresent(why -> missing.put(backend, why));
        }
        return missing;
    }

    private static Optional<String> given(boolean condition, String otherwise) {
        return condition ? Optional.empty() : Optional.of(otherwise);
    }

    private static boolean isSet(String variable) {
        return System.getenv(variable) != null;
    }

    /// Asked once: it takes a third of a second to find out.
    private static final class Docker {
        static final boolean IS_HERE = DockerClientFactory.instance().isDockerAvailable();
    }
}
