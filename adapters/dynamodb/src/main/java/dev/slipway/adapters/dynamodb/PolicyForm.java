package dev.slipway.adapters.dynamodb;

import dev.slipway.access.Means;
import dev.slipway.access.PackageRole;
import dev.slipway.access.Permission;
import dev.slipway.access.SignInRule;
import dev.slipway.access.TeamId;
import dev.slipway.access.TeamName;
import dev.slipway.access.TeamPower;
import dev.slipway.access.Teams;
import dev.slipway.kernel.AccountId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// How those settings stand in an organization's item that are more than one value.
final class PolicyForm {

    private PolicyForm() {}

    /// A team's permissions are a list, so that a condition can ask whether one is in it.
    static Map<String, Map<String, AttributeValue>> write(Teams teams) {
        var form = new HashMap<String, Map<String, AttributeValue>>();
        teams.powers().forEach((id, power) -> form.put(id.value(), write(power)));
        return form;
    }

    private static Map<String, AttributeValue> write(TeamPower power) {
        var form = new HashMap<String, AttributeValue>();
        form.put("name", AttributeValue.fromS(power.name().value()));
        form.put(
                "permissions",
                AttributeValue.fromL(power.permissions().stream()
                        .map(Permission::name)
                        .sorted()
                        .map(AttributeValue::fromS)
                        .toList()));
        power.everywhere().ifPresent(role -> form.put("everywhere", AttributeValue.fromS(role.name())));
        return form;
    }

    static Teams readTeams(Map<String, Map<String, AttributeValue>> form) {
        return new Teams(form.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        entry -> new TeamId(entry.getKey()), entry -> readPower(entry.getValue()))));
    }

    private static TeamPower readPower(Map<String, AttributeValue> form) {
        return new TeamPower(
                new TeamName(Attributes.text(form, "name")),
                Attributes.list(form, "permissions").stream()
                        .map(Permission::valueOf)
                        .collect(Collectors.toUnmodifiableSet()),
                Attributes.findText(form, "everywhere").map(PackageRole::valueOf));
    }

    /// Nothing, while people may sign in by any means.
    static Map<String, String> write(Optional<SignInRule> rule) {
        var form = new HashMap<String, String>();
        rule.ifPresent(one -> {
            form.put("breakGlass", one.breakGlass().value());
            List<Means> means = new ArrayList<>(one.means());
            for (int i = 0; i < means.size(); i++) {
                form.put("means" + i, means.get(i).value());
            }
        });
        return form;
    }

    static Optional<SignInRule> readSignIn(Map<String, String> form) {
        return Optional.ofNullable(form.get("breakGlass"))
                .map(account -> new SignInRule(
                        form.entrySet().stream()
                                .filter(entry -> entry.getKey().startsWith("means"))
                                .map(entry -> new Means(entry.getValue()))
                                .collect(Collectors.toUnmodifiableSet()),
                        new AccountId(account)));
    }
}
