package dev.slipway.billing;

import java.net.URI;
import java.time.Instant;

/// A page of Stripe's where somebody can subscribe.
///
/// @param id such as `cs_test_a11YYufWQzNY63zpQ6QSNRQhkUpVph4WRmzW0zWJO2znZKdVujZ0N0S22u`
/// @param until when it closes by itself
public record Checkout(String id, URI url, Instant until) {}
