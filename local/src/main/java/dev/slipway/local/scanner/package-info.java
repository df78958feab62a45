/// GitHub's secret scanning, played on this machine: it is told of a token, and reports it as found in public.
@NullMarked
package dev.slipway.local.scanner;

import org.jspecify.annotations.NullMarked;
