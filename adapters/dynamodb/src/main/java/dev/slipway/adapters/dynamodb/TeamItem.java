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
        var by = Attributes.findMap(item, "createdBy");
        return new Team(
                org,
                id,
                power,
                Attributes.text(item, "description"),
                by.isEmpty()
                        ? Optional.empty()
                        : Optional.of(new Team.Founding(person(by), Attributes.instant(item, "createdAt"))));
    }

    private static Principal.Person person(Map<String, String> form) {
        if (PrincipalForm.read(form) instanceof Principal.Person person) {
            return person;
        }
        throw new IllegalStateException("a team that no person made");
    }
}
