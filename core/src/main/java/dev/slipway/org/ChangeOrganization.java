package dev.slipway.org;

import dev.slipway.access.Permission;
import dev.slipway.access.Refusal;
import dev.slipway.access.Standings;
import dev.slipway.access.Visibility;
import dev.slipway.audit.AuditAction;
import dev.slipway.audit.AuditAction.OrganizationChanged;
import dev.slipway.audit.Book;
import dev.slipway.audit.Visit;
import dev.slipway.kernel.DisplayName;
import dev.slipway.kernel.Email;
import dev.slipway.kernel.Ids;
import dev.slipway.kernel.OrgSlug;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Changes what an organization says of itself, and its settings.
public final class ChangeOrganization {

    private final Organizations organizations;
    private final Standings standings;
    private final Ids ids;

    public ChangeOrganization(Organizations organizations, Standings standings, Ids ids) {
        this.organizations = organizations;
        this.standings = standings;
        this.ids = ids;
    }

    /// What is to be otherwise; what is empty stays. An empty text takes away what was there.
    public record Wish(
            Optional<DisplayName> displayName,
            Optional<String> description,
            Optional<String> website,
            Optional<String> contact,
            Optional<String> legalName,
            Optional<String> taxId,
            Optional<Boolean> membersCanPublish,
            Optional<Visibility> firstVisibility) {

        private Organization of(Organization before) {
            var profile = before.profile();
            var policy = before.policy();
            return before.with(
                    new Profile(
                            displayName.orElse(profile.displayName()),
                            description.orElse(profile.description()),
                            website.map(text ->
                                            text.isBlank() ? Optional.<Website>empty() : Optional.of(new Website(text)))
                                    .orElse(profile.website()),
                            contact.map(text -> text.isBlank() ? Optional.<Email>empty() : Optional.of(new Email(text)))
                                    .orElse(profile.contact()),
                            legalName.orElse(profile.legalName()),
                            taxId.orElse(profile.taxId())),
                    policy.withPublishing(
                            membersCanPublish.orElse(policy.membersCanPublish()),
                            firstVisibility.orElse(policy.firstVisibility())));
        }
    }

    /// What became of it.
    public sealed interface Outcome {

        /// Also if nothing was to be changed.
        record Changed(Organization organization) implements Outcome {}

        record Busy(OrgSlug org) implements Outcome {}

        record Refused(Refusal why) implements Outcome {}
    }

    public Outcome run(Visit visit, OrgSlug org, Wish wish) {
        return Attempts.until(() -> attempt(visit, org, wish), new Outcome.Busy(org));
    }

    private Optional<Outcome> attempt(Visit visit, OrgSlug org, Wish wish) {
        var standing = standings.findIn(visit.presented(), org);
        return switch (Admission.to(standing, Permission.CHANGE_SETTINGS, visit.at())) {
            case Admission.Refused(var why) -> Optional.of(new Outcome.Refused(why));
            case Admission.Admitted(var by) ->
                organizations.find(org).flatMap(before -> change(visit, before, wish, by));
        };
    }

    private Optional<Outcome> change(Visit visit, Organization before, Wish wish, Authority by) {
        var after = wish.of(before);
        var changes = changes(before, after);
        if (changes.isEmpty()) {
            return Optional.of(new Outcome.Changed(before));
        }
        var slug = before.slug();
        var audit = visit.entry(
                ids.next(visit.at()),
                new Book.OfOrganization(slug),
                by.person(),
                new OrganizationChanged(slug.value(), changes));
        return switch (organizations.change(after, by, audit)) {
            case COMMITTED -> Optional.of(new Outcome.Changed(after));
            case MOVED_MEANWHILE -> Optional.empty();
        };
    }

    private static Map<String, AuditAction.Values> changes(Organization before, Organization after) {
        var old = values(before);
        var changes = new LinkedHashMap<String, AuditAction.Values>();
        values(after).forEach((name, value) -> {
            var was = old.getOrDefault(name, "");
            if (!was.equals(value)) {
                changes.put(name, new AuditAction.Values(was, value));
            }
        });
        return changes;
    }

    private static Map<String, String> values(Organization organization) {
        var profile = organization.profile();
        var policy = organization.policy();
        var values = new LinkedHashMap<String, String>();
        values.put("name", profile.displayName().value());
        values.put("description", profile.description());
        values.put("website", profile.website().map(Website::value).orElse(""));
        values.put("contactEmail", profile.contact().map(Email::value).orElse(""));
        values.put("legalName", profile.legalName());
        values.put("taxId", profile.taxId());
        values.put("membersCanPublish", Boolean.toString(policy.membersCanPublish()));
        values.put("firstVisibility", policy.firstVisibility().name().toLowerCase(Locale.ROOT));
        return values;
    }
}
