package dev.slipway.functions.install;

import dev.slipway.adapters.lambda.Problem;
import dev.slipway.kernel.Malformed;
import dev.slipway.packages.PackageName;

/// The answers for what isn't there.
final class Missing {

    /// Nothing is looked up for a name without a scope, so this tells nobody anything.
    static final Problem UNSCOPED = Problem.of(
            404,
            "not_scoped",
            "Not a scoped name",
            "Only scoped packages such as @your-organization/package are kept here: set this registry for your scope, and"
                    + " leave the default registry as it is.");

    private Missing() {}

    /// For someone who may see the package.
    static Problem version(PackageName name, String versionOrTag, boolean unpublished) {
        var what = name + "@" + Malformed.shown(versionOrTag);
        return Problem.of(
                404,
                unpublished ? "version_unpublished" : "version_not_found",
                "No such version",
                unpublished
                        ? what + " was unpublished: choose another version."
                        : what + " does not exist: run npm view " + name + " versions to see what does.");
    }
}
