package dev.slipway.adapters.dynamodb;

import dev.slipway.access.Principal;
import dev.slipway.access.TokenHash;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.org.Transfer;
import dev.slipway.org.TransferId;
import java.time.Instant;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// A transfer of ownership, the link that leads to it, and the mark that an organization has one pending.
final class TransferItem {

    private static final String PENDING = "PENDING";

    private TransferItem() {}

    static Map<String, AttributeValue> write(Transfer transfer) {
        return Attributes.item(Keys.transfer(transfer.org(), transfer.id()), "transfer", 1)
                .text("id", transfer.id().value())
                .text("org", transfer.org().value())
                .map("from", PrincipalForm.write(transfer.from()))
                .map("to", PrincipalForm.write(transfer.to()))
                .text("link", transfer.link().value())
                .instant("createdAt", transfer.createdAt())
                .instant("expiresAt", transfer.expiresAt())
                .text("fate", transfer.fate().map(Enum::name).orElse(PENDING))
                .build();
    }

    static Transfer read(Map<String, AttributeValue> item) {
        return new Transfer(
                new TransferId(Attributes.text(item, "id")),
                new OrgSlug(Attributes.text(item, "org")),
                person(item, "from"),
                person(item, "to"),
                new TokenHash(Attributes.text(item, "link")),
                Attributes.instant(item, "createdAt"),
                Attributes.instant(item, "expiresAt"),
                Attributes.findText(item, "fate")
                        .filter(fate -> !fate.equals(PENDING))
                        .map(Transfer.Fate::valueOf));
    }

    static Map<String, AttributeValue> link(Transfer transfer) {
        return Attributes.item(Keys.transferLink(transfer.link()), "transfer-link", 1)
                .text("org", transfer.org().value())
                .text("id", transfer.id().value())
                .forgetAt(transfer.expiresAt())
                .build();
    }

    static Key transferOf(Map<String, AttributeValue> link) {
        return Keys.transfer(new OrgSlug(Attributes.text(link, "org")), new TransferId(Attributes.text(link, "id")));
    }

    /// Refused if another one is pending. One that has run out is in nobody's way, whether it is still there or not.
    static <S extends Enum<S>> Write<S> mark(S step, Transfer transfer, Instant now) {
        var mark = Attributes.item(Keys.pendingTransfer(transfer.org()), "pending-transfer", 1)
                .text("id", transfer.id().value())
                .number("until", transfer.expiresAt().toEpochMilli())
                .forgetAt(transfer.expiresAt())
                .build();
        return Write.put(
                step,
                mark,
                "attribute_not_exists(pk) OR #until <= :now",
                Map.of("#until", "until"),
                Map.of(":now", AttributeValue.fromN(Long.toString(now.toEpochMilli()))));
    }

    static <S extends Enum<S>> Write<S> unmark(S step, Transfer transfer) {
        return Write.delete(
                step,
                Keys.pendingTransfer(transfer.org()),
                "id = :id",
                Map.of(),
                Map.of(":id", AttributeValue.fromS(transfer.id().value())));
    }

    /// Refused if something became of it before.
    static <S extends Enum<S>> Write<S> settle(S step, Transfer transfer, Transfer.Fate fate, Instant at) {
        return Write.update(
                step,
                Keys.transfer(transfer.org(), transfer.id()),
                "SET fate = :fate, settledAt = :at",
                "fate = :pending",
                Map.of(),
                Map.of(
                        ":fate", AttributeValue.fromS(fate.name()),
                        ":pending", AttributeValue.fromS(PENDING),
                        ":at", AttributeValue.fromS(at.toString())));
    }

    static <S extends Enum<S>> Write<S> unlink(S step, Transfer transfer) {
        return Write.deleteAlways(step, Keys.transferLink(transfer.link()));
    }

    private static Principal.Person person(Map<String, AttributeValue> item, String name) {
        if (PrincipalForm.read(Attributes.map(item, name)) instanceof Principal.Person person) {
            return person;
        }
        throw new IllegalStateException("a transfer " + name + " somebody who is no person");
    }
}
