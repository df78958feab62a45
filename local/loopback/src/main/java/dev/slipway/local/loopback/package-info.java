/// What the stand-ins for other people's services have in common: a small web server, JSON, and pages.
@NullMarked
package dev.slipway.local.loopback;

import org.jspecify.annotations.NullMarked;
