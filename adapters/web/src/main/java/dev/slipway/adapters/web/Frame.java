package dev.slipway.adapters.web;

import java.util.Optional;

/// What surrounds a page: a [Chrome] or, without a navigation, a [Viewer] for somebody signed in, a [Visitor] for
/// everybody else.
public sealed interface Frame permits Chrome, Viewer, Visitor {

    /// What the hidden field `form` holds.
    String form();

    /// What went well, in a sentence.
    Optional<String> notice();

    /// What went wrong, in a sentence that says what to do.
    Optional<String> problem();
}
