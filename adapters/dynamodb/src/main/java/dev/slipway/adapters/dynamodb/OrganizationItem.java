package dev.slipway.adapters.dynamodb;

import dev.slipway.access.Door;
import dev.slipway.access.OrgPolicy;
import dev.slipway.access.OrgPolicy.Subscription;
import dev.slipway.access.TeamId;
import dev.slipway.access.Visibility;
import dev.slipway.kernel.Cidr;
import dev.slipway.kernel.DisplayName;
import dev.slipway.kernel.Email;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.org.Authority;
import dev.slipway.org.Organization;
import dev.slipway.org.Profile;
import dev.slipway.org.Website;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// An organization with its settings.
final class OrganizationItem {

    private OrganizationItem() {}

    static Map<String, AttributeValue> write(Organization organization) {
        var profile = organization.profile();
        return Attributes.item(Keys.organization(organization.slug()), "organization", 1)
                .text("slug", organization.slug().value())
                .text("displayName", organization.displayName())
                .text("description", profile.description())
                .text("website", profile.website().map(Website::value))
                .text("contact", profile.contact().map(Email::value))
                .text("legalName", profile.legalName())
                .text("taxId", profile.taxId())
                .text("kind", organization.kind().name())
                .flag("membersCanPublish", organization.policy().membersCanPublish())
                .text("firstVisibility", organization.policy().firstVisibility().name())
                .number("storageQuotaBytes", organization.policy().storageQuotaBytes())
                .maps("teams", PolicyForm.write(organization.policy().teams()))
                .list(
                        "networks",
                        organization.policy().door().networks().stream()
                                .map(Cidr::value)
                                .sorted()
                                .toList())
                .map("signIn", PolicyForm.write(organization.policy().door().signIn()))
                .text("subscription", organization.policy().subscription().name())
                .number("revision", organization.revision())
                .instant("createdAt", organization.createdAt())
                .instant("deletedAt", organization.deletedAt())
                .build();
    }

    static Organization read(Map<String, AttributeValue> item) {
        return new Organization(
                new OrgSlug(Attributes.text(item, "slug")),
                Organization.Kind.valueOf(Attributes.text(item, "kind")),
                new Profile(
                        new DisplayName(Attributes.text(item, "displayName")),
                        Attributes.text(item, "description"),
                        Attributes.findText(item, "website").map(Website::new),
                        Attributes.findText(item, "contact").map(Email::new),
                        Attributes.text(item, "legalName"),
                        Attributes.text(item, "taxId")),
                policy(item),
                Attributes.number(item, "revision"),
                Attributes.instant(item, "createdAt"),
                Attributes.findInstant(item, "deletedAt"));
    }

    /// What of it decides over a request; nothing if it was deleted, so that every request is answered as if it weren't
    /// there.
    static Optional<OrgPolicy> readPolicy(Map<String, AttributeValue> item) {
        return there(item) ? Optional.of(policy(item)) : Optional.empty();
    }

    /// Whether it was not deleted.
    static boolean there(Map<String, AttributeValue> item) {
        return !item.containsKey("deletedAt");
    }

    /// Refuses unless the organization is there: for what must not be done in a deleted one.
    static <S extends Enum<S>> Write<S> mustBeThere(S step, OrgSlug org) {
        return Write.check(
                step,
                Keys.organization(org),
                "attribute_exists(pk) AND attribute_not_exists(deletedAt)",
                Map.of(),
                Map.of());
    }

    /// The same, and refuses as well if a team no longer carries what somebody does by it.
    static <S extends Enum<S>> Write<S> mustBeThere(S step, OrgSlug org, Authority by) {
        var names = new HashMap<String, String>();
        var values = new HashMap<String, AttributeValue>();
        return Write.check(
                step,
                Keys.organization(org),
                "attribute_exists(pk) AND attribute_not_exists(deletedAt)" + stillCarried(by, names, values),
                names,
                values);
    }

    /// What a condition on the item goes on with for somebody who acts by a team: that the team carries it still. Empty
    /// for whoever acts by their role, and for the administrators, from whom nothing is ever taken.
    static String stillCarried(Authority by, Map<String, String> names, Map<String, AttributeValue> values) {
        if (!(by.basis() instanceof Authority.Basis.ByTeam(var team, var permission))
                || team.equals(TeamId.ADMINISTRATORS)) {
            return "";
        }
        names.put("#team", team.value());
        names.put("#permissions", "permissions");
        values.put(":carried", AttributeValue.fromS(permission.name()));
        return " AND contains(teams.#team.#permissions, :carried)";
    }

    private static OrgPolicy policy(Map<String, AttributeValue> item) {
        return new OrgPolicy(
                new OrgSlug(Attributes.text(item, "slug")),
                Attributes.flag(item, "membersCanPublish"),
                Visibility.valueOf(Attributes.text(item, "firstVisibility")),
                Attributes.number(item, "storageQuotaBytes"),
                PolicyForm.readTeams(Attributes.findMaps(item, "teams")),
                new Door(
                        Attributes.findList(item, "networks").stream()
                                .map(Cidr::new)
                                .collect(Collectors.toUnmodifiableSet()),
                        PolicyForm.readSignIn(Attributes.findMap(item, "signIn"))),
                Attributes.findText(item, "subscription")
                        .map(Subscription::valueOf)
                        .orElse(Subscription.ACTIVE));
    }
}
