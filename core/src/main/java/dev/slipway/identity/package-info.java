/// Accounts of people, and the tokens that speak for people and machines.
@NullMarked
package dev.slipway.identity;

import org.jspecify.annotations.NullMarked;
