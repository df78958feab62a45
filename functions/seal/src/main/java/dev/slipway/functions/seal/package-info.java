/// The function `seal`: once an hour, what has happened is sealed.
@NullMarked
package dev.slipway.functions.seal;

import org.jspecify.annotations.NullMarked;
