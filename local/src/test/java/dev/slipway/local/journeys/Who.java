package dev.slipway.local.journeys;

/// The people, and the one machine, that journeys are made by.
enum Who {
    OWNER,
    MAINTAINER,
    MEMBER,
    /// Signed in, but in no organization of ours.
    OUTSIDER,
    /// A machine token of the organization that may read and nothing else.
    READ_ONLY_MACHINE,
    /// Not signed in.
    NOBODY
}
