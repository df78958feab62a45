/// The door: how people sign in, sign up and sign out.
@NullMarked
package dev.slipway.functions.signin;

import org.jspecify.annotations.NullMarked;
