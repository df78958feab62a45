/// Places on a laptop where people prove who they are: an OpenID Connect provider, and GitHub. No passwords: whoever
/// asks says who they are.
@NullMarked
package dev.slipway.local.provider;

import org.jspecify.annotations.NullMarked;
