package dev.slipway.adapters.dynamodb;

import dev.slipway.access.Credential;
import dev.slipway.access.Principal;
import dev.slipway.access.Token;
import dev.slipway.access.TokenHash;
import dev.slipway.access.TokenId;
import dev.slipway.audit.AuditEntry;
import dev.slipway.identity.HeldToken;
import dev.slipway.identity.Tokens;
import dev.slipway.kernel.Page;
import dev.slipway.kernel.Position;
import dev.slipway.kernel.Slice;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Tokens in the table.
public final class DynamoTokens implements Tokens {

    private static final int AT_A_TIME = 100;

    private final Table table;

    public DynamoTokens(Table table) {
        this.table = table;
    }

    private enum Step {
        TOKEN,
        HOLDING,
        AUDIT
    }

    @Override
    public void issue(TokenHash hash, Credential credential, AuditEntry audit) {
        var outcome = table.transact(List.of(
                Write.putNew(Step.TOKEN, TokenItem.write(hash, credential)),
                Write.putNew(Step.HOLDING, HoldingItem.write(hash, credential)),
                Write.putNew(Step.AUDIT, AuditItem.write(audit))));
        if (outcome instanceof Outcome.Refused<Step>) {
            throw new IllegalStateException("256 random bits, or an id, were drawn twice");
        }
    }

    @Override
    public Optional<Credential> find(TokenHash hash) {
        return table.get(Keys.token(hash)).map(TokenItem::read);
    }

    @Override
    public Optional<HeldToken> findHeld(Principal holder, TokenId id) {
        return table.get(Keys.holding(holder, id))
                .map(HoldingItem::readHash)
                .flatMap(hash -> find(hash).map(credential -> new HeldToken(hash, credential)));
    }

    /// Sessions and tokens stand under one key, so a round trip may bring few of the kind that is asked for.
    @Override
    public Page<HeldToken> list(Principal holder, Token.Kind kind, Slice slice) {
        var found = new ArrayList<Map<String, AttributeValue>>();
        var before = slice.after();
        do {
            var page = table.pageBackwards(Keys.holdingsOf(holder), "", new Slice(before, AT_A_TIME));
            page.items().stream()
                    .filter(item -> HoldingItem.readKind(item) == kind)
                    .forEach(found::add);
            before = page.next();
        } while (before.isPresent() && found.size() <= slice.limit());
        if (found.size() <= slice.limit()) {
            return new Page<>(read(found), Optional.empty());
        }
        var shown = found.subList(0, slice.limit());
        return new Page<>(
                read(shown), Optional.of(new Position(Key.of(shown.getLast()).sort())));
    }

    private List<HeldToken> read(List<Map<String, AttributeValue>> holdings) {
        var hashes = holdings.stream().map(HoldingItem::readHash).toList();
        var items = table.getAll(hashes.stream().map(Keys::token).toList());
        return hashes.stream()
                .flatMap(hash -> Optional.ofNullable(items.get(Keys.token(hash))).stream()
                        .map(item -> new HeldToken(hash, TokenItem.read(item))))
                .toList();
    }

    @Override
    public boolean revoke(HeldToken token, Instant at, AuditEntry audit) {
        var outcome = table.transact(List.of(
                Write.update(
                        Step.TOKEN,
                        Keys.token(token.hash()),
                        "SET revokedAt = :at",
                        "attribute_exists(pk) AND attribute_not_exists(revokedAt)",
                        Map.of(),
                        Map.of(":at", AttributeValue.fromS(at.toString()))),
                Write.deleteAlways(
                        Step.HOLDING,
                        Keys.holding(
                                token.credential().principal(),
                                token.credential().id())),
                Write.putNew(Step.AUDIT, AuditItem.write(audit))));
        return switch (outcome) {
            case Outcome.Committed<Step> _ -> true;
            case Outcome.Refused<Step>(var step) ->
                switch (step) {
                    case TOKEN -> false;
                    case HOLDING, AUDIT -> throw new IllegalStateException("an id was drawn twice");
                };
        };
    }
}
