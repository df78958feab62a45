package dev.slipway.adapters.dynamodb;

import dev.slipway.access.TokenHash;
import dev.slipway.access.TokenId;
import dev.slipway.kernel.AccountId;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.org.Ending;
import dev.slipway.org.MachineToken;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// That a machine token ends, among all that end on the same day. Who was told of it is a set for each step.
final class EndingItem {

    private EndingItem() {}

    static Map<String, AttributeValue> write(MachineToken token, Instant end) {
        return Attributes.item(Keys.ending(end, token.machine().id()), "ending", 1)
                .text("org", token.machine().org().value())
                .text("token", token.machine().id().value())
                .text("hash", token.hash().value())
                .instant("createdAt", token.credential().createdAt())
                .instant("expiresAt", end)
                .forgetAt(end.plus(Duration.ofDays(1)))
                .build();
    }

    static Ending read(Map<String, AttributeValue> item) {
        var told = new EnumMap<Ending.Step, Set<AccountId>>(Ending.Step.class);
        for (var step : Ending.Step.values()) {
            told.put(
                    step,
                    Attributes.findSet(item, told(step)).stream()
                            .map(AccountId::new)
                            .collect(Collectors.toUnmodifiableSet()));
        }
        return new Ending(
                new OrgSlug(Attributes.text(item, "org")),
                new TokenId(Attributes.text(item, "token")),
                new TokenHash(Attributes.text(item, "hash")),
                Attributes.instant(item, "createdAt"),
                Attributes.instant(item, "expiresAt"),
                told);
    }

    /// `told14`
    static String told(Ending.Step step) {
        return "told" + step.days();
    }
}
