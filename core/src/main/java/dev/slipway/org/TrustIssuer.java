package dev.slipway.org;

import dev.slipway.access.Means;
import dev.slipway.access.Permission;
import dev.slipway.access.Refusal;
import dev.slipway.access.Role;
import dev.slipway.access.Standings;
import dev.slipway.audit.AuditAction.ProvisioningChanged;
import dev.slipway.audit.Book;
import dev.slipway.audit.Visit;
import dev.slipway.kernel.Ids;
import dev.slipway.kernel.Malformed;
import dev.slipway.kernel.OrgSlug;
import java.util.Optional;

/// Lets whoever signs in at an issuer become a member from now on.
///
/// Anybody can have an account at GitHub or Google, so those are never trusted so: it is for an issuer of the
/// deployment's own choice, of which somebody decides who has an account there. That somebody decides no more than who
/// is a member or a maintainer: roles that decide over others are given here, by people.
public final class TrustIssuer {

    private final Organizations organizations;
    private final Trusts trusts;
    private final Standings standings;
    private final Ids ids;

    public TrustIssuer(Organizations organizations, Trusts trusts, Standings standings, Ids ids) {
        this.organizations = organizations;
        this.trusts = trusts;
        this.standings = standings;
        this.ids = ids;
    }

    /// @param issuer a provider of the deployment
    /// @param role what people become
    public record Wish(Means issuer, Role role) {

        /// @throws Malformed `invalid_default_role`
        public Wish {
            if (role != Role.MEMBER && role != Role.MAINTAINER) {
                throw new Malformed(
                        "invalid_default_role",
                        "Whoever signs in becomes member or maintainer: the role \"" + role.wireName()
                                + "\" is given by a person.");
            }
        }
    }

    /// What became of it.
    public sealed interface Outcome {

        /// Also if it was so before.
        record Trusted(Trust trust) implements Outcome {}

        /// Anybody can have an account there.
        record OpenToAnybody(Means issuer) implements Outcome {}

        record AboveOneself(Role role) implements Outcome {}

        /// It is for one person.
        record PersonalOrganization(OrgSlug org) implements Outcome {}

        record Busy(OrgSlug org) implements Outcome {}

        record Refused(Refusal why) implements Outcome {}
    }

    public Outcome run(Visit visit, OrgSlug org, Wish wish) {
        return Attempts.until(() -> attempt(visit, org, wish), new Outcome.Busy(org));
    }

    private Optional<Outcome> attempt(Visit visit, OrgSlug org, Wish wish) {
        var standing = standings.findIn(visit.presented(), org);
        return switch (Admission.toSensitive(standing, Permission.CHANGE_SETTINGS, visit.at())) {
            case Admission.Refused(var why) -> Optional.of(new Outcome.Refused(why));
            case Admission.Admitted(var by) -> {
                if (wish.issuer().openToAnybody()) {
                    yield Optional.of(new Outcome.OpenToAnybody(wish.issuer()));
                }
                if (!by.role().mayGive(wish.role())) {
                    yield Optional.of(new Outcome.AboveOneself(wish.role()));
                }
                yield organizations.find(org).flatMap(organization -> trust(visit, organization, wish, by));
            }
        };
    }

    private Optional<Outcome> trust(Visit visit, Organization organization, Wish wish, Authority by) {
        var org = organization.slug();
        if (organization.kind() == Organization.Kind.PERSONAL) {
            return Optional.of(new Outcome.PersonalOrganization(org));
        }
        var before = trusts.find(org, wish.issuer());
        var trust = new Trust(
                org, wish.issuer(), wish.role(), before.map(Trust::since).orElse(visit.at()));
        if (before.equals(Optional.of(trust))) {
            return Optional.of(new Outcome.Trusted(trust));
        }
        var audit = visit.entry(
                ids.next(visit.at()),
                new Book.OfOrganization(org),
                by.person(),
                new ProvisioningChanged(
                        org.value(), wish.issuer().value(), before.map(Trust::role), Optional.of(wish.role())));
        return switch (trusts.trust(trust, before, by, audit)) {
            case COMMITTED -> Optional.of(new Outcome.Trusted(trust));
            case MOVED_MEANWHILE -> Optional.empty();
        };
    }
}
