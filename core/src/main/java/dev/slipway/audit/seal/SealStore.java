package dev.slipway.audit.seal;

import dev.slipway.kernel.OrgSlug;
import java.util.Optional;

/// The files of all chains. Nothing in it is ever written again, or deleted.
public interface SealStore {

    Optional<byte[]> find(OrgSlug org, String name);

    /// Stores a file, if there is none of this name, and never was one as far as the store can tell.
    ///
    /// @return whether there was none
    boolean putIfAbsent(OrgSlug org, String name, byte[] file);
}
