/// The function `leak`: tokens that somebody found where they don't belong.
@NullMarked
package dev.slipway.functions.leak;

import org.jspecify.annotations.NullMarked;
