package dev.slipway.adapters.web;

import dev.slipway.kernel.Handle;
import java.util.Optional;

/// The frame for somebody signed in: with the navigation, and who they are.
///
/// @param invitations how many wait for their answer
/// @param form see [Frame#form]
public record Chrome(Handle handle, int invitations, String form, Optional<String> notice, Optional<String> problem)
        implements Frame {

    public static Chrome of(Handle handle, int invitations, String form) {
        return new Chrome(handle, invitations, form, Optional.empty(), Optional.empty());
    }

    public Chrome withNotice(String sentence) {
        return new Chrome(handle, invitations, form, Optional.of(sentence), problem);
    }

    public Chrome withProblem(String sentence) {
        return new Chrome(handle, invitations, form, notice, Optional.of(sentence));
    }
}
