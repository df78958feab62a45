package dev.slipway.adapters.dynamodb;

import dev.slipway.access.Principal;
import dev.slipway.access.TokenId;
import dev.slipway.kernel.AccountId;
import dev.slipway.kernel.Handle;
import dev.slipway.kernel.OrgSlug;
import java.util.Map;

/// How a principal stands inside an item: a small map, so that it can stand under any attribute.
final class PrincipalForm {

    private PrincipalForm() {}

    static Map<String, String> write(Principal principal) {
        return switch (principal) {
            case Principal.Person(var id, var handle) -> Map.of("account", id.value(), "handle", handle.value());
            case Principal.Machine(var id, var name, var org) ->
                Map.of("token", id.value(), "name", name, "org", org.value());
        };
    }

    static Principal read(Map<String, String> form) {
        return form.containsKey("account")
                ? new Principal.Person(new AccountId(value(form, "account")), new Handle(value(form, "handle")))
                : new Principal.Machine(
                        new TokenId(value(form, "token")), value(form, "name"), new OrgSlug(value(form, "org")));
    }

    private static String value(Map<String, String> form, String name) {
        var value = form.get(name);
        if (value == null) {
            throw new IllegalStateException("a stored principal lacks " + name);
        }
        return value;
    }
}
