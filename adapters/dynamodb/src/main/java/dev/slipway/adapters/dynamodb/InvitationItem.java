package dev.slipway.adapters.dynamodb;

import dev.slipway.access.Permission;
import dev.slipway.access.Principal;
import dev.slipway.access.Role;
import dev.slipway.access.TeamId;
import dev.slipway.access.TokenHash;
import dev.slipway.kernel.Email;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.org.Authority;
import dev.slipway.org.Invitation;
import dev.slipway.org.Invitation.Ending;
import dev.slipway.org.Invitation.Fate;
import dev.slipway.org.Invitation.Link;
import dev.slipway.org.Invitation.Mail;
import dev.slipway.org.InvitationId;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// An invitation, open or past, and the items that lead to it: its link, its address, and its mail.
///
/// When a link stops working is a number, of milliseconds, since conditions compare it; times as texts don't sort where
/// one has a fraction of a second and the other has none.
final class InvitationItem {

    /// What leads to an invitation is kept a while longer, and so doesn't have to be deleted with it: what it leads to
    /// decides.
    private static final Duration KEPT = Duration.ofDays(14);

    private InvitationItem() {}

    static Map<String, AttributeValue> open(Invitation invitation) {
        return attributes(Keys.openInvitation(invitation.org(), invitation.id().value()), invitation)
                .build();
    }

    static Map<String, AttributeValue> past(Invitation invitation) {
        var ending = invitation.ending().orElseThrow();
        return attributes(Keys.pastInvitation(invitation.org(), invitation.id().value()), invitation)
                .text("fate", ending.fate().name())
                .instant("endedAt", ending.at())
                .build();
    }

    private static Attributes attributes(Key key, Invitation invitation) {
        var attributes = Attributes.item(key, "invitation", 1)
                .text("id", invitation.id().value())
                .text("org", invitation.org().value())
                .text("email", invitation.to().value())
                .text("role", invitation.role().name())
                .map("invitee", invitation.invitee().map(PrincipalForm::write).orElseGet(Map::of))
                .set("teams", invitation.teams().stream().map(TeamId::value).toList())
                .flagged("inPool", invitation.pool())
                .map("invitedBy", PrincipalForm.write(invitation.invitedBy()))
                .instant("createdAt", invitation.createdAt())
                .text("link", invitation.link().hash().value())
                .map("sentBy", PrincipalForm.write(invitation.link().sentBy()))
                .number("worksUntil", invitation.link().until().toEpochMilli())
                .text("mail", invitation.mail().name());
        return invitation.link().basis() instanceof Authority.Basis.ByTeam(var team, var _)
                ? attributes.text("sentByTeam", team.value())
                : attributes;
    }

    static Invitation read(Map<String, AttributeValue> item) {
        return new Invitation(
                id(item),
                org(item),
                new Email(Attributes.text(item, "email")),
                Optional.of(Attributes.findMap(item, "invitee"))
                        .filter(form -> !form.isEmpty())
                        .map(form -> (Principal.Person) PrincipalForm.read(form)),
                Role.valueOf(Attributes.text(item, "role")),
                Attributes.findSet(item, "teams").stream().map(TeamId::new).collect(Collectors.toUnmodifiableSet()),
                Attributes.findFlag(item, "inPool"),
                person(item, "invitedBy"),
                Attributes.instant(item, "createdAt"),
                new Link(
                        new TokenHash(Attributes.text(item, "link")),
                        person(item, "sentBy"),
                        basis(item),
                        Instant.ofEpochMilli(Attributes.number(item, "worksUntil"))),
                Mail.valueOf(Attributes.text(item, "mail")),
                ending(item));
    }

    /// @return that of an invitation, a link, an address or a mail
    static Key readOpenKey(Map<String, AttributeValue> item) {
        return Keys.openInvitation(org(item), Attributes.text(item, "id"));
    }

    /// As [#readOpenKey].
    static OrgSlug readOpenOrg(Map<String, AttributeValue> item) {
        return org(item);
    }

    static Instant readUntil(Map<String, AttributeValue> item) {
        return Instant.ofEpochMilli(Attributes.number(item, "worksUntil"));
    }

    static Map<String, AttributeValue> link(Invitation invitation) {
        return leading(Keys.invitationLink(invitation.link().hash()), "invitation-link", invitation)
                .forgetAt(invitation.link().until().plus(KEPT))
                .build();
    }

    /// It isn't forgotten by itself: that one is open is what keeps the address from being invited twice.
    static Map<String, AttributeValue> invited(Invitation invitation) {
        return leading(Keys.invited(invitation.to(), invitation.org()), "invited", invitation)
                .number("worksUntil", invitation.link().until().toEpochMilli())
                .build();
    }

    static Map<String, AttributeValue> mail(String messageId, Invitation invitation) {
        return leading(Keys.mail(messageId), "mail", invitation)
                .text("link", invitation.link().hash().value())
                .forgetAt(invitation.link().until().plus(KEPT))
                .build();
    }

    private static Attributes leading(Key key, String type, Invitation invitation) {
        return Attributes.item(key, type, 1)
                .text("org", invitation.org().value())
                .text("id", invitation.id().value());
    }

    private static InvitationId id(Map<String, AttributeValue> item) {
        return new InvitationId(Attributes.text(item, "id"));
    }

    private static OrgSlug org(Map<String, AttributeValue> item) {
        return new OrgSlug(Attributes.text(item, "org"));
    }

    private static Principal.Person person(Map<String, AttributeValue> item, String name) {
        return (Principal.Person) PrincipalForm.read(Attributes.map(item, name));
    }

    /// Nothing is said of one that was sent by the right of a role.
    private static Authority.Basis basis(Map<String, AttributeValue> item) {
        return Attributes.findText(item, "sentByTeam")
                .<Authority.Basis>map(team -> new Authority.Basis.ByTeam(new TeamId(team), Permission.INVITE_MEMBERS))
                .orElseGet(Authority.Basis.ByRole::new);
    }

    private static Optional<Ending> ending(Map<String, AttributeValue> item) {
        return Attributes.findText(item, "fate")
                .map(fate -> new Ending(Fate.valueOf(fate), Attributes.instant(item, "endedAt")));
    }
}
