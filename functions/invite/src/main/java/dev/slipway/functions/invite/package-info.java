/// Invitations as those see them who make them: by API and by a page of the console.
@NullMarked
package dev.slipway.functions.invite;

import org.jspecify.annotations.NullMarked;
