package dev.slipway.access;

/// A place in the Pool that a person has: an organization pays for it, and gives it to a member.
///
/// It opens packages of other organizations, and is used at this one's expense: so its door is asked, and whoever it
/// doesn't let in has no use of the place from there.
///
/// @param giver the organization that gives it, which is there
/// @param role what the person is in it
public record PoolPlace(OrgPolicy giver, Role role) {}
