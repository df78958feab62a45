package dev.slipway.identity;

import dev.slipway.kernel.Email;
import dev.slipway.kernel.Handle;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Handles for somebody of whom an address or a name is known: `Ada.Lovelace@example.com` gives `ada-lovelace`, and
/// then `ada-lovelace-2` and so on.
final class HandleSuggestions {

    private static final int LONGEST = 39;

    private HandleSuggestions() {}

    /// What to try, best first; none of them is reserved.
    static List<Handle> of(Arrival arrival) {
        var names = Stream.concat(
                        arrival.identity().flatMap(Identity::suggestedName).stream(),
                        arrival.email().map(HandleSuggestions::localPart).stream())
                .map(HandleSuggestions::plain)
                .filter(name -> !name.isEmpty())
                .distinct()
                .toList();
        return Stream.concat(
                        names.stream(),
                        names.stream()
                                .limit(1)
                                .flatMap(name -> IntStream.range(2, 5).mapToObj(i -> cut(name, LONGEST - 2) + "-" + i)))
                .map(Handle::new)
                .filter(handle -> !handle.reserved())
                .toList();
    }

    /// Without what some put behind a `+` to sort their mail by.
    private static String localPart(Email email) {
        var local = email.value().substring(0, email.value().lastIndexOf('@'));
        int plus = local.indexOf('+');
        return plus > 0 ? local.substring(0, plus) : local;
    }

    /// Letters without their accents, and a hyphen for whatever else stands between them.
    private static String plain(String name) {
        var apart = Normalizer.normalize(name, Normalizer.Form.NFKD).toLowerCase(Locale.ROOT);
        var plain = apart.replaceAll("\\p{M}|['’]", "")
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-|-$", "");
        return cut(plain, LONGEST);
    }

    private static String cut(String slug, int length) {
        return slug.length() <= length ? slug : slug.substring(0, length).replaceAll("-$", "");
    }
}
