package dev.slipway.functions.auditquery;

import dev.slipway.access.Actor;
import dev.slipway.access.Principal;
import dev.slipway.adapters.lambda.JsonText;
import dev.slipway.audit.RecordedEvent;
import java.util.TreeMap;

/// A line of a log as programs read it.
final class AuditEventText {

    private AuditEventText() {}

    static void write(JsonText json, RecordedEvent event) {
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

    private static String kind(Actor actor) {
        return switch (actor) {
            case Principal.Person _ -> "person";
            case Principal.Machine _ -> "machine";
            case Actor.Registry _ -> "system";
            case Actor.Addressee _ -> "addressee";
        };
    }
}
