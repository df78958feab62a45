package dev.slipway.adapters.web;

import java.util.Optional;

/// The frame for somebody who isn't signed in, or whose being signed in doesn't matter.
///
/// @param form see [Frame#form]
public record Visitor(String form, Optional<String> notice, Optional<String> problem) implements Frame {

    public static Visitor of(String form) {
        return new Visitor(form, Optional.empty(), Optional.empty());
    }

    public Visitor withNotice(String sentence) {
        return new Visitor(form, Optional.of(sentence), problem);
    }

    public Visitor withProblem(String sentence) {
        return new Visitor(form, notice, Optional.of(sentence));
    }
}
