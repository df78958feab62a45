package dev.slipway.adapters.ses;

import java.net.URI;
import java.util.List;

/// What a mail says, before it is text or HTML. All of it is one line each and holds nothing that a mail program could
/// take for a command; [Words] sees to that.
///
/// @param subject of the mail
/// @param heading of what is read
/// @param opening paragraphs before the button
/// @param button what is written on it
/// @param link where it leads
/// @param facts what there is to know, name and value
/// @param closing paragraphs at the end
record Mail(
        String subject,
        String heading,
        List<String> opening,
        String button,
        URI link,
        List<Fact> facts,
        List<String> closing) {

    /// Keeps copies.
    Mail {
        opening = List.copyOf(opening);
        facts = List.copyOf(facts);
        closing = List.copyOf(closing);
    }

    /// @param name at most [#LONGEST_NAME] characters: text has the values below each other
    record Fact(String name, String value) {

        static final int LONGEST_NAME = 13;

        Fact {
            if (name.length() > LONGEST_NAME) {
                throw new IllegalArgumentException("a name that text would cut: " + name);
            }
        }
    }

    @Override
    public String toString() {
        return "***";
    }
}
