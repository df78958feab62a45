package dev.slipway.packages;

/// Where the current documents of a package are, and what a reader must know before fetching them.
///
/// @param registry the registry URL that its tarball URLs begin with
/// @param fullBytes size of the full document, not compressed
/// @param abbreviatedBytes size of the abbreviated document, not compressed
public record EditionRef(EditionId id, String registry, long fullBytes, long abbreviatedBytes) {

    /// The entity tag of one of its documents, which differ since their bytes do (a client that got the same for both
    /// was fooled by it: `npm-registry-protocol`, fact 21). Weak, since the gzipped and the plain form share it.
    public String entityTag(Form form) {
        return "W/\"" + id + (form == Form.FULL ? "-f" : "-a") + "\"";
    }

    public long bytes(Form form) {
        return form == Form.FULL ? fullBytes : abbreviatedBytes;
    }
}
