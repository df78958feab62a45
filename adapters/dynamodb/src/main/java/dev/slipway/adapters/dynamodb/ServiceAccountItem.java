package dev.slipway.adapters.dynamodb;

import dev.slipway.access.Place;
import dev.slipway.access.Principal;
import dev.slipway.access.ServiceAccountId;
import dev.slipway.access.ServiceAccountName;
import dev.slipway.access.TeamId;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.org.Teammate;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// A service account of an organization. Once it is deleted, its tokens find nothing here, and so are an outsider's.
final class ServiceAccountItem {

    private ServiceAccountItem() {}

    /// What teams ask of it.
    static Teammate.ServiceAccount readTeammate(Map<String, AttributeValue> item) {
        var place = readPlace(item);
        return new Teammate.ServiceAccount(
                new OrgSlug(Attributes.text(item, "org")),
                new Principal.ServiceAccount(place.id(), new ServiceAccountName(Attributes.text(item, "name"))),
                place.teams());
    }

    /// Refused if the teams are others by now, or the account was deleted.
    static <S extends Enum<S>> Write<S> regroup(S step, Teammate.ServiceAccount service, Set<TeamId> after) {
        var values = new HashMap<String, AttributeValue>();
        var condition = "attribute_exists(pk) AND " + TeamMemberItem.stillOf(service.teams(), values);
        return Write.update(
                step,
                Keys.serviceAccount(service.org(), service.account().id()),
                TeamMemberItem.setTeams(after, values),
                condition,
                Map.of(),
                values);
    }

    /// What decisions are made by, without the rest.
    static Place.ServiceAccount readPlace(Map<String, AttributeValue> item) {
        return new Place.ServiceAccount(
                new ServiceAccountId(Attributes.text(item, "id")),
                Attributes.findSet(item, "teams").stream().map(TeamId::new).collect(Collectors.toUnmodifiableSet()));
    }
}
