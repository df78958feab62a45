/// Commands that need no registry: they work on files.
@NullMarked
package dev.slipway.cli;

import org.jspecify.annotations.NullMarked;
