/// The matrix: every route × every kind of caller, with the status that the product promises and nothing changed where
/// it is a refusal.
///
/// Three things stand apart, so that they check each other. What a route asks for is in the class of its function
/// ([FunctionRoutes]), taken from what the product says of it. What somebody is, and what they show, is in [Cast]. What
/// follows from the two is worked out by [Judge], a second, small reading of the product's rules which never asks the
/// gatekeeper. [MatrixTest] then asks the real handlers.
package dev.slipway.local.matrix;
