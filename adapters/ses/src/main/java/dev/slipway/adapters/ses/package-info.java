/// The mails: what they say, and the way out through SES.
@NullMarked
package dev.slipway.adapters.ses;

import org.jspecify.annotations.NullMarked;
