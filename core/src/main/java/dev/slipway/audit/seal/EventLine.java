package dev.slipway.audit.seal;

import dev.slipway.access.Actor;
import dev.slipway.access.Principal;
import dev.slipway.audit.RecordedEvent;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// An event as it is sealed: all that is known of it, under the names that the API has, in one line of canonical JSON.
public final class EventLine {

    /// What stands at the beginning of every line of an install: its action is the first name of all.
    private static final String INSTALLED = "{\"action\":\"version.installed\",";

    /// That events have left the log, in the words of the registry.
    private static final String ARCHIVED = "{\"action\":\"audit.archived\",\"actor\":{\"kind\":\"system\",";

    private static final Pattern LAST_SEAL = Pattern.compile("[{,]\"lastSeal\":\"([1-9][0-9]{0,9})\"");

    private EventLine() {}

    static String of(RecordedEvent event) {
        return Canonical.of(Map.of(
                "id", event.id(),
                "at", event.at().toString(),
                "actor", form(event.actor()),
                "action", event.action(),
                "target", event.target(),
                "details", event.details(),
                "address", event.origin().address(),
                "client", event.origin().client(),
                "requestId", event.origin().requestId()));
    }

    private static Map<String, String> form(Actor actor) {
        var form = new TreeMap<>(Map.of("kind", kind(actor), "name", actor.shownName()));
        switch (actor) {
            case Principal.Person(var id, var _) -> form.put("account", id.value());
            case Principal.Machine(var id, var _, var _, var account) -> {
                form.put("token", id.value());
                account.ifPresent(one -> form.put("serviceAccount", one.id().value()));
            }
            case Actor.Registry _, Actor.Addressee _ -> {}
        }
        return form;
    }

    private static String kind(Actor actor) {
        return switch (actor) {
            case Principal.Person _ -> "person";
            case Principal.Machine _ -> "machine";
            case Actor.Registry _ -> "system";
            case Actor.Addressee _ -> "addressee";
        };
    }

    /// Whether it tells of an install, of which there are by far the most.
    public static boolean isInstall(String line) {
        return line.startsWith(INSTALLED);
    }

    /// The number of the last seal whose events have left the log by what this event says; 0 if it says something else.
    static long archivedUpTo(String line) {
        var last = LAST_SEAL.matcher(line);
        return line.startsWith(ARCHIVED) && last.find() ? Long.parseLong(last.group(1)) : 0;
    }
}
