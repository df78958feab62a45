/// Who may do what. One function, [dev.slipway.access.Gatekeeper#decide], answers for every route.
@NullMarked
package dev.slipway.access;

import org.jspecify.annotations.NullMarked;
