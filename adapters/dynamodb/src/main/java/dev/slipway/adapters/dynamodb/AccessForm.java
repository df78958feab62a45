package dev.slipway.adapters.dynamodb;

import dev.slipway.access.PackageAccess;
import dev.slipway.access.PackageAccess.Collaborator;
import dev.slipway.access.PackageRole;
import dev.slipway.access.TeamId;
import dev.slipway.access.Visibility;
import dev.slipway.kernel.AccountId;
import dev.slipway.kernel.Handle;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Who may touch a package, as it stands in the package's head and in the indexes of it.
final class AccessForm {

    private AccessForm() {}

    static PackageAccess read(Map<String, AttributeValue> item) {
        return new PackageAccess(
                visibility(item),
                readPeople(item),
                read(Attributes.findMap(item, "teams"), TeamId::new, PackageRole::valueOf),
                read(Attributes.findMap(item, "grants"), AccountId::new, Handle::new),
                Attributes.findFlag(item, "inPool"));
    }

    static Visibility visibility(Map<String, AttributeValue> item) {
        return Visibility.valueOf(Attributes.text(item, "visibility"));
    }

    static Map<String, Map<String, AttributeValue>> writePeople(Map<AccountId, Collaborator> people) {
        var form = new HashMap<String, Map<String, AttributeValue>>();
        people.forEach((account, collaborator) -> {
            var one = new HashMap<String, AttributeValue>();
            one.put("handle", AttributeValue.fromS(collaborator.handle().value()));
            one.put("role", AttributeValue.fromS(collaborator.role().name()));
            collaborator.member().ifPresent(since -> one.put("member", AttributeValue.fromS(since.toString())));
            form.put(account.value(), one);
        });
        return form;
    }

    static Map<String, String> writeTeams(Map<TeamId, PackageRole> teams) {
        var form = new HashMap<String, String>();
        teams.forEach((team, role) -> form.put(team.value(), role.name()));
        return form;
    }

    static Map<String, String> writeGrants(Map<AccountId, Handle> grants) {
        var form = new HashMap<String, String>();
        grants.forEach((account, handle) -> form.put(account.value(), handle.value()));
        return form;
    }

    /// Heads were once stored with owners alone, account to handle.
    private static Map<AccountId, Collaborator> readPeople(Map<String, AttributeValue> item) {
        if (!item.containsKey("people")) {
            return read(
                    Attributes.findMap(item, "owners"),
                    AccountId::new,
                    handle -> new Collaborator(new Handle(handle), PackageRole.OWNER, Optional.empty()));
        }
        return Attributes.findMaps(item, "people").entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        entry -> new AccountId(entry.getKey()),
                        entry -> new Collaborator(
                                new Handle(Attributes.text(entry.getValue(), "handle")),
                                PackageRole.valueOf(Attributes.text(entry.getValue(), "role")),
                                Attributes.findText(entry.getValue(), "member").map(Instant::parse))));
    }

    private static <K, V> Map<K, V> read(Map<String, String> form, Function<String, K> key, Function<String, V> value) {
        return form.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        entry -> key.apply(entry.getKey()), entry -> value.apply(entry.getValue())));
    }
}
