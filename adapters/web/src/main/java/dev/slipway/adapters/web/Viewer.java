package dev.slipway.adapters.web;

import dev.slipway.kernel.Handle;
import java.util.Optional;

/// The frame for somebody signed in on a page that is about one thing: it says who they are and has no navigation, so
/// nothing has to be counted for it.
///
/// @param form see [Frame#form]
public record Viewer(Handle handle, String form, Optional<String> notice, Optional<String> problem) implements Frame {

    public static Viewer of(Handle handle, String form) {
        return new Viewer(handle, form, Optional.empty(), Optional.empty());
    }
}
