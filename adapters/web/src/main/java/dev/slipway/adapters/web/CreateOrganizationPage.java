package dev.slipway.adapters.web;

import dev.slipway.org.Organization;

/// `GET /console/organizations/new`.
///
/// Form: `POST /console/organizations` (`name`, `slug`, `kind` = `company` or `personal`). An empty `slug` asks for the
/// one that the name suggests; a handler that can't use it shows the page again with a suggestion in it.
public record CreateOrganizationPage(Chrome frame, Field name, Field slug, Organization.Kind kind) implements Page {

    public boolean company() {
        return kind == Organization.Kind.COMPANY;
    }
}
