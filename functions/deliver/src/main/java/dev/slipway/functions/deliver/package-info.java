/// The function `deliver`: what stands in line is sent to receivers.
@NullMarked
package dev.slipway.functions.deliver;

import org.jspecify.annotations.NullMarked;
