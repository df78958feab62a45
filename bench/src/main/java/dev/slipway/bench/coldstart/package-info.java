/// The real function jars in the real runtime client, from an empty process to their first answer.
@NullMarked
package dev.slipway.bench.coldstart;

import org.jspecify.annotations.NullMarked;
