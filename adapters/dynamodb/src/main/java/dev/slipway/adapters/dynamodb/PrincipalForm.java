package dev.slipway.adapters.dynamodb;

import dev.slipway.access.Actor;
import dev.slipway.access.Principal;
import dev.slipway.access.ServiceAccountId;
import dev.slipway.access.ServiceAccountName;
import dev.slipway.access.TokenId;
import dev.slipway.kernel.AccountId;
import dev.slipway.kernel.Email;
import dev.slipway.kernel.Handle;
import dev.slipway.kernel.OrgSlug;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// How a principal, or who else acts, stands inside an item: a small map, so that it can stand under any attribute.
final class PrincipalForm {

    private PrincipalForm() {}

    static Map<String, String> write(Actor actor) {
        return switch (actor) {
            case Principal.Person(var id, var handle) -> Map.of("account", id.value(), "handle", handle.value());
            case Principal.Machine(var id, var name, var org, var account) -> {
                var form = new HashMap<String, String>();
                form.put("token", id.value());
                form.put("name", name);
                form.put("org", org.value());
                account.ifPresent(one -> {
                    form.put("serviceAccount", one.id().value());
                    form.put("serviceAccountName", one.name().value());
                });
                yield form;
            }
            case Actor.Registry _ -> Map.of("system", actor.shownName());
            case Actor.Addressee(var email) -> Map.of("email", email.value());
        };
    }

    /// A service account by itself, without a token of its.
    static Map<String, String> write(Principal.ServiceAccount account) {
        return Map.of(
                "serviceAccount", account.id().value(),
                "serviceAccountName", account.name().value());
    }

    static Principal.Person readPerson(Map<String, String> form) {
        return new Principal.Person(new AccountId(value(form, "account")), new Handle(value(form, "handle")));
    }

    static Principal read(Map<String, String> form) {
        return form.containsKey("account")
                ? readPerson(form)
                : new Principal.Machine(
                        new TokenId(value(form, "token")),
                        value(form, "name"),
                        new OrgSlug(value(form, "org")),
                        serviceAccount(form));
    }

    static Actor readActor(Map<String, String> form) {
        if (form.containsKey("system")) {
            return new Actor.Registry();
        }
        return form.containsKey("email") ? new Actor.Addressee(new Email(value(form, "email"))) : read(form);
    }

    private static Optional<Principal.ServiceAccount> serviceAccount(Map<String, String> form) {
        return Optional.ofNullable(form.get("serviceAccount"))
                .map(id -> new Principal.ServiceAccount(
                        new ServiceAccountId(id), new ServiceAccountName(value(form, "serviceAccountName"))));
    }

    private static String value(Map<String, String> form, String name) {
        var value = form.get(name);
        if (value == null) {
            throw new IllegalStateException("a stored principal lacks " + name);
        }
        return value;
    }
}
