package dev.slipway.local.stream;

import dev.slipway.local.gateway.FunctionBlock;
import dev.slipway.local.gateway.MalformedTemplate;
import dev.slipway.local.gateway.Node;
import dev.slipway.local.gateway.Trigger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// That a function listens to the table's stream: an event of the type `DynamoDB`, as the template has it.
///
/// What it says and isn't known here is refused: a setting that is dropped in silence would first show in production.
///
/// @param name of the function and of its event
/// @param batchSize how many records it gets at most
/// @param retries how often a batch is tried again before it is given up
/// @param oldest how old a record may grow before it is given up
/// @param bisects whether a batch that failed is halved
/// @param reports whether what the function says of single records counts
/// @param discards where what was given up is told of, as the template has it
public record Subscription(
        String name,
        FunctionBlock function,
        EventFilter filter,
        int batchSize,
        int retries,
        Duration oldest,
        boolean bisects,
        boolean reports,
        @Nullable Node discards) {

    static final int FOR_EVER = -1;

    private static final int LARGEST_BATCH = 10_000;
    private static final int USUAL_BATCH = 100;
    private static final int ONE_DAY = 86_400;

    private static final Set<String> KNOWN = Set.of(
            "Stream",
            "StartingPosition",
            "Enabled",
            "BatchSize",
            "FilterCriteria",
            "FunctionResponseTypes",
            "BisectBatchOnFunctionError",
            "MaximumRetryAttempts",
            "MaximumRecordAgeInSeconds",
            "DestinationConfig");

    /// All of these functions, but for those that are switched off.
    ///
    /// @param resolve what an intrinsic function means
    /// @throws MalformedTemplate for what isn't known here
    public static List<Subscription> of(List<FunctionBlock> blocks, Function<Node, String> resolve) {
        var found = new ArrayList<Subscription>();
        for (var block : blocks) {
            for (var trigger : block.triggers()) {
                if (trigger instanceof Trigger.Other(var name, var type, var properties) && type.equals("DynamoDB")) {
                    var reader = new Reader(block.logicalId() + "." + name, properties, resolve);
                    if (reader.flag("Enabled", true)) {
                        found.add(reader.read(block));
                    }
                }
            }
        }
        return found;
    }

    private record Reader(String place, Node.Fields properties, Function<Node, String> resolve) {

        Subscription read(FunctionBlock block) {
            properties.values().keySet().stream()
                    .filter(name -> !KNOWN.contains(name))
                    .findFirst()
                    .ifPresent(name -> {
                        throw refused(name);
                    });
            if (properties.find("Stream") == null || !"TRIM_HORIZON".equals(text("StartingPosition", ""))) {
                throw refused("a stream that isn't read from its beginning (TRIM_HORIZON)");
            }
            return new Subscription(
                    place,
                    block,
                    filter(),
                    number("BatchSize", USUAL_BATCH, 1, LARGEST_BATCH),
                    number("MaximumRetryAttempts", FOR_EVER, FOR_EVER, 10_000),
                    Duration.ofSeconds(number("MaximumRecordAgeInSeconds", ONE_DAY, 60, 604_800)),
                    flag("BisectBatchOnFunctionError", false),
                    reports(),
                    discards());
        }

        private EventFilter filter() {
            var criteria = properties.find("FilterCriteria");
            if (criteria == null) {
                return EventFilter.NONE;
            }
            var patterns = new ArrayList<String>();
            if (!(criteria instanceof Node.Fields fields)
                    || !(fields.find("Filters") instanceof Node.Items(var filters))) {
                throw refused("FilterCriteria without Filters");
            }
            for (var filter : filters) {
                if (filter instanceof Node.Fields one && one.find("Pattern") instanceof Node.Text(var pattern)) {
                    patterns.add(pattern);
                } else {
                    throw refused("a filter without a pattern");
                }
            }
            try {
                return EventFilter.of(patterns);
            } catch (IllegalArgumentException e) {
                throw refused(String.valueOf(e.getMessage()));
            }
        }

        private boolean reports() {
            var types = properties.find("FunctionResponseTypes");
            if (types == null) {
                return false;
            }
            if (types instanceof Node.Items(var all) && all.equals(List.of(new Node.Text("ReportBatchItemFailures")))) {
                return true;
            }
            throw refused("FunctionResponseTypes " + types);
        }

        private @Nullable Node discards() {
            var config = properties.find("DestinationConfig");
            if (config == null) {
                return null;
            }
            if (config instanceof Node.Fields fields
                    && fields.find("OnFailure") instanceof Node.Fields failed
                    && fields.values().size() == 1
                    && failed.values().keySet().equals(Set.of("Destination"))) {
                return failed.find("Destination");
            }
            throw refused("DestinationConfig " + config);
        }

        boolean flag(String name, boolean otherwise) {
            return switch (text(name, Boolean.toString(otherwise))) {
                case "true" -> true;
                case "false" -> false;
                default -> throw refused(name + " that is neither true nor false");
            };
        }

        private int number(String name, int otherwise, int least, int most) {
            try {
                var value = Integer.parseInt(text(name, Integer.toString(otherwise)));
                if (value >= least && value <= most) {
                    return value;
                }
            } catch (NumberFormatException _) {
                // Refused like one that is out of range.
            }
            throw refused(name + " that is no number from " + least + " to " + most);
        }

        private String text(String name, String otherwise) {
            var node = properties.find(name);
            return node == null ? otherwise : resolve.apply(node);
        }

        private MalformedTemplate refused(String what) {
            return new MalformedTemplate(
                    place, "it listens to the table's stream in a way that isn't known here: " + what);
        }
    }
}
