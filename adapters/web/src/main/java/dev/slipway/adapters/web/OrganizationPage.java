package dev.slipway.adapters.web;

import dev.slipway.access.Visibility;
import java.time.Instant;
import java.util.Optional;

/// `GET /console/organizations/{org}`: what it is, its settings, and what can't be undone.
///
/// Forms: `POST /console/organizations/{org}` with `act` `profile` (`name`, `description`, `website`, `contact`,
/// `legalName`, `taxId`, `membersCanPublish` = `on` or absent, `visibility` = `public`, `private` or `org`),
/// `transfer` (`handle`), `revoke-transfer` (`transfer`), `delete` (`slug`, as it was typed).
///
/// @param transfer the one that waits for an answer
/// @param heir who is to get the organization, in the form that hands it over
/// @param typedSlug in the form that deletes it
/// @param registry the registry's URL, for the command that makes npm use it
public record OrganizationPage(
        Chrome frame,
        OrganizationHead organization,
        Instant createdAt,
        Profile profile,
        Optional<Seats> seats,
        Optional<PendingTransfer> transfer,
        Field heir,
        Field typedSlug,
        Optional<String> registry)
        implements Page {

    public OrganizationPage(
            Chrome frame,
            OrganizationHead organization,
            Instant createdAt,
            Profile profile,
            Optional<Seats> seats,
            Optional<PendingTransfer> transfer,
            Field heir,
            Field typedSlug) {
        this(frame, organization, createdAt, profile, seats, transfer, heir, typedSlug, Optional.empty());
    }

    /// With how to use its packages.
    public OrganizationPage at(String url) {
        return new OrganizationPage(
                frame, organization, createdAt, profile, seats, transfer, heir, typedSlug, Optional.of(url));
    }

    /// @param firstVisibility of packages that are published for the first time and don't say
    public record Profile(
            Field name,
            Field description,
            Field website,
            Field contact,
            Field legalName,
            Field taxId,
            boolean membersCanPublish,
            Visibility firstVisibility) {}
}
