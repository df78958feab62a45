package dev.slipway.adapters.dynamodb;

import dev.slipway.access.OrgPolicy;
import dev.slipway.access.Visibility;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.org.Organization;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// An organization with its settings.
final class OrganizationItem {

    private OrganizationItem() {}

    static Map<String, AttributeValue> write(Organization organization) {
        return Attributes.item(Keys.organization(organization.slug()), "organization", 1)
                .text("slug", organization.slug().value())
                .text("displayName", organization.displayName())
                .text("kind", organization.kind().name())
                .flag("membersCanPublish", organization.policy().membersCanPublish())
                .text("firstVisibility", organization.policy().firstVisibility().name())
                .number("storageQuotaBytes", organization.policy().storageQuotaBytes())
                .instant("createdAt", organization.createdAt())
                .build();
    }

    /// What of it decides over a request.
    static OrgPolicy readPolicy(Map<String, AttributeValue> item) {
        return new OrgPolicy(
                new OrgSlug(Attributes.text(item, "slug")),
                Attributes.flag(item, "membersCanPublish"),
                Visibility.valueOf(Attributes.text(item, "firstVisibility")),
                Attributes.number(item, "storageQuotaBytes"));
    }
}
