package dev.slipway.adapters.dynamodb;

import dev.slipway.org.Invitation;
import dev.slipway.org.InvitationId;
import dev.slipway.org.InviteMembers.Offer;
import dev.slipway.org.InviteMembers.Result;
import dev.slipway.org.InviteMembers.What;
import dev.slipway.org.Repeats;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Requests that may come again, in the table. An item holds one under its key: what was asked, since when it runs, and
/// at the end the answer.
public final class DynamoRepeats implements Repeats {

    /// So often a client asks whether the run has ended.
    private static final Duration ASK_AGAIN = Duration.ofSeconds(2);

    private final Table table;

    public DynamoRepeats(Table table) {
        this.table = table;
    }

    @Override
    public Begun begin(Request request, Instant now) {
        var item = Attributes.item(key(request), "repeat", 1)
                .text("content", request.content().value())
                .number("since", now.toEpochMilli())
                .number("run", now.toEpochMilli())
                .forgetAt(now.plus(KEPT))
                .build();
        // What is too old to be kept counts as gone, whether DynamoDB has deleted it or not.
        var first = table.putIf(
                item, "attribute_not_exists(pk) OR since <= :tooOld", Map.of(":tooOld", number(now.minus(KEPT))));
        return first ? new Begun.First() : begun(request, now);
    }

    private Begun begun(Request request, Instant now) {
        var found = table.get(key(request));
        if (found.isEmpty()) {
            // The run that was going on has just been forgotten.
            return new Begun.Running(ASK_AGAIN);
        }
        var item = found.get();
        if (!Attributes.text(item, "content").equals(request.content().value())) {
            return new Begun.OtherContent();
        }
        if (item.containsKey("answer")) {
            return new Begun.Answered(results(item));
        }
        var run = Attributes.number(item, "run");
        if (now.isBefore(Instant.ofEpochMilli(run).plus(LONGEST_RUN))) {
            return new Begun.Running(ASK_AGAIN);
        }
        var taken = table.updateIf(
                key(request),
                "SET run = :now",
                "run = :run AND attribute_not_exists(answer)",
                Map.of(),
                Map.of(":now", number(now), ":run", AttributeValue.fromN(Long.toString(run))));
        return taken
                ? new Begun.CutOff(Instant.ofEpochMilli(Attributes.number(item, "since")))
                : new Begun.Running(ASK_AGAIN);
    }

    @Override
    public void answer(Request request, Instant begun, List<Result> results) {
        table.updateIf(
                key(request),
                "SET answer = :answer",
                "run = :run",
                Map.of(),
                Map.of(
                        ":run",
                        number(begun),
                        ":answer",
                        AttributeValue.fromL(
                                results.stream().map(DynamoRepeats::write).toList())));
    }

    @Override
    public void forget(Request request, Instant begun) {
        table.deleteIf(key(request), "run = :run", Map.of(":run", number(begun)));
    }

    private static List<Result> results(Map<String, AttributeValue> item) {
        var results = new ArrayList<Result>();
        item.getOrDefault("answer", AttributeValue.fromL(List.of())).l().forEach(one -> results.add(read(one.m())));
        return results;
    }

    private static AttributeValue write(Result result) {
        var fields = new HashMap<String, AttributeValue>();
        fields.put("address", AttributeValue.fromS(result.address()));
        fields.put("what", AttributeValue.fromS(result.what().name()));
        result.offer().ifPresent(offer -> {
            fields.put("id", AttributeValue.fromS(offer.id().value()));
            fields.put("until", AttributeValue.fromS(offer.until().toString()));
            fields.put("mail", AttributeValue.fromS(offer.mail().name()));
        });
        return AttributeValue.fromM(fields);
    }

    private static Result read(Map<String, AttributeValue> fields) {
        var offer = fields.containsKey("id")
                ? Optional.of(new Offer(
                        new InvitationId(Attributes.text(fields, "id")),
                        Attributes.instant(fields, "until"),
                        Invitation.Mail.valueOf(Attributes.text(fields, "mail"))))
                : Optional.<Offer>empty();
        return new Result(Attributes.text(fields, "address"), What.valueOf(Attributes.text(fields, "what")), offer);
    }

    private static Key key(Request request) {
        return Keys.repeat(request.caller(), request.org(), request.key().value());
    }

    private static AttributeValue number(Instant at) {
        return AttributeValue.fromN(Long.toString(at.toEpochMilli()));
    }
}
