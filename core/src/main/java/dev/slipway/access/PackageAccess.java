package dev.slipway.access;

import java.util.Set;

/// What a package itself says about who may touch it.
///
/// @param owners people who manage the package although their role alone would not let them; its creator is one
public record PackageAccess(Visibility visibility, Set<Principal.Person> owners) {

    public PackageAccess {
        owners = Set.copyOf(owners);
    }

    boolean ownedBy(Principal.Person person) {
        return owners.stream().anyMatch(owner -> owner.id().equals(person.id()));
    }
}
