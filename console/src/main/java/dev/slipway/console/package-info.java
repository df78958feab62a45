/// How the functions that have pages talk to a browser: a page on its way out, a form on its way in, and what stands
/// against either. It joins two adapters, the requests and the pages, and so is none itself: `docs/adr/0020` says why.
@NullMarked
package dev.slipway.console;

import org.jspecify.annotations.NullMarked;
