/// Organizations and who belongs to them.
@NullMarked
package dev.slipway.org;

import org.jspecify.annotations.NullMarked;
