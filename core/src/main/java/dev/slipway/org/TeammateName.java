package dev.slipway.org;

import dev.slipway.access.ServiceAccountName;
import dev.slipway.kernel.Handle;
import dev.slipway.kernel.Malformed;

/// What somebody is called by among those of a team: `ada`, or `service:deploy`. Handles and the names of service
/// accounts may be the same words, so which of the two is meant is said.
public sealed interface TeammateName {

    String SERVICE = "service:";

    record OfPerson(Handle handle) implements TeammateName {
        @Override
        public String toString() {
            return handle.value();
        }
    }

    record OfServiceAccount(ServiceAccountName account) implements TeammateName {
        @Override
        public String toString() {
            return SERVICE + account;
        }
    }

    /// @throws Malformed `invalid_organization` for what can be no handle, `invalid_service_account`
    static TeammateName of(String text) {
        return text.startsWith(SERVICE)
                ? new OfServiceAccount(new ServiceAccountName(text.substring(SERVICE.length())))
                : new OfPerson(new Handle(text));
    }
}
