package dev.slipway.packages;

/// Opens tarballs while they are being stored.
public interface TarballInspector {

    /// Unpacks the tarball in constant memory, and believes nothing it says of itself.
    Inspection inspect(byte[] tarball);
}
