package dev.slipway.adapters.dynamodb;

import dev.slipway.kernel.OrgSlug;
import dev.slipway.webhooks.Endpoint;
import dev.slipway.webhooks.EndpointDescription;
import dev.slipway.webhooks.EndpointId;
import dev.slipway.webhooks.EndpointUrl;
import dev.slipway.webhooks.EventChoice;
import dev.slipway.webhooks.Health;
import dev.slipway.webhooks.SecretAge;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// A webhook. What people set and what the sender notes are written apart: each leaves the other's attributes alone.
final class EndpointItem {

    private static final Map<String, String> STATE = Map.of("#state", "state");
    private static final String FAILING_SINCE = "failingSince";
    private static final String FAILURES = "failures";
    private static final String NOT_BEFORE = "notBefore";
    private static final String PREVIOUS_UNTIL = "previousUntil";

    private EndpointItem() {}

    static Map<String, AttributeValue> write(Endpoint endpoint) {
        return Attributes.item(Keys.webhook(endpoint.org(), endpoint.id()), "webhook", 1)
                .text("id", endpoint.id().value())
                .text("org", endpoint.org().value())
                .text("url", endpoint.url().value())
                .text("description", endpoint.description().value())
                .set("events", endpoint.events().names())
                .text("state", endpoint.state().name())
                .number("generation", endpoint.secret().generation())
                .instant("secretSince", endpoint.secret().since())
                .instant(PREVIOUS_UNTIL, endpoint.secret().previousUntil())
                .number(FAILURES, endpoint.health().failures())
                .instant(FAILING_SINCE, endpoint.health().failingSince())
                .instant(NOT_BEFORE, endpoint.health().notBefore())
                .number("revision", endpoint.revision())
                .instant("createdAt", endpoint.createdAt())
                .map("createdBy", PrincipalForm.write(endpoint.createdBy()))
                .build();
    }

    static Endpoint read(Map<String, AttributeValue> item) {
        return new Endpoint(
                new EndpointId(Attributes.text(item, "id")),
                new OrgSlug(Attributes.text(item, "org")),
                new EndpointUrl(Attributes.text(item, "url")),
                new EndpointDescription(Attributes.text(item, "description")),
                EventChoice.stored(Attributes.findSet(item, "events")),
                Endpoint.State.valueOf(Attributes.text(item, "state")),
                new SecretAge(
                        Math.toIntExact(Attributes.number(item, "generation")),
                        Attributes.instant(item, "secretSince"),
                        Attributes.findInstant(item, PREVIOUS_UNTIL)),
                new Health(
                        Attributes.findInstant(item, FAILING_SINCE),
                        Math.toIntExact(Attributes.number(item, FAILURES)),
                        Attributes.findInstant(item, NOT_BEFORE)),
                Attributes.number(item, "revision"),
                Attributes.instant(item, "createdAt"),
                PrincipalForm.readPerson(Attributes.map(item, "createdBy")));
    }

    /// Refused if people changed it since it was read, or it is gone.
    static <S extends Enum<S>> Write<S> change(S step, Endpoint before, Endpoint next) {
        var values = new HashMap<String, AttributeValue>();
        var removed = new ArrayList<String>();
        values.put(":url", AttributeValue.fromS(next.url().value()));
        values.put(":description", AttributeValue.fromS(next.description().value()));
        values.put(":events", AttributeValue.fromSs(next.events().names()));
        values.put(":state", AttributeValue.fromS(next.state().name()));
        values.put(":generation", number(next.secret().generation()));
        values.put(":since", text(next.secret().since()));
        values.put(":revision", number(next.revision()));
        values.put(":seen", number(before.revision()));
        var set = new StringBuilder("SET #url = :url, description = :description, events = :events, #state = :state,"
                + " generation = :generation, secretSince = :since, revision = :revision");
        next.secret()
                .previousUntil()
                .ifPresentOrElse(
                        until -> {
                            values.put(":until", text(until));
                            set.append(", previousUntil = :until");
                        },
                        () -> removed.add(PREVIOUS_UNTIL));
        if (next.beginsAnewAfter(before)) {
            values.put(":none", number(0));
            set.append(", failures = :none");
            removed.addAll(List.of(FAILING_SINCE, NOT_BEFORE));
        }
        return Write.update(
                step,
                Keys.webhook(next.org(), next.id()),
                set + (removed.isEmpty() ? "" : " REMOVE " + String.join(", ", removed)),
                "revision = :seen",
                Map.of("#state", "state", "#url", "url"),
                values);
    }

