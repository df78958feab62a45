package dev.slipway.webhooks;

import dev.slipway.kernel.Email;
import dev.slipway.kernel.OrgSlug;
import java.util.List;

/// Who is to hear of an organization's webhooks.
@FunctionalInterface
public interface Recipients {

    /// Where its owners and admins are reached.
    List<Email> of(OrgSlug org);
}
