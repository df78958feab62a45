package dev.slipway.adapters.dynamodb;

import dev.slipway.access.Principal;
import dev.slipway.access.TeamId;
import dev.slipway.access.TeamPower;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.org.Team;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// What a team says of itself. Its name and what it gives stand on the organization, and nothing stands twice.
final class TeamItem {

    private TeamItem() {}

    static Map<String, AttributeValue> write(Team team) {
        var item = Attributes.item(Keys.team(team.org(), team.id()), "team", 1).text("description", team.description());
        team.founding()
                .ifPresent(founding -> item.map("createdBy", PrincipalForm.write(founding.by()))
                        .instant("createdAt", founding.at()));
        return item.build();
    }

    static Team read(OrgSlug org, TeamId id, TeamPower power, Map<String, AttributeValue> item) {
        if (!(PrincipalForm.read(Attributes.map(item, "createdBy")) instanceof Principal.Person by)) {
            throw new IllegalStateException("a team that no person made");
        }
        return new Team(
                org,
                id,
                power,
                Attributes.text(item, "description"),
                Optional.of(new Team.Founding(by, Attributes.instant(item, "createdAt"))));
    }
}
