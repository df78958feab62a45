package dev.slipway.adapters.dynamodb;

import dev.slipway.kernel.AccountId;
import dev.slipway.packages.AccessChange;
import dev.slipway.packages.PackageName;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// A package among those that were shared with an account. It leads there and gives nothing: what the head says does.
/// When all of a package is unpublished it stays, and leads to what its reader may not see.
final class GrantItem {

    private GrantItem() {}

    /// What a change keeps of itself under the account, if anything.
    static <S extends Enum<S>> Optional<Write<S>> write(S step, PackageName name, AccessChange change) {
        return switch (change) {
            case AccessChange.Granted(var account) -> Optional.of(Write.putAlways(step, item(account, name)));
            case AccessChange.Withdrawn(var account) ->
                Optional.of(Write.deleteAlways(step, Keys.grant(account, name)));
            case AccessChange.OfHead _, AccessChange.PersonNamed _, AccessChange.TeamNamed _ -> Optional.empty();
        };
    }

    private static Map<String, AttributeValue> item(AccountId account, PackageName name) {
        return Attributes.item(Keys.grant(account, name), "grant", 1)
                .text("name", name.toString())
                .build();
    }

    static PackageName readName(Map<String, AttributeValue> item) {
        return PackageName.stored(Attributes.text(item, "name"));
    }
}
