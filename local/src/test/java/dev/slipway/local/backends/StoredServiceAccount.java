package dev.slipway.local.backends;

import dev.slipway.access.Principal;
import dev.slipway.access.ServiceAccountId;
import dev.slipway.access.ServiceAccountName;
import dev.slipway.access.TeamId;
import dev.slipway.kernel.OrgSlug;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// A service account as `DynamoServiceAccounts` stores one, for tests of what it may do: it is there without anybody
/// who made it, and of teams from the beginning.
public final class StoredServiceAccount {

    private StoredServiceAccount() {}

    public static Principal.ServiceAccount put(
            DynamoDbClient client,
            String table,
            OrgSlug org,
            ServiceAccountId id,
            String name,
            Collection<TeamId> teams) {
        var account = new HashMap<>(key(org, id.value()));
        account.put("type", text("service-account"));
        account.put("form", AttributeValue.fromN("1"));
        account.put("id", text(id.value()));
        account.put("name", text(name));
        account.put("org", text(org.value()));
        account.put("createdAt", text("2026-01-01T00:00:00Z"));
        account.put("createdBy", AttributeValue.fromM(Map.of("account", text(id.value()), "handle", text("ada"))));
        if (!teams.isEmpty()) {
            account.put(
                    "teams",
                    AttributeValue.fromSs(teams.stream().map(TeamId::value).toList()));
        }
        var named = new HashMap<>(key(org, "NAME#" + name));
        named.put("type", text("service-account-name"));
        named.put("form", AttributeValue.fromN("1"));
        named.put("id", text(id.value()));
        client.putItem(request -> request.tableName(table).item(account));
        client.putItem(request -> request.tableName(table).item(named));
        return new Principal.ServiceAccount(id, new ServiceAccountName(name));
    }

    private static Map<String, AttributeValue> key(OrgSlug org, String sk) {
        return Map.of("pk", text("SERVICES#" + org), "sk", text(sk));
    }

    private static AttributeValue text(String text) {
        return AttributeValue.fromS(text);
    }
}
