package dev.slipway.local.gateway;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One value of a CloudFormation template, with its intrinsic functions still unresolved.
///
/// Scalars stay text, since CloudFormation itself makes text of `10` and `true`. The short form `!Ref X` and the long
/// form `Ref: X` are the same node.
public sealed interface Node {

    /// A scalar.
    record Text(String value) implements Node {
        @Override
        public String toString() {
            return "'" + value + "'";
        }
    }

    /// A list.
    record Items(List<Node> values) implements Node {
        /// Keeps a copy.
        public Items {
            values = List.copyOf(values);
        }

        @Override
        public String toString() {
            return values.toString();
        }
    }

    /// A map, in the order of the template.
    record Fields(Map<String, Node> values) implements Node {
        /// A map without entries.
        public static final Fields NONE = new Fields(Map.of());

        /// Keeps a copy.
        public Fields {
            values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        }

        /// The value under this key, or null.
        public @Nullable Node find(String key) {
            return values.get(key);
        }

        @Override
        public String toString() {
            return values.toString();
        }
    }

    /// A function to be resolved by the stack: `Ref`, `Condition`, or a name that starts with `Fn::`.
    ///
    /// `!GetAtt A.B` has the argument `[A, B]`, as in its long form.
    record Intrinsic(String function, Node argument) implements Node {
        @Override
        public String toString() {
            return function + " " + argument;
        }
    }
}
