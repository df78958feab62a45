/// Packages, their versions and dist-tags: publishing, reading, tagging, deprecating and unpublishing.
@NullMarked
package dev.slipway.packages;

import org.jspecify.annotations.NullMarked;
