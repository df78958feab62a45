package dev.slipway.adapters.lambda;

import dev.slipway.access.Actor;
import dev.slipway.access.Principal;
import java.util.Optional;

/// Who did something, as programs read it.
public final class ActorText {

    private ActorText() {}

    public static void write(JsonText json, Actor actor) {
        json.text("kind", kind(actor)).text("name", actor.shownName());
        switch (actor) {
            case Principal.Person(var id, var _) -> json.text("account", id.value());
            case Principal.Machine(var id, var _, var _, var account) ->
                json.text("token", id.value())
                        .text("serviceAccount", account.map(one -> one.id().value()));
            case Actor.Registry _, Actor.Addressee _ -> {}
        }
    }

    /// What tells this actor from others of the same name; nothing for the registry itself, and for an address.
    static Optional<String> id(Actor actor) {
        return switch (actor) {
            case Principal.Person(var id, var _) -> Optional.of(id.value());
            case Principal.Machine(var id, var _, var _, var _) -> Optional.of(id.value());
            case Actor.Registry _, Actor.Addressee _ -> Optional.empty();
        };
    }

    static String kind(Actor actor) {
        return switch (actor) {
            case Principal.Person _ -> "person";
            case Principal.Machine _ -> "machine";
            case Actor.Registry _ -> "system";
            case Actor.Addressee _ -> "addressee";
        };
    }
}
