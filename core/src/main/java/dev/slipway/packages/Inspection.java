package dev.slipway.packages;

/// What the server found when it opened a tarball.
public sealed interface Inspection {

    /// @param manifest of the `package.json` inside
    /// @param buildsNatively whether a `binding.gyp` lies beside it
    record Sound(int files, long unpackedBytes, Manifest manifest, boolean hasShrinkwrap, boolean buildsNatively)
            implements Inspection {}

    /// @param code stable, such as `tarball_unsafe_path`
    /// @param sentence what is wrong with it and what to do
    record Unsound(String code, String sentence) implements Inspection {}
}
