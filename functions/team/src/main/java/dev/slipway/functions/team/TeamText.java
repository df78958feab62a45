package dev.slipway.functions.team;

import dev.slipway.access.Permission;
import dev.slipway.adapters.lambda.JsonText;
import dev.slipway.org.Everywhere;
import dev.slipway.org.Team;
import dev.slipway.org.Teammate;
import java.util.Optional;

/// Teams and those who are of them as our own API has them.
final class TeamText {

    private TeamText() {}

    static void write(JsonText json, Team team) {
        var power = team.power();
        json.text("name", power.name().value())
                .flag("builtIn", team.id().builtIn())
                .text("description", Optional.of(team.description()).filter(text -> !text.isEmpty()))
                .texts(
                        "permissions",
                        power.permissions().stream()
                                .map(Permission::wireName)
                                .sorted()
                                .toList())
                .text("allPackages", new Everywhere(power.everywhere()).wireName())
                .text(
                        "createdBy",
                        team.founding().map(founding -> founding.by().handle().value()))
                .instant("createdAt", team.founding().map(Team.Founding::at));
    }

    static void write(JsonText json, Teammate mate) {
        json.text("member", mate.name().toString());
        switch (mate) {
            case Teammate.Person(var member) ->
                json.text("type", "person")
                        .text("handle", member.person().handle().value())
                        .text("account", member.person().id().value())
                        .text("role", member.role().wireName());
            case Teammate.Machine(var account) ->
                json.text("type", "service_account")
                        .text("name", account.who().name().value())
                        .text("id", account.who().id().value());
        }
    }
}
