package dev.slipway.adapters.web;

/// @param taken by members and by invitations that are open
/// @param all that the organization has
public record Seats(int taken, int all) {}
