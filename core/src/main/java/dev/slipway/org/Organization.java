package dev.slipway.org;

import dev.slipway.access.OrgPolicy;
import dev.slipway.access.Teams;
import dev.slipway.kernel.Malformed;
import dev.slipway.kernel.OrgSlug;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// A billing entity that owns the scope `@slug`.
///
/// @param revision how often its profile or settings were changed; a change counts only on the latest
/// @param deletedAt since when it behaves as if it weren't there
public record Organization(
        OrgSlug slug,
        Kind kind,
        Profile profile,
        OrgPolicy policy,
        long revision,
        Instant createdAt,
        Optional<Instant> deletedAt) {

    /// How long its owner can have a deleted one back.
    public static final Duration RESTORABLE = Duration.ofDays(30);

    /// What an organization is for.
    public enum Kind {
        /// Several people.
        COMPANY,
        /// One person's own.
        PERSONAL;

        /// The one of this name, in lower case as people and programs write it.
        ///
        /// @throws Malformed `invalid_kind`
        public static Kind named(String name) {
            return Stream.of(values())
                    .filter(kind -> kind.wireName().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new Malformed(
                            "invalid_kind",
                            "\"" + Malformed.shown(name) + "\" is no kind of organization: use company or personal."));
        }

        /// @see #named
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// As it is founded.
    public static Organization founded(OrgSlug slug, Kind kind, Profile profile, OrgPolicy policy, Instant at) {
        return new Organization(slug, kind, profile, policy, 1, at, Optional.empty());
    }

    /// The same one after a change of what it says of itself and how it is set.
    public Organization with(Profile changed, OrgPolicy settings) {
        return new Organization(slug, kind, changed, settings, revision + 1, createdAt, deletedAt);
    }

    /// The same one after a change of its teams.
    public Organization with(Teams changed) {
        return with(profile, policy.with(changed));
    }

    /// The same one, not deleted any more.
    Organization restored() {
        return new Organization(slug, kind, profile, policy, revision, createdAt, Optional.empty());
    }

    /// Until when a deleted one can be had back; empty for one that is there.
    public Optional<Instant> restorableUntil() {
        return deletedAt.map(at -> at.plus(RESTORABLE));
    }

    /// Whether it was deleted, and not too long ago.
    public boolean restorableAt(Instant now) {
        return restorableUntil().filter(now::isBefore).isPresent();
    }

    /// What people call it.
    public String displayName() {
        return profile.displayName().value();
    }
}
