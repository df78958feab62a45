/// What the stand-ins for other people's services have in common: a small web server, JSON, pages, and
/// files for one's own eyes only.
@NullMarked
package dev.slipway.local.loopback;

import org.jspecify.annotations.NullMarked;
