/// The npm registry protocol: its documents, its paths and its tarballs. npm's wire words stop here; what the rest of
/// the code gets are the values of [dev.slipway.packages].
@NullMarked
package dev.slipway.adapters.npm;

import org.jspecify.annotations.NullMarked;
