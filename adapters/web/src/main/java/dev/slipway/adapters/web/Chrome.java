package dev.slipway.adapters.web;

import dev.slipway.kernel.Handle;
import java.util.Optional;

/// The frame for somebody signed in: with the navigation, and who they are.
///
/// @param invitations how many wait for their answer
/// @param billed whether organizations pay for what they use, and have a page for it
/// @param form see [Frame#form]
public record Chrome(
        Handle handle, int invitations, boolean billed, String form, Optional<String> notice, Optional<String> problem)
        implements Frame {

    public static Chrome of(Handle handle, int invitations, String form) {
        return new Chrome(handle, invitations, false, form, Optional.empty(), Optional.empty());
    }

    public Chrome withBilling() {
        return new Chrome(handle, invitations, true, form, notice, problem);
    }

    public Chrome withNotice(String sentence) {
        return new Chrome(handle, invitations, billed, form, Optional.of(sentence), problem);
    }

    public Chrome withProblem(String sentence) {
        return new Chrome(handle, invitations, billed, form, notice, Optional.of(sentence));
    }
}
