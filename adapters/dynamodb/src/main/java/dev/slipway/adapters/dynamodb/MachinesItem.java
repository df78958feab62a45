package dev.slipway.adapters.dynamodb;

import dev.slipway.access.Credential;
import dev.slipway.access.ServiceAccountId;
import dev.slipway.access.TokenId;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.org.MachineToken;
import dev.slipway.org.ServiceAccount;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// What an organization has a bounded number of: its service accounts, and its machine tokens that work, each in a set
/// whose size is the condition. A set counts nothing twice and forgets nothing, whatever is written again.
///
/// A token ends without a write. So its end stands beside its id, and one that is over is taken out when there is no
/// room left. The price is an item of up to 13 KB, written when a token is issued or revoked.
final class MachinesItem {

    private static final String ACCOUNTS = "accounts";
    private static final String TOKENS = "tokens";
    private static final String NEVER = "never";

    private MachinesItem() {}

    /// A token in the set.
    ///
    /// @param end empty for never
    record Entry(String text, TokenId id, Optional<Instant> end) {

        static Entry of(Credential credential) {
            var end = credential.expiresAt().map(Instant::toString).orElse(NEVER);
            return new Entry(credential.id() + " " + end, credential.id(), credential.expiresAt());
        }

        static Entry read(String text) {
            var words = text.split(" ", 2);
            return new Entry(
                    text,
                    new TokenId(words[0]),
                    words[1].equals(NEVER) ? Optional.empty() : Optional.of(Instant.parse(words[1])));
        }

        boolean worksAt(Instant now) {
            return end.filter(over -> !now.isBefore(over)).isEmpty();
        }
    }

    static Set<Entry> readTokens(Map<String, AttributeValue> item) {
        return Attributes.findSet(item, TOKENS).stream().map(Entry::read).collect(Collectors.toUnmodifiableSet());
    }

    /// Refused if there are too many.
    static <S extends Enum<S>> Write<S> add(S step, OrgSlug org, ServiceAccountId account) {
        return add(step, org, ACCOUNTS, account.value(), ServiceAccount.MOST);
    }

    static <S extends Enum<S>> Write<S> remove(S step, OrgSlug org, ServiceAccountId account) {
        return remove(step, org, ACCOUNTS, List.of(account.value()));
    }

    /// Refused if there are too many.
    static <S extends Enum<S>> Write<S> add(S step, OrgSlug org, Credential token) {
        return add(step, org, TOKENS, Entry.of(token).text(), MachineToken.MOST);
    }

    static <S extends Enum<S>> Write<S> remove(S step, OrgSlug org, Credential token) {
        return remove(step, org, List.of(Entry.of(token)));
    }

    static <S extends Enum<S>> Write<S> remove(S step, OrgSlug org, List<Entry> tokens) {
        return remove(step, org, TOKENS, tokens.stream().map(Entry::text).toList());
    }

    private static <S extends Enum<S>> Write<S> add(S step, OrgSlug org, String set, String value, int most) {
        var values = new HashMap<String, AttributeValue>();
        values.put(":type", AttributeValue.fromS("machines"));
        values.put(":form", AttributeValue.fromN("1"));
        values.put(":one", AttributeValue.fromSs(List.of(value)));
        values.put(":most", AttributeValue.fromN(Integer.toString(most)));
        return Write.update(
                step,
                Keys.machines(org),
                "SET #type = :type, form = :form ADD #set :one",
                "attribute_not_exists(#set) OR size(#set) < :most",
                Map.of("#type", "type", "#set", set),
                values);
    }

    /// What isn't in the set is no matter: it was taken out before.
    private static <S extends Enum<S>> Write<S> remove(S step, OrgSlug org, String set, List<String> values) {
        return Write.update(
                step,
                Keys.machines(org),
                "SET #type = :type, form = :form DELETE #set :gone",
                "attribute_exists(pk) OR attribute_not_exists(pk)",
                Map.of("#type", "type", "#set", set),
                Map.of(
                        ":type", AttributeValue.fromS("machines"),
                        ":form", AttributeValue.fromN("1"),
                        ":gone", AttributeValue.fromSs(values)));
    }
}
