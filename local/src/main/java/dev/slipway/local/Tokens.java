package dev.slipway.local;

/// The tokens that a registry starts with, as their holders have them.
///
/// They are texts, unlike anywhere else: somebody pastes them into an `.npmrc`.
///
/// @param owner of ada, who founded the organization
/// @param maintainer of max
/// @param member of mia
/// @param outsider of otto, who belongs to no organization
/// @param readOnly of a machine of the organization
public record Tokens(String owner, String maintainer, String member, String outsider, String readOnly) {

    /// As JSON. Tokens are letters, digits and `_`: nothing has to be escaped.
    String json() {
        return "{\"owner\":\"%s\",\"maintainer\":\"%s\",\"member\":\"%s\",\"outsider\":\"%s\",\"readOnly\":\"%s\"}"
                .formatted(owner, maintainer, member, outsider, readOnly);
    }

    @Override
    public String toString() {
        return "***";
    }
}
