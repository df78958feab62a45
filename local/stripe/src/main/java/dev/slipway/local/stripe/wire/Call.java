package dev.slipway.local.stripe.wire;

import java.util.Map;

/// One request of an operation, when its parameters have been checked.
///
/// @param names what the path names
public record Call(Map<String, String> names, Form form) {

    public String id() {
        return name("id");
    }

    public String name(String which) {
        var name = names.get(which);
        if (name == null) {
            throw new IllegalStateException("the path has no " + which);
        }
        return name;
    }
}
