/// The function `machine`: service accounts, and the tokens that an organization's machines hold.
@NullMarked
package dev.slipway.functions.machine;

import org.jspecify.annotations.NullMarked;
