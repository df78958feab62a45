package dev.slipway.adapters.web;

import dev.slipway.identity.ProviderName;

/// Another place where people can prove who they are.
///
/// @param displayName for the button, such as `GitHub`
public record Provider(ProviderName name, String displayName) {}
