package dev.slipway.org;

import dev.slipway.access.Means;
import dev.slipway.access.OrgPolicy;
import dev.slipway.audit.AuditEntry;
import dev.slipway.kernel.AccountId;
import dev.slipway.kernel.OrgSlug;
import java.util.List;
import java.util.Optional;

/// Which organizations trust which issuers, in the table, and who becomes a member by that.
public interface Trusts {

    /// A sign-in looks at no more than so many organizations.
    int MOST_ADMITTING = 100;

    /// A deployment has one issuer at a time, and an organization trusts those that it had.
    int MOST_TRUSTED = 100;

    List<Trust> list(OrgSlug org);

    Optional<Trust> find(OrgSlug org, Means issuer);

    /// The organizations that trust an issuer, at most [#MOST_ADMITTING].
    List<OrgSlug> listTrusting(Means issuer);

    /// Makes or changes a trust.
    ///
    /// @param before as it was read; empty if there was none
    Organizations.Changed trust(Trust trust, Optional<Trust> before, Authority by, AuditEntry audit);

    Organizations.Changed distrust(Trust before, Authority by, AuditEntry audit);

    /// The place that an organization has for this person by an issuer that it trusts; empty if it trusts it no longer
    /// or isn't there, if they are a member, or if they left or were removed before.
    Optional<Opening> findOpening(OrgSlug org, Means issuer, AccountId account);

    /// @param policy the organization's, which takes nobody in while it has lapsed
    record Opening(Trust trust, OrgPolicy policy) {}

    /// Makes somebody a member by a trust, and takes a seat.
    ///
    /// @param audit that they were taken in
    /// @param joined that they are a member
    Admitted admit(Member member, Trust trust, AuditEntry audit, AuditEntry joined);

    /// In the order in which a refusal is told.
    enum Admitted {
        COMMITTED,
        /// The trust, the organization, or what they are to it is not as it was read: read again.
        MOVED_MEANWHILE,
        NO_SEAT_LEFT
    }

    /// Notes that something stood against taking somebody in.
    void recordRefused(AuditEntry audit);
}
