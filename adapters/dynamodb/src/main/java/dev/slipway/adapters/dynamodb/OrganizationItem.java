package dev.slipway.adapters.dynamodb;

import dev.slipway.access.Door;
import dev.slipway.access.OrgPolicy;
import dev.slipway.access.TeamId;
import dev.slipway.access.Visibility;
import dev.slipway.kernel.AccountId;
import dev.slipway.kernel.Cidr;
import dev.slipway.kernel.DisplayName;
import dev.slipway.kernel.Email;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.org.Authority;
import dev.slipway.org.Invitation;
import dev.slipway.org.Member;
import dev.slipway.org.Organization;
import dev.slipway.org.Profile;
import dev.slipway.org.Website;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// An organization with its settings.
final class OrganizationItem {

    private static final String SPARED =
            " AND (attribute_not_exists(signIn.breakGlass) OR signIn.breakGlass <> :owner)";

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
                .seconds("worksUntil", organization.policy().worksUntil())
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

    /// The same for somebody who is to join by the word of somebody else: refuses as well if a team no longer carries
    /// what that one invited by, one isn't there that the new member is to be of, or it has lapsed when they join.
    static <S extends Enum<S>> Write<S> mustStand(S step, Invitation invitation, Member member) {
        var names = new HashMap<String, String>();
        var values = new HashMap<String, AttributeValue>();
        var condition = new StringBuilder("attribute_exists(pk) AND attribute_not_exists(deletedAt)");
        condition.append(notLapsed(member.joinedAt(), values));
        condition.append(stillCarried(invitation.link().basis(), names, values));
        for (var team : member.teams()) {
            if (!team.builtIn()) {
                var name = "#team" + names.size();
                names.put(name, team.value());
                condition.append(" AND attribute_exists(teams.").append(name).append(")");
            }
        }
        return Write.check(step, Keys.organization(invitation.org()), condition.toString(), names, values);
    }

    /// Puts a changed organization in the place of the one that was read. Refused if it is another by now or was
    /// deleted, or if a team no longer carries what somebody does by it.
    static <S extends Enum<S>> Write<S> change(S step, Organization next, Authority by) {
        var names = new HashMap<String, String>();
        var values = new HashMap<String, AttributeValue>();
        values.put(":before", AttributeValue.fromN(Long.toString(next.revision() - 1)));
        return Write.put(
                step,
                write(next),
                "revision = :before AND attribute_not_exists(deletedAt)" + stillCarried(by, names, values),
                names,
                values);
    }

    /// The same as [#mustBeThere(Enum, OrgSlug)], and refuses as well if the sign-in rule names this account as the one
    /// for whom it doesn't hold: whoever it names stays an owner.
    static <S extends Enum<S>> Write<S> mustSpare(S step, OrgSlug org, AccountId account) {
        return Write.check(
                step,
                Keys.organization(org),
                "attribute_exists(pk) AND attribute_not_exists(deletedAt)" + SPARED,
                Map.of(),
                Map.of(":owner", AttributeValue.fromS(account.value())));
    }

    /// The same, by somebody who must still be allowed to.
    static <S extends Enum<S>> Write<S> mustSpare(S step, OrgSlug org, AccountId account, Authority by) {
        var names = new HashMap<String, String>();
        var values = new HashMap<String, AttributeValue>();
        values.put(":owner", AttributeValue.fromS(account.value()));
        return Write.check(
                step,
                Keys.organization(org),
                "attribute_exists(pk) AND attribute_not_exists(deletedAt)" + SPARED + stillCarried(by, names, values),
                names,
                values);
    }

    /// Refuses unless its profile and settings are as they were read, and it wasn't deleted: what was decided by them
    /// holds.
    static <S extends Enum<S>> Write<S> mustBeAsSeen(S step, Organization seen) {
        return Write.check(
                step,
                Keys.organization(seen.slug()),
                "revision = :seen AND attribute_not_exists(deletedAt)",
                Map.of(),
                Map.of(":seen", AttributeValue.fromN(Long.toString(seen.revision()))));
    }

    /// Refuses unless the organization is there and takes this member in: when they join it hasn't lapsed.
    static <S extends Enum<S>> Write<S> mustTakeIn(S step, Member member) {
        var values = new HashMap<String, AttributeValue>();
        return Write.check(
                step,
                Keys.organization(member.org()),
                "attribute_exists(pk) AND attribute_not_exists(deletedAt)" + notLapsed(member.joinedAt(), values),
                Map.of(),
                values);
    }

    /// What a condition on the item goes on with for what costs more. [OrgPolicy#lapsedAt], said to the table.
    private static String notLapsed(Instant now, Map<String, AttributeValue> values) {
        values.put(":now", AttributeValue.fromN(Long.toString(now.getEpochSecond())));
        return " AND (attribute_not_exists(worksUntil) OR worksUntil > :now)";
    }

    /// Stores what is paid for. Whatever else changes the organization puts it as a whole under its revision, and so
    /// notices this, which is written over any revision: what the bill says is no matter of what the settings are.
    ///
    /// @param worksUntil when what costs more stops; empty if it is paid for
    static <S extends Enum<S>> Write<S> subscribe(S step, OrgSlug org, Optional<Instant> worksUntil, long quotaBytes) {
        var values = new HashMap<String, AttributeValue>();
        values.put(":quota", AttributeValue.fromN(Long.toString(quotaBytes)));
        values.put(":one", AttributeValue.fromN("1"));
        worksUntil.ifPresent(
                until -> values.put(":until", AttributeValue.fromN(Long.toString(until.getEpochSecond()))));
        return Write.update(
                step,
                Keys.organization(org),
                "SET storageQuotaBytes = :quota"
                        + (worksUntil.isPresent() ? ", worksUntil = :until" : " REMOVE worksUntil")
                        + " ADD revision :one",
                "attribute_exists(pk)",
                Map.of(),
                values);
    }

    /// What a condition on the item goes on with for somebody who acts by a team: that the team carries it still. Empty
    /// for whoever acts by their role, and for the administrators, from whom nothing is ever taken.
    static String stillCarried(Authority by, Map<String, String> names, Map<String, AttributeValue> values) {
        return stillCarried(by.basis(), names, values);
    }

    private static String stillCarried(
            Authority.Basis basis, Map<String, String> names, Map<String, AttributeValue> values) {
        if (!(basis instanceof Authority.Basis.ByTeam(var team, var permission))
                || team.equals(TeamId.ADMINISTRATORS)) {
            return "";
        }
        names.put("#team", team.value());
        // A word that DynamoDB keeps for itself.
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
                Attributes.findSeconds(item, "worksUntil"));
    }
}
