package dev.slipway.packages;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Prints the documents of a package. What is served is made when something changes, so that reading costs the same
/// for one version as for five thousand.
public interface Printer {

    /// The documents of `head`'s revision.
    ///
    /// @param current the documents before the change; empty for the first version
    /// @param registry what tarball URLs begin with
    Edition print(Optional<Edition> current, PackageHead head, Change change, String registry);

    /// The versions that a document lists, with the message of those that are deprecated.
    Map<Version, Optional<String>> versions(Edition edition);

    /// What a search shows of the package when `latest` points at this version of the edition. The publisher is not
    /// part of a document and stays empty.
    Summary summary(Edition edition, Version version);

    /// What happened to the list of versions.
    sealed interface Change {

        /// @param manifestJson as in [Publication]
        record Added(Release release, String manifestJson, Optional<String> readme, boolean hasShrinkwrap)
                implements Change {}

        /// @param messages what to say of each version; an empty message takes a deprecation back
        record Deprecation(Map<Version, String> messages) implements Change {}

        record Removed(Set<Version> versions) implements Change {}

        /// Only what stands in the head, such as a dist-tag.
        record HeadOnly() implements Change {}
    }
}
