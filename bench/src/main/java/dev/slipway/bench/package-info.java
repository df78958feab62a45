/// How fast and how big Slipway is, measured beside something one knows.
@NullMarked
package dev.slipway.bench;

import org.jspecify.annotations.NullMarked;
