package dev.slipway.adapters.dynamodb;

import dev.slipway.access.Place;
import dev.slipway.access.ServiceAccountId;
import dev.slipway.access.TeamId;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// A service account of an organization. Once it is deleted, its tokens find nothing here, and so are an outsider's.
final class ServiceAccountItem {

    private ServiceAccountItem() {}

    /// What decisions are made by, without the rest.
    static Place.ServiceAccount readPlace(Map<String, AttributeValue> item) {
        return new Place.ServiceAccount(
                new ServiceAccountId(Attributes.text(item, "id")),
                Attributes.findSet(item, "teams").stream().map(TeamId::new).collect(Collectors.toUnmodifiableSet()));
    }
}
