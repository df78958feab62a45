/// Journeys in a real browser, against a registry that runs in the same process.
@NullMarked
package dev.slipway.browser;

import org.jspecify.annotations.NullMarked;
