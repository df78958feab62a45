/// Invitations as those see them who get them: by the mailed link, by API, and by a page of the console.
@NullMarked
package dev.slipway.functions.accept;

import org.jspecify.annotations.NullMarked;
