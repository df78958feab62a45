package dev.slipway.functions.organization;

import dev.slipway.access.Visibility;
import dev.slipway.adapters.web.Field;
import dev.slipway.adapters.web.OrganizationPage;
import dev.slipway.console.Shown;
import dev.slipway.kernel.Email;
import dev.slipway.kernel.Malformed;
import dev.slipway.org.Organization;
import dev.slipway.org.Website;

/// The form of an organization's profile and settings: as they are, or as they were typed and couldn't be used.
final class ProfileForm {

    private ProfileForm() {}

    static OrganizationPage.Profile of(Organization organization) {
        var profile = organization.profile();
        return new OrganizationPage.Profile(
                Field.of(organization.displayName()),
                Field.of(profile.description()),
                Field.of(profile.website().map(Website::value).orElse("")),
                Field.of(profile.contact().map(Email::value).orElse("")),
                Field.of(profile.legalName()),
                Field.of(profile.taxId()),
                organization.policy().membersCanPublish(),
                organization.policy().firstVisibility());
    }

    static OrganizationPage.Profile of(Shown.Form form, Malformed why) {
        return new OrganizationPage.Profile(
                field(form, "name", why, "invalid_name"),
                field(form, "description", why, "invalid_description"),
                field(form, "website", why, "invalid_website"),
                field(form, "contact", why, "invalid_email"),
                field(form, "legalName", why, "invalid_legal_name"),
                field(form, "taxId", why, "invalid_tax_id"),
                form.ticked("membersCanPublish"),
                visibility(form));
    }

    private static Field field(Shown.Form form, String name, Malformed why, String code) {
        var field = Field.of(form.field(name));
        return why.code().equals(code) ? field.wrong(why.sentence()) : field;
    }

    private static Visibility visibility(Shown.Form form) {
        try {
            return Visibility.named(form.field("visibility"));
        } catch (Malformed _) {
            return Visibility.PRIVATE;
        }
    }
}
