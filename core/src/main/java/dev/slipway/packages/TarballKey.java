package dev.slipway.packages;

/// Names a tarball's bytes in the store: package, version, and an id drawn for this one upload. Publishers who race
/// for a version write two objects, even with the same bytes, so the loser can delete its own without a thought.
public record TarballKey(String value) {

    static TarballKey of(PackageName name, Version version, String uploadId) {
        return new TarballKey("tarballs/" + name + "/" + version + "/" + uploadId + ".tgz");
    }

    @Override
    public String toString() {
        return value;
    }
}
