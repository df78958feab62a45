package dev.slipway.audit.seal;

/// Signs seals. Whoever can write to the table and the bucket can't do this.
public interface Signer {

    SealKey key();

    /// @return ECDSA with SHA-256, in DER
    byte[] sign(byte[] text);
}
