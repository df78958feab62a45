/// The function `remind`: once a day, what is about to end.
@NullMarked
package dev.slipway.functions.remind;

import org.jspecify.annotations.NullMarked;
