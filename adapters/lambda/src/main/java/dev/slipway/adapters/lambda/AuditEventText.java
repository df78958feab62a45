package dev.slipway.adapters.lambda;

import dev.slipway.access.Actor;
import dev.slipway.access.Principal;
import dev.slipway.audit.RecordedEvent;
import java.util.Optional;
import java.util.TreeMap;

/// A line of an audit log as programs read it, from the API and in a file.
public final class AuditEventText {

    private AuditEventText() {}

    public static void write(JsonText json, RecordedEvent event) {
        json.text("id", event.id())
                .instant("at", event.at())
                .object("actor", inside -> write(inside, event.actor()))
                .text("action", event.action())
                .text("target", event.target())
                .object("details", inside -> new TreeMap<>(event.details()).forEach(inside::text))
                .text("address", event.origin().address())
                .text("client", event.origin().client())
                .text("requestId", event.origin().requestId());
    }

    private static void write(JsonText json, Actor actor) {
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
