package dev.slipway.local.matrix;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// How acme is set when somebody comes, and where they come from.
enum State {
    ORDINARY,
    /// The setting `membersCanPublish` is on.
    MEMBERS_PUBLISH,
    /// The team of everyone may create packages, and is maintainer of all.
    EVERYONE_MAINTAINS,
    /// There is an allow-list, and the request comes from one of its networks.
    INSIDE_ALLOW_LIST,
    /// There is an allow-list, and the request comes from elsewhere.
    OUTSIDE_ALLOW_LIST,
    /// Members must sign in by GitHub.
    SIGN_IN_RULE,
    /// A payment has failed, and the time of grace has begun: everything is as usual.
    GRACE,
    /// It isn't paid for, and the time of grace is over, since this very second.
    LAPSED;

    /// What acme's item has in it then; `everyone` is among its teams.
    Map<String, AttributeValue> attributes() {
        return switch (this) {
            case ORDINARY -> Map.of();
            case MEMBERS_PUBLISH -> Map.of("membersCanPublish", AttributeValue.fromBool(true));
            case EVERYONE_MAINTAINS ->
                Map.of(
                        "everyone",
                        AttributeValue.fromM(Map.of(
                                "name", AttributeValue.fromS("everyone"),
                                "permissions", AttributeValue.fromL(List.of(AttributeValue.fromS("CREATE_PACKAGES"))),
                                "everywhere", AttributeValue.fromS("MAINTAINER"))));
            case INSIDE_ALLOW_LIST, OUTSIDE_ALLOW_LIST ->
                Map.of("networks", AttributeValue.fromL(List.of(AttributeValue.fromS("10.0.0.0/8"))));
            case SIGN_IN_RULE ->
                Map.of(
                        "signIn",
                        AttributeValue.fromM(Map.of(
                                "breakGlass", AttributeValue.fromS(Cast.BREAK_GLASS_ID),
                                "means0", AttributeValue.fromS("github"))));
            case GRACE -> worksUntil(Settlement.NOW.plusSeconds(1));
            case LAPSED -> worksUntil(Settlement.NOW);
        };
    }

    private static Map<String, AttributeValue> worksUntil(Instant when) {
        return Map.of("worksUntil", AttributeValue.fromN(Long.toString(when.getEpochSecond())));
    }

    String address() {
        return this == OUTSIDE_ALLOW_LIST ? "203.0.113.9" : "10.1.2.3";
    }
}
