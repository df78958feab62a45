/// The bucket: tarballs and the documents of packages.
@NullMarked
package dev.slipway.adapters.s3;

import org.jspecify.annotations.NullMarked;
