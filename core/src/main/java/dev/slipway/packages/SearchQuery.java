package dev.slipway.packages;

import dev.slipway.kernel.Malformed;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// What someone searches for: words that must all occur, and a page of the results.
///
/// @param words lower case; a word may be `scope:acme` or `keywords:css`, as npm's search has them
/// @param size how many results a page holds, 0 to 250
/// @param from how many results to leave out first
public record SearchQuery(List<String> words, int size, int from) {

    public static final int MOST_RESULTS = 250;
    private static final int MOST_WORDS = 16;

    public SearchQuery {
        if (size < 0 || size > MOST_RESULTS || from < 0) {
            throw new Malformed(
                    "invalid_page", "\"size\" must be 0 to " + MOST_RESULTS + " and \"from\" must not be negative.");
        }
        words = List.copyOf(words);
    }

    public static SearchQuery of(String text, int size, int from) {
        var words = Arrays.stream(text.toLowerCase(Locale.ROOT).trim().split("\\s+"))
                .filter(word -> !word.isEmpty())
                .limit(MOST_WORDS)
                .toList();
        return new SearchQuery(words, size, from);
    }

    /// How well a package fits, 0 if it doesn't: its name first, then its keywords, then its description.
    int score(Listing listing) {
        int score = 1;
        for (var word : words) {
            int found = score(listing, word);
            if (found == 0) {
                return 0;
            }
            score += found;
        }
        return score;
    }

    private static int score(Listing listing, String word) {
        var name = listing.name().toString();
        if (word.startsWith("scope:")) {
            var scope = word.substring("scope:".length());
            return listing.name().scope().value().equals(scope.startsWith("@") ? scope.substring(1) : scope) ? 10 : 0;
        }
        if (word.startsWith("keywords:")) {
            var wanted = Arrays.asList(word.substring("keywords:".length()).split(","));
            return lower(listing.summary().keywords()).containsAll(wanted) ? 10 : 0;
        }
        if (name.equals(word) || listing.name().local().equals(word)) {
            return 100;
        }
        if (name.contains(word)) {
            return 30;
        }
        if (lower(listing.summary().keywords()).contains(word)) {
            return 20;
        }
        return listing.summary().description().toLowerCase(Locale.ROOT).contains(word) ? 5 : 0;
    }

    private static List<String> lower(List<String> words) {
        return words.stream().map(word -> word.toLowerCase(Locale.ROOT)).toList();
    }
}
