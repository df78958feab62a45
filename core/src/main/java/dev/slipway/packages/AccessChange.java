package dev.slipway.packages;

import dev.slipway.access.TeamId;
import dev.slipway.kernel.AccountId;
import java.time.Instant;

/// One change of who may touch a package, as far as more than its head has to do with it.
public sealed interface AccessChange {

    /// The visibility is another, it is shared in the Pool or no longer, or somebody's role is taken away. It is about
    /// the head alone.
    record OfHead() implements AccessChange {}

    /// A member is given a role: they must be one, by the membership that began then, and no billing manager.
    record PersonNamed(AccountId person, Instant since) implements AccessChange {}

    /// A team is given a role: it must be there.
    record TeamNamed(TeamId team) implements AccessChange {}

    /// It is shared with an account, which must be there and outside the organization, and which finds it from now on.
    record Granted(AccountId account) implements AccessChange {}

    /// It is no longer shared with an account.
    record Withdrawn(AccountId account) implements AccessChange {}
}
