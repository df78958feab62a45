package dev.slipway.adapters.web;

import dev.slipway.kernel.Handle;
import java.util.Optional;

/// The frame for somebody signed in: with the navigation, and who they are.
///
/// @param invitations how many wait for their answer
/// @param billed whether organizations pay for what they use, and have a page for it
/// @param webhooks whether they can be told of what happens in them, and have a page for it
/// @param form see [Frame#form]
public record Chrome(
        Handle handle,
        int invitations,
        boolean billed,
        boolean webhooks,
        String form,
        Optional<String> notice,
        Optional<String> problem)
        implements Frame {

    public static Chrome of(Handle handle, int invitations, String form) {
        return new Chrome(handle, invitations, false, false, form, Optional.empty(), Optional.empty());
    }

    /// With the tabs for what this deployment has.
    public Chrome offering(boolean billing, boolean hooks) {
        return new Chrome(handle, invitations, billing, hooks, form, notice, problem);
    }

    public Chrome withNotice(String sentence) {
        return new Chrome(handle, invitations, billed, webhooks, form, Optional.of(sentence), problem);
    }

    public Chrome withProblem(String sentence) {
        return new Chrome(handle, invitations, billed, webhooks, form, notice, Optional.of(sentence));
    }
}
