/// The function for what is one person's own: tokens, sessions, and letting a command line in.
@NullMarked
package dev.slipway.functions.account;

import org.jspecify.annotations.NullMarked;
