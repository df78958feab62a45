package dev.slipway.adapters.web;

import static java.util.Map.entry;

import dev.slipway.adapters.web.AuditPage.Change;
import dev.slipway.adapters.web.AuditPage.Event;
import dev.slipway.adapters.web.AuditPage.Fact;
import dev.slipway.audit.RecordedEvent;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What was done, as people read it. A name in braces is one of the event's details, `{t}` what it was done to.
final class AuditWords {

    /// A test holds them to the actions that there are.
    static final Map<String, String> SENTENCES = Map.ofEntries(
            entry("version.published", "published {t}"),
            entry("tag.moved", "moved the tag {tag} of {t} to {after}"),
            entry("tag.removed", "removed the tag {tag} from {t}"),
            entry("version.deprecated", "changed the deprecation of versions of {t}"),
            entry("version.unpublished", "unpublished versions of {t}: {versions}"),
            entry("package.unpublished", "unpublished {t}, all of it"),
            entry("version.installed", "installed {t}"),
            entry("organization.created", "founded the organization"),
            entry("account.opened", "opened the account {t}"),
            entry("account.email_added", "proved to own the address {t}"),
            entry("account.identity_linked", "linked an account at {t}"),
            entry("account.identity_unlinked", "unlinked an account at {t}"),
            entry("account.signed_in", "signed in"),
            entry("session.ended", "ended a session"),
            entry("member.joined", "joined as {role}"),
            entry("member.role_changed", "made {t} {after}, who was {before}"),
            entry("member.removed", "removed {t}"),
            entry("member.left", "left"),
            entry("organization.changed", "changed the organization's settings"),
            entry("organization.deleted", "deleted the organization"),
            entry("organization.restored", "restored the organization"),
            entry("transfer.started", "offered the ownership to {t}"),
            entry("transfer.accepted", "accepted the ownership, which {from} had offered"),
            entry("transfer.declined", "declined the ownership, which {from} had offered"),
            entry("transfer.revoked", "took back the offer of ownership to {t}"),
            entry("token.issued", "made the token {t}"),
            entry("token.revoked", "revoked the token {t}"),
            entry("invitation.created", "invited {t} as {role}"),
            entry("invitation.mailed", "learned what became of the mail to {t}: {mail}"),
            entry("invitation.resent", "sent the invitation to {t} again"),
            entry("invitation.revoked", "revoked the invitation to {t}"),
            entry("invitation.declined", "declined the invitation to {t}"),
            entry("invitation.expired", "closed the invitation to {t}, which had run out"),
            entry("invitation.accepted", "accepted the invitation to {t} as {role}"),
            entry("seats.changed", "set the number of seats"),
            entry("pool_seats.changed", "set the number of places in the Pool"),
            entry("pool_place.given", "gave {t} a place in the Pool"),
            entry("pool_place.taken", "took the place in the Pool from {t}"),
            entry("billing.checkout_opened", "opened a checkout for {seats} seats"),
            entry("billing.seats_asked", "asked for another number of {t}"),
            entry("billing.seats_denied", "could not change the number of {t}"),
            entry("billing.end_asked", "asked that the subscription end with its period, or go on"),
            entry("billing.changed", "followed what Stripe says of the subscription"),
            entry("team.created", "made the team {t}"),
            entry("team.changed", "changed the team {t}"),
            entry("team.deleted", "deleted the team {t}"),
            entry("team.member_added", "added {member} to the team {t}"),
            entry("team.member_removed", "removed {member} from the team {t}"),
            entry("service_account.created", "made the service account {t}"),
            entry("service_account.deleted", "deleted the service account {t}"),
            entry("token.leaked", "revoked the token {t}, which was found in public"),
            entry("package.visibility_changed", "changed the visibility of {t}"),
            entry("package.pool_changed", "changed whether {t} is shared in the Pool"),
            entry("package.collaborator_changed", "changed what {collaborator} may do with {t}"),
            entry("grant.given", "gave {handle} access to {t}"),
            entry("grant.withdrawn", "withdrew the access of {handle} to {t}"),
            entry("allow_list.changed", "changed the allowed addresses"),
            entry("sign_in_rule.changed", "changed how members must sign in"),
            entry("provisioning.changed", "changed who becomes a member by signing in at {issuer}"),
            entry("member.provisioned", "became a member by signing in at {issuer}"),
            entry("member.not_provisioned", "signed in at {issuer} and did not become a member: {reason}"),
            entry("audit.exported", "exported the audit log from {from} to {to}"),
            entry("address.refused", "was refused for where the request came from: {asked}"),
            entry("sign_in.refused", "was refused for how they had signed in: {asked}"),
            entry("token.address_refused", "was refused, since the token {t} is not for where it was used: {asked}"),
            entry("login.approved", "let a command line in: {t}"),
            entry("login.denied", "did not let a command line in: {t}"),
            entry("audit.archived", "took {events} events out of the log, which are sealed"),
            entry("webhook.created", "made the webhook to {t}"),
            entry("webhook.changed", "changed the webhook to {t}"),
            entry("webhook.deleted", "deleted the webhook to {t}"),
            entry("webhook.secret_rotated", "rotated the secret of the webhook to {t}"),
            entry("webhook.paused", "paused the webhook to {t}: {why}"),
            entry("webhook.resumed", "resumed the webhook to {t}"),
            entry("webhook.test_sent", "sent a test to the webhook to {t}"),
            entry("webhook.resent", "sent {event} to the webhook to {t} again"));

    private static final Pattern NAMED = Pattern.compile("\\{(\\w+)}");

    private static final String BEFORE = "before";
    private static final String AFTER = "after";

    private AuditWords() {}

    static Event of(RecordedEvent event) {
        var details = new TreeMap<>(event.details());
        var said = new HashSet<String>();
        var sentence = NAMED.matcher(SENTENCES.getOrDefault(event.action(), event.action() + " {t}"))
                .replaceAll(name -> Matcher.quoteReplacement(value(event, name.group(1), said)));
        var changes = new ArrayList<Change>();
        var facts = new ArrayList<Fact>();
        details.forEach((name, value) -> {
            if (isBefore(name)) {
                var what = name.substring(0, name.length() - BEFORE.length());
                var after = details.getOrDefault(what + AFTER, "");
                if (!said.contains(name)) {
                    changes.add(new Change(words(what), value, after));
                }
            } else if (!isAfterOfOne(details, name) && !said.contains(name)) {
                facts.add(new Fact(words(name), value));
            }
        });
        return new Event(event, sentence, changes, facts);
    }

    /// What stands for a name in braces; nothing for one that this event doesn't have.
    private static String value(RecordedEvent event, String name, Set<String> said) {
        said.add(name);
        return name.equals("t") ? event.target() : event.details().getOrDefault(name, "");
    }

    private static boolean isBefore(String name) {
        return name.equals(BEFORE) || name.endsWith("." + BEFORE);
    }

    private static boolean isAfterOfOne(Map<String, String> details, String name) {
        return name.endsWith(AFTER) && details.containsKey(name.substring(0, name.length() - AFTER.length()) + BEFORE);
    }

    /// `membersCanPublish.` is `members can publish`.
    private static String words(String name) {
        var plain = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
        var words = new StringBuilder();
        plain.chars().forEach(character -> {
            if (Character.isUpperCase(character)) {
                words.append(' ');
            }
            words.append((char) Character.toLowerCase(character));
        });
        return words.toString();
    }
}
