package dev.slipway.adapters.web;

/// After `POST /login/approve`.
///
/// @param approved whether it was let in
public record LoginAnsweredPage(Viewer frame, boolean approved, String client) implements Page {}
