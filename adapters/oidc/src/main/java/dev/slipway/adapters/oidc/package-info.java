/// Where else people can prove who they are: OpenID Connect providers, and GitHub, which is none.
@NullMarked
package dev.slipway.adapters.oidc;

import org.jspecify.annotations.NullMarked;
