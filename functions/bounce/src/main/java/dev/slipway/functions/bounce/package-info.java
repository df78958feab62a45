/// What the mail service tells of mails that didn't arrive.
@NullMarked
package dev.slipway.functions.bounce;

import org.jspecify.annotations.NullMarked;
