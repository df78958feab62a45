package dev.slipway.packages;

import dev.slipway.kernel.Texts;
import java.util.List;

/// What a search result shows of a package, taken from its `latest` version.
///
/// @param version the version that `latest` points at, or empty text before there is one
/// @param description at most 200 characters
/// @param keywords at most 20, of 40 characters
/// @param publisher the shown name of who published it
public record Summary(String version, String description, List<String> keywords, String publisher) {

    /// Of a package with nothing to install.
    public static final Summary EMPTY = new Summary("", "", List.of(), "");

    public Summary {
        description = Texts.cut(description, 200);
        keywords = keywords.stream()
                .filter(word -> !word.isBlank())
                .limit(20)
                .map(word -> Texts.cut(word, 40))
                .toList();
    }

    Summary publishedBy(String shownName) {
        return new Summary(version, description, keywords, shownName);
    }
}
