/// The function that reads: documents, tarballs, tags, search.
@NullMarked
package dev.slipway.functions.install;

import org.jspecify.annotations.NullMarked;
