/// The words that every part of the business shares: who an organization or an account is, what an id looks
/// like, and what unusable input is called.
@NullMarked
package dev.slipway.kernel;

import org.jspecify.annotations.NullMarked;
