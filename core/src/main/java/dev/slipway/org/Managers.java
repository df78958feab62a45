package dev.slipway.org;

import dev.slipway.access.Role;
import dev.slipway.kernel.AccountId;
import dev.slipway.kernel.Email;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.kernel.Slice;
import java.util.ArrayList;
import java.util.List;

/// The owners and admins of an organization, and where a mail reaches them.
public final class Managers {

    private static final int AT_A_TIME = 100;

    private final Memberships memberships;
    private final Contacts contacts;

    public Managers(Memberships memberships, Contacts contacts) {
        this.memberships = memberships;
        this.contacts = contacts;
    }

    /// Somebody of them.
    public record Reachable(AccountId account, Email address) {}

    /// Those who have an address.
    public List<Reachable> of(OrgSlug org) {
        var managers = new ArrayList<Reachable>();
        var slice = Slice.first(AT_A_TIME);
        while (true) {
            var page = memberships.list(org, slice);
            page.items().stream()
                    .filter(member -> member.role().atLeast(Role.ADMIN))
                    .map(member -> member.person().id())
                    .forEach(account -> contacts.findAddress(account)
                            .ifPresent(address -> managers.add(new Reachable(account, address))));
            if (page.next().isEmpty()) {
                return managers;
            }
            slice = new Slice(page.next(), AT_A_TIME);
        }
    }
}
