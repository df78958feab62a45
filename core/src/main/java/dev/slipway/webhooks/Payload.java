package dev.slipway.webhooks;

import dev.slipway.access.Actor;
import dev.slipway.access.Principal;
import dev.slipway.audit.RecordedEvent;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.kernel.Texts;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/// What a receiver is told of an event. Neither from which address it was done nor with what client: these are for the
/// organization's own log.
///
/// @param type the name of the event
/// @param id the ULID of the audit entry, by which it is found in the log
/// @param details by name, at most so many that a body stays small
/// @param cut whether there is more in the log
public record Payload(
        String type,
        Instant timestamp,
        OrgSlug org,
        String id,
        Actor actor,
        String target,
        Map<String, String> details,
        boolean cut) {

    /// What a body is at most, in bytes.
    public static final int LARGEST = 20 * 1024;

    /// What is left for details: a character is up to six bytes of JSON.
    private static final int MOST_CHARACTERS = 2_800;

    private static final int LONGEST_DETAIL = 500;

    public Payload {
        details = Map.copyOf(details);
    }

    /// Of what was done, as the log has it.
    public static Payload of(OrgSlug org, RecordedEvent event) {
        var kept = new LinkedHashMap<String, String>();
        var room = MOST_CHARACTERS;
        var cut = false;
        // The short ones first: of what is too long, as the versions of a deprecation, there is one or a few.
        var sorted = new TreeMap<>(event.details())
                .entrySet().stream()
                        .sorted(Comparator.comparingInt(
                                detail -> detail.getValue().length()))
                        .toList();
        for (var detail : sorted) {
            var length = Math.min(LONGEST_DETAIL, room - detail.getKey().length());
            if (length <= 0 && !detail.getValue().isEmpty()) {
                cut = true;
                continue;
            }
            var value = Texts.cut(detail.getValue(), Math.max(length, 0));
            cut |= value.length() < detail.getValue().length();
            kept.put(detail.getKey(), value);
            room -= detail.getKey().length() + value.length();
        }
        return new Payload(event.action(), event.at(), org, event.id(), event.actor(), event.target(), kept, cut);
    }

    /// What a test sends.
    public static Payload test(OrgSlug org, EndpointId endpoint, String id, Principal.Person by, Instant at) {
        return new Payload(WebhookEvents.TEST, at, org, id, by, endpoint.value(), Map.of(), false);
    }
}
