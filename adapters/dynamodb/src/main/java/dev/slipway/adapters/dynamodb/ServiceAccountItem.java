package dev.slipway.adapters.dynamodb;

import dev.slipway.access.Place;
import dev.slipway.access.Principal;
import dev.slipway.access.ServiceAccountId;
import dev.slipway.access.ServiceAccountName;
import dev.slipway.access.TeamId;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.org.ServiceAccount;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// A service account of an organization. Once it is deleted, its tokens find nothing here, and so are an outsider's.
final class ServiceAccountItem {

    private ServiceAccountItem() {}

    /// By its name, which leads to it.
    static Optional<Map<String, AttributeValue>> find(Table table, OrgSlug org, ServiceAccountName name) {
        return table.get(Keys.serviceAccountName(org, name))
                .map(ServiceAccountItem::readId)
                .flatMap(id -> table.get(Keys.serviceAccount(org, id)));
    }

    /// Refused if the teams are others by now, or the account was deleted.
    static <S extends Enum<S>> Write<S> regroup(S step, ServiceAccount account, Set<TeamId> after) {
        var values = new HashMap<String, AttributeValue>();
        var condition = stillOf(account.teams(), values);
        return Write.update(
                step,
                Keys.serviceAccount(account.org(), account.who().id()),
                TeamMemberItem.setTeams(after, values),
                condition,
                Map.of(),
                values);
    }

    static Map<String, AttributeValue> write(ServiceAccount account) {
        return Attributes.item(Keys.serviceAccount(account.org(), account.who().id()), "service-account", 1)
                .text("id", account.who().id().value())
                .text("name", account.who().name().value())
                .text("org", account.org().value())
                .set("teams", account.teams().stream().map(TeamId::value).toList())
                .instant("createdAt", account.createdAt())
                .map("createdBy", PrincipalForm.write(account.createdBy()))
                .build();
    }

    static ServiceAccount read(Map<String, AttributeValue> item) {
        var place = readPlace(item);
        return new ServiceAccount(
                new OrgSlug(Attributes.text(item, "org")),
                new Principal.ServiceAccount(place.id(), new ServiceAccountName(Attributes.text(item, "name"))),
                place.teams(),
                Attributes.instant(item, "createdAt"),
                PrincipalForm.readPerson(Attributes.map(item, "createdBy")));
    }

    /// The account's name, as long as it has it.
    static Map<String, AttributeValue> writeName(ServiceAccount account) {
        return Attributes.item(
                        Keys.serviceAccountName(account.org(), account.who().name()), "service-account-name", 1)
                .text("id", account.who().id().value())
                .build();
    }

    static ServiceAccountId readId(Map<String, AttributeValue> name) {
        return new ServiceAccountId(Attributes.text(name, "id"));
    }

    /// Refuses unless it is there.
    static <S extends Enum<S>> Write<S> mustBeThere(S step, OrgSlug org, ServiceAccountId id) {
        return Write.check(step, Keys.serviceAccount(org, id), "attribute_exists(pk)", Map.of(), Map.of());
    }

    /// Refuses unless it is there, and of these teams and no others.
    static <S extends Enum<S>> Write<S> mustBeOf(S step, OrgSlug org, ServiceAccountId id, Set<TeamId> teams) {
        var values = new HashMap<String, AttributeValue>();
        return Write.check(step, Keys.serviceAccount(org, id), stillOf(teams, values), Map.of(), values);
    }

    /// Refused if its teams are others by now, or it is gone.
    static <S extends Enum<S>> Write<S> remove(S step, ServiceAccount account) {
        var values = new HashMap<String, AttributeValue>();
        var condition = stillOf(account.teams(), values);
        return Write.delete(
                step, Keys.serviceAccount(account.org(), account.who().id()), condition, Map.of(), values);
    }

    private static String stillOf(Set<TeamId> teams, Map<String, AttributeValue> values) {
        return "attribute_exists(pk) AND " + TeamMemberItem.stillOf(teams, values);
    }

    /// What decisions are made by, without the rest.
    static Place.ServiceAccount readPlace(Map<String, AttributeValue> item) {
        return new Place.ServiceAccount(
                new ServiceAccountId(Attributes.text(item, "id")),
                Attributes.findSet(item, "teams").stream().map(TeamId::new).collect(Collectors.toUnmodifiableSet()));
    }
}
