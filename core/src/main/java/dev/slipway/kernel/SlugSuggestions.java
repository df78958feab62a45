package dev.slipway.kernel;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Slugs for a name that people gave: "Acme Corp" gives `acme-corp`, and then `acme-corp-2` and so on, for when that is
/// somebody's.
public final class SlugSuggestions {

    /// So many are looked up in one go.
    private static final int MOST = 30;

    private static final int LONGEST = 39;

    private SlugSuggestions() {}

    /// What to try, best first; none of them is reserved.
    ///
    /// @param name what the organization is called
    /// @param otherwise whose it will be: for a name without a letter that a slug can have, such as one in Japanese
    public static List<OrgSlug> of(DisplayName name, Handle otherwise) {
        var plain = plain(name.value());
        var stem = plain.isEmpty() ? plain(otherwise + "-org") : plain;
        return Stream.concat(
                        Stream.of(cut(stem, LONGEST)),
                        IntStream.range(2, MOST).mapToObj(i -> cut(stem, LONGEST - 3) + "-" + i))
                .map(OrgSlug::new)
                .filter(slug -> !slug.reserved())
                .toList();
    }

    /// Letters without their accents, and a hyphen for whatever else stands between them.
    private static String plain(String name) {
        var apart = Normalizer.normalize(name, Normalizer.Form.NFKD).toLowerCase(Locale.ROOT);
        return apart.replaceAll("\\p{M}|['’]", "")
                .replace("ß", "ss")
                .replace("æ", "ae")
                .replace("œ", "oe")
                .replace("ø", "o")
                .replace("đ", "d")
                .replace("ł", "l")
                .replace("&", " and ")
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-|-$", "");
    }

    private static String cut(String slug, int length) {
        return slug.length() <= length ? slug : slug.substring(0, length).replaceAll("-$", "");
    }
}
