/// Who is let in: allow-lists, how people sign in, which issuers make members, and why somebody may do something.
@NullMarked
package dev.slipway.functions.guard;

import org.jspecify.annotations.NullMarked;
