package dev.slipway.packages;

/// The two documents that npm knows of a package.
///
/// @see <a href="https://github.com/npm/registry/blob/main/docs/responses/package-metadata.md">package metadata</a>
public enum Form {
    /// Everything: `application/json`. What `npm install` asks for since npm 11.
    FULL,
    /// What an installer needs: `application/vnd.npm.install-v1+json`.
    ABBREVIATED
}
