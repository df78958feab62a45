package dev.slipway.adapters.dynamodb;

import dev.slipway.org.Member;
import java.time.Instant;
import java.util.Map;

/// The mark that somebody was a member and is none any more, by whoever's will. An issuer that the organization trusts
/// doesn't bring them back; becoming a member in another way takes it off.
final class DepartedItem {

    private DepartedItem() {}

    static <S extends Enum<S>> Write<S> remember(S step, Member member, Instant at) {
        return Write.putAlways(
                step,
                Attributes.item(Keys.departed(member.org(), member.person().id()), "departed", 1)
                        .instant("departedAt", at)
                        .build());
    }

    static <S extends Enum<S>> Write<S> forget(S step, Member member) {
        return Write.deleteAlways(
                step, Keys.departed(member.org(), member.person().id()));
    }

    /// Refuses whoever has the mark.
    static <S extends Enum<S>> Write<S> mustNotBeThere(S step, Member member) {
        return Write.check(
                step,
                Keys.departed(member.org(), member.person().id()),
                "attribute_not_exists(pk)",
                Map.of(),
                Map.of());
    }
}
