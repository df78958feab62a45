package dev.slipway.org;

/// Those who may report leaks, known by what they sign with.
public interface LeakSigners {

    /// @param keyId which key it is said to be
    /// @param signature as it was sent
    /// @param report what was signed, byte for byte
    Verdict verify(String keyId, String signature, byte[] report);

    /// What is to be thought of a report.
    enum Verdict {
        GENUINE,
        /// Signed by nobody who is known, with a key that is no longer good, or not signed.
        FORGED,
        /// The keys could not be had.
        UNKNOWN
    }
}
