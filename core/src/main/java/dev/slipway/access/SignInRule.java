package dev.slipway.access;

import dev.slipway.kernel.AccountId;
import java.util.Set;

/// How members must have proved who they are. Their sessions and tokens remember it.
///
/// @param means `github`, `google`, or issuers of the deployment; any of these will do
/// @param breakGlass an owner for whom it doesn't hold, so that a provider which is down locks nobody out for good
public record SignInRule(Set<Means> means, AccountId breakGlass) {

    public SignInRule {
        means = Set.copyOf(means);
        if (means.isEmpty()) {
            throw new IllegalArgumentException("a rule that nobody can follow");
        }
    }
}