    /// Refused if people changed it since it was read, or it is gone.
    static <S extends Enum<S>> Write<S> delete(S step, Endpoint seen) {
        return Write.delete(
                step,
                Keys.webhook(seen.org(), seen.id()),
                "revision = :seen",
                Map.of(),
                Map.of(":seen", number(seen.revision())));
    }

    /// Refuses unless it is as it was read, and told something.
    static <S extends Enum<S>> Write<S> mustBeActive(S step, Endpoint seen) {
        return Write.check(
                step,
                Keys.webhook(seen.org(), seen.id()),
                "revision = :seen AND #state = :active",
                STATE,
                Map.of(":seen", number(seen.revision()), ":active", text(Endpoint.State.ACTIVE)));
    }

    /// Refused if it was changed since it was read, or anybody noted anything of the receiver.
    static <S extends Enum<S>> Write<S> pauseAsFailed(S step, Endpoint seen) {
        var values = new HashMap<String, AttributeValue>();
        values.put(":failed", text(Endpoint.State.FAILED));
        values.put(":next", number(seen.revision() + 1));
        var condition = stillAs(seen, values);
        return Write.update(
                step,
                Keys.webhook(seen.org(), seen.id()),
                "SET #state = :failed, revision = :next",
                condition,
                STATE,
                values);
    }

    /// @return whether it was as it was read
    static boolean noteHealth(Table table, Endpoint seen, Health next) {
        var values = new HashMap<String, AttributeValue>();
        var removed = new ArrayList<String>();
        values.put(":next", number(next.failures()));
        var set = new StringBuilder("SET failures = :next");
        note(FAILING_SINCE, next.failingSince(), set, removed, values);
        note(NOT_BEFORE, next.notBefore(), set, removed, values);
        return table.updateIf(
                Keys.webhook(seen.org(), seen.id()),
                set + (removed.isEmpty() ? "" : " REMOVE " + String.join(", ", removed)),
                stillAs(seen, values),
                STATE,
                values);
    }

    private static void note(
            String name,
            Optional<Instant> value,
            StringBuilder set,
            List<String> removed,
            Map<String, AttributeValue> values) {
        if (value.isPresent()) {
            values.put(":next" + name, text(value.get()));
            set.append(", ").append(name).append(" = :next").append(name);
        } else {
            removed.add(name);
        }
    }

    private static String stillAs(Endpoint seen, Map<String, AttributeValue> values) {
        values.put(":seen", number(seen.revision()));
        values.put(":active", text(Endpoint.State.ACTIVE));
        values.put(":failures", number(seen.health().failures()));
        return "revision = :seen AND #state = :active AND failures = :failures"
                + still(FAILING_SINCE, seen.health().failingSince(), values)
                + still(NOT_BEFORE, seen.health().notBefore(), values);
    }

    private static String still(String name, Optional<Instant> value, Map<String, AttributeValue> values) {
        value.ifPresent(present -> values.put(":" + name, text(present)));
        return value.isPresent() ? " AND " + name + " = :" + name : " AND attribute_not_exists(" + name + ")";
    }

    /// One more. Refused if there are too many. A set counts nothing twice, whatever is written again.
    static <S extends Enum<S>> Write<S> count(S step, Endpoint endpoint) {
        return Write.update(
                step,
                Keys.webhookNumber(endpoint.org()),
                "SET #type = :type, form = :form ADD webhooks :one",
                "attribute_not_exists(webhooks) OR size(webhooks) < :most",
                Map.of("#type", "type"),
                Map.of(
                        ":type", AttributeValue.fromS("webhooks"),
                        ":form", AttributeValue.fromN("1"),
                        ":one", AttributeValue.fromSs(List.of(endpoint.id().value())),
                        ":most", number(Endpoint.MOST)));
    }

    static <S extends Enum<S>> Write<S> uncount(S step, Endpoint endpoint) {
        return Write.updateAlways(
                step,
                Keys.webhookNumber(endpoint.org()),
                "SET #type = :type, form = :form DELETE webhooks :one",
                Map.of("#type", "type"),
                Map.of(
                        ":type", AttributeValue.fromS("webhooks"),
                        ":form", AttributeValue.fromN("1"),
                        ":one", AttributeValue.fromSs(List.of(endpoint.id().value()))));
    }

    private static AttributeValue number(long value) {
        return AttributeValue.fromN(Long.toString(value));
    }

    private static AttributeValue text(Instant value) {
        return AttributeValue.fromS(value.toString());
    }

    private static AttributeValue text(Endpoint.State value) {
        return AttributeValue.fromS(value.name());
    }
}
