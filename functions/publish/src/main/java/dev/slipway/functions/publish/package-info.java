/// The function that changes packages: publish, tag, deprecate, unpublish.
@NullMarked
package dev.slipway.functions.publish;

import org.jspecify.annotations.NullMarked;
