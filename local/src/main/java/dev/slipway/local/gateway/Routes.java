package dev.slipway.local.gateway;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Chooses the function for a request as API Gateway chooses it.
///
/// A route that matches the whole path comes before a greedy one (`{x+}`), which comes before `$default`. Among those
/// an exact method comes before `ANY`, then literal segments before `{x}` before `{x+}`, from the left. This order
/// doesn't depend on the request, so the routes are sorted once and the first that matches is the answer. AWS
/// documents the tiers and literals before variables; that the method is compared before the path is what others
/// observed.
public final class Routes {
    private static final Comparator<Candidate> PRECEDENCE = Comparator.comparingInt(Candidate::tier)
            .thenComparing(candidate -> candidate.route().takesAnyMethod())
            .thenComparing(Candidate::pattern);

    private final List<Candidate> candidates;

    private Routes(List<Candidate> candidates) {
        this.candidates = candidates;
    }

    /// The routes of these functions; two that no request could tell apart are refused.
    public static Routes of(List<FunctionBlock> functions) {
        List<Candidate> candidates = new ArrayList<>();
        Map<String, Candidate> taken = new HashMap<>();
        for (var function : functions) {
            for (var trigger : function.triggers()) {
                if (trigger instanceof Trigger.Http http) {
                    var candidate = Candidate.of(function, http);
                    var other = taken.put(candidate.shape(), candidate);
                    if (other != null) {
                        throw new MalformedTemplate(
                                "Resources." + function.logicalId(),
                                http.route() + " is already " + other.route() + " of "
                                        + other.function().logicalId());
                    }
                    candidates.add(candidate);
                }
            }
        }
        candidates.sort(PRECEDENCE);
        return new Routes(List.copyOf(candidates));
    }

    /// The route for a method and a decoded path, or nothing: API Gateway answers 404 then, also for a wrong method.
    public Optional<Match> match(String method, String path) {
        var segments = PathPattern.split(path);
        for (var candidate : candidates) {
            var captured = candidate.route().takes(method) ? candidate.capture(segments) : null;
            if (captured != null) {
                return Optional.of(new Match(candidate.function(), candidate.trigger(), captured));
            }
        }
        return Optional.empty();
    }

    /// The chosen route with the values of its path variables.
    public record Match(FunctionBlock function, Trigger.Http trigger, Map<String, String> parameters) {
        /// The chosen route.
        public Route route() {
            return trigger.route();
        }
    }

    /// A route in the running; `$default` has no pattern to compare, so it is given the vaguest.
    private record Candidate(FunctionBlock function, Trigger.Http trigger, PathPattern pattern) {
        static Candidate of(FunctionBlock function, Trigger.Http trigger) {
            var route = trigger.route();
            return new Candidate(function, trigger, PathPattern.parse(route.catchesAll() ? "/{all+}" : route.path()));
        }

        Route route() {
            return trigger.route();
        }

        String shape() {
            return route().catchesAll() ? Route.DEFAULT : route().method() + " /" + pattern.shape();
        }

        int tier() {
            if (route().catchesAll()) {
                return 2;
            }
            return pattern.greedy() ? 1 : 0;
        }

        @Nullable
        Map<String, String> capture(List<String> segments) {
            return route().catchesAll() ? Map.of() : pattern.capture(segments);
        }
    }
}
