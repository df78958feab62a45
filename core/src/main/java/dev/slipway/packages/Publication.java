package dev.slipway.packages;

import dev.slipway.access.Visibility;
import java.util.List;
import java.util.Optional;

/// What a client asks to publish.
///
/// @param tag the dist-tag to point at it
/// @param access what the client asks the package's visibility to be, if it says
/// @param manifest what the client says the version is
/// @param manifestJson the version's manifest as sent, as a JSON object
/// @param readme Markdown, for the package's page
/// @param tarball the bytes
/// @param claims what the client says about the bytes
@SuppressWarnings("ArrayRecordComponent") // made by the wire, used by one use case and compared by nobody
public record Publication(
        PackageName name,
        Version version,
        DistTag tag,
        Optional<Visibility> access,
        Manifest manifest,
        String manifestJson,
        Optional<String> readme,
        String description,
        List<String> keywords,
        byte[] tarball,
        Claims claims) {

    /// @param length the attachment's `length`
    /// @param integrity `dist.integrity`: one or more hashes as in Subresource Integrity
    /// @param shasum `dist.shasum`: SHA-1 in hexadecimal
    public record Claims(Optional<Long> length, Optional<String> integrity, Optional<String> shasum) {

        /// What the server's own reckoning contradicts, in a few words; empty if nothing.
        Optional<String> contradiction(long bytes, Integrity computed) {
            if (length.isPresent() && length.get() != bytes) {
                return Optional.of("it says the tarball has " + length.get() + " bytes, but it has " + bytes);
            }
            if (integrity.isPresent() && !agrees(integrity.get(), computed)) {
                return Optional.of("its integrity does not match the tarball's sha512");
            }
            if (shasum.isPresent() && !shasum.get().equalsIgnoreCase(computed.sha1())) {
                return Optional.of("its shasum does not match the tarball's sha1");
            }
            return Optional.empty();
        }

        /// A client may send weaker hashes beside the sha512; the sha512 is what counts, and it must be there.
        private static boolean agrees(String claimed, Integrity computed) {
            return List.of(claimed.trim().split("\\s+")).contains(computed.sha512());
        }
    }
}
