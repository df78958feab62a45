package dev.slipway.org;

import dev.slipway.access.Gatekeeper;
import dev.slipway.access.Means;
import dev.slipway.access.Principal;
import dev.slipway.audit.AuditAction;
import dev.slipway.audit.AuditAction.MemberJoined;
import dev.slipway.audit.AuditAction.MemberNotProvisioned;
import dev.slipway.audit.AuditAction.MemberProvisioned;
import dev.slipway.audit.AuditEntry;
import dev.slipway.audit.Book;
import dev.slipway.audit.Visit;
import dev.slipway.kernel.Ids;
import dev.slipway.kernel.OrgSlug;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Makes somebody who has just signed in at an issuer a member of the organizations that trust it.
///
/// They are signed in whatever comes of it. Who left one of them, or was removed, isn't taken in again by this: they
/// come back by an invitation, which somebody has to mean.
public final class AdmitByIssuer {

    private final Trusts trusts;
    private final ExpireInvitations expiry;
    private final Ids ids;

    public AdmitByIssuer(Trusts trusts, ExpireInvitations expiry, Ids ids) {
        this.trusts = trusts;
        this.expiry = expiry;
        this.ids = ids;
    }

    /// What became of it in one organization.
    public record Result(OrgSlug org, What what) {}

    public enum What {
        JOINED,
        NO_SEAT_LEFT,
        /// The organization isn't paid for, and takes nobody in.
        NOT_PAID_FOR
    }

    /// @param means how they have signed in
    /// @return empty if there was nothing to do
    public List<Result> run(Visit visit, Principal.Person person, Means means) {
        if (means.openToAnybody() || means.provider().isEmpty()) {
            return List.of();
        }
        return trusts.listTrusting(means).stream()
                .flatMap(org -> admit(visit, org, person, means).stream())
                .toList();
    }

    /// @return empty if there was nothing to do
    private Optional<Result> admit(Visit visit, OrgSlug org, Principal.Person person, Means means) {
        return Attempts.until(() -> attempt(visit, org, person, means), List.<Result>of()).stream()
                .findFirst();
    }

    private Optional<List<Result>> attempt(Visit visit, OrgSlug org, Principal.Person person, Means means) {
        var opening = trusts.findOpening(org, means, person.id());
        return opening.isEmpty()
                ? Optional.of(List.of())
                : admit(visit, opening.get(), person).map(List::of);
    }

    /// @return empty if something had changed meanwhile
    private Optional<Result> admit(Visit visit, Trusts.Opening opening, Principal.Person person) {
        var trust = opening.trust();
        if (Gatekeeper.unpaid(opening.policy(), visit.at()).isPresent()) {
            return Optional.of(refused(visit, trust, person, What.NOT_PAID_FOR));
        }
        var member = new Member(trust.org(), person, trust.role(), visit.at());
        var handle = person.handle().value();
        var admitted = entry(
                visit,
                trust,
                person,
                new MemberProvisioned(
                        person.id(), handle, trust.role(), trust.issuer().value()));
        var joined = entry(visit, trust, person, new MemberJoined(person.id(), handle, trust.role()));
        return switch (trusts.admit(member, trust, admitted, joined)) {
            case COMMITTED -> Optional.of(new Result(trust.org(), What.JOINED));
            case MOVED_MEANWHILE -> Optional.empty();
            // An invitation that has run out may still hold one.
            case NO_SEAT_LEFT ->
                expiry.run(trust.org(), visit.at()) > 0
                        ? Optional.empty()
                        : Optional.of(refused(visit, trust, person, What.NO_SEAT_LEFT));
        };
    }

    private Result refused(Visit visit, Trust trust, Principal.Person person, What why) {
        trusts.recordRefused(entry(
                visit,
                trust,
                person,
                new MemberNotProvisioned(
                        person.id(),
                        person.handle().value(),
                        trust.issuer().value(),
                        why.name().toLowerCase(Locale.ROOT))));
        return new Result(trust.org(), why);
    }

    private AuditEntry entry(Visit visit, Trust trust, Principal.Person person, AuditAction action) {
        return visit.entry(ids.next(visit.at()), new Book.OfOrganization(trust.org()), person, action);
    }
}
