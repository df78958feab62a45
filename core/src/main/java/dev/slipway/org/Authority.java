package dev.slipway.org;

import dev.slipway.access.Principal;
import dev.slipway.access.Role;

/// Who does something in an organization, in the role that they were seen in. What they do is written only if they
/// still have it at that moment.
public record Authority(Principal.Person person, Role role) {}
