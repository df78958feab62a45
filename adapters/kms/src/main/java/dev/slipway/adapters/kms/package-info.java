/// The keys that seals are signed with: one in KMS, or one in a file.
@NullMarked
package dev.slipway.adapters.kms;

import org.jspecify.annotations.NullMarked;
