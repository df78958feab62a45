/// SES v2 on a laptop: as strict as the real one about what it takes, with a page where the mails can be read.
@NullMarked
package dev.slipway.local.mailbox;

import org.jspecify.annotations.NullMarked;
