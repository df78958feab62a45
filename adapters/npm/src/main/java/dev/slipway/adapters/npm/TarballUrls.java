package dev.slipway.adapters.npm;

import dev.slipway.packages.PackageName;
import dev.slipway.packages.Version;

/// Where tarballs are, as documents say it: on the registry's own origin, since a client sends its token nowhere else,
/// and since the URL ends up in every lock file and must still be right in years.
///
/// Documents are printed with these URLs in full. When the registry moves to another URL, what was printed before is
/// corrected on its way out, and for good when the package next changes.
public final class TarballUrls {

    private TarballUrls() {}

    static String of(String registry, PackageName name, Version version) {
        return registry + "/" + name + "/-/" + name.tarballFile(version);
    }

    /// A document or manifest in which the tarballs are at `to` and no more at `from`.
    public static String moved(String json, String from, String to) {
        return json.replace("\"tarball\":\"" + from + "/", "\"tarball\":\"" + to + "/");
    }
}
