package dev.slipway.audit;

import dev.slipway.kernel.AccountId;
import dev.slipway.kernel.OrgSlug;

/// Whose audit log an entry stands in.
public sealed interface Book {

    record OfOrganization(OrgSlug org) implements Book {}

    /// What a person does that concerns no organization, such as making a token for a laptop.
    record OfAccount(AccountId account) implements Book {}
}
