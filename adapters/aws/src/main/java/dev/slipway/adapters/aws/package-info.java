/// What all ways to AWS share: the connections.
@NullMarked
package dev.slipway.adapters.aws;

import org.jspecify.annotations.NullMarked;
