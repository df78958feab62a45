package dev.slipway.adapters.dynamodb;

import dev.slipway.access.Role;
import dev.slipway.access.TokenHash;
import dev.slipway.audit.AuditEntry;
import dev.slipway.org.Invitation;
import dev.slipway.org.Invitations.Accepted;
import dev.slipway.org.Invitations.Opened;
import dev.slipway.org.Member;
import dev.slipway.org.SeatKind;
import dev.slipway.org.Seats;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The transactions about invitations. An open one is an item that each ending deletes under the condition that its
/// link is still the one that was read: so of all that want to end or renew it at once, one does.
final class InvitationWrites {

    private static final String CURRENT = "#link = :link";
    private static final String IN_TIME = CURRENT + " AND worksUntil > :now";
    private static final String RUN_OUT = CURRENT + " AND worksUntil <= :now";
    private static final int ATTEMPTS = 10;
    private static final Map<String, String> LINK = Map.of("#link", "link");

    private final Table table;

    InvitationWrites(Table table) {
        this.table = table;
    }

    private enum Open {
        ORGANIZATION,
        INVITED,
        SEAT,
        INVITATION,
        LINK,
        AUDIT
    }

    private enum Renew {
        INVITATION,
        INVITED,
        LINK,
        AUDIT
    }

    private enum Note {
        INVITATION,
        MAIL,
        AUDIT
    }

    private enum Close {
        INVITATION,
        INVITED,
        SEAT,
        PAST,
        AUDIT
    }

    private enum Accept {
        INVITATION,
        ORGANIZATION,
        MEMBER,
        TEAMS,
        POOL,
        EMAIL,
        SENDER,
        ACCOUNT,
        INVITED,
        DEPARTED,
        OWNERS,
        PAST,
        AUDIT
    }

    /// Both a seat and a place in the Pool may be wanting, and both are counted in one item: which of them was it is
    /// looked at afterwards, and if it is neither any more, it is tried again.
    Opened open(Invitation invitation, AuditEntry audit) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            var opened = tryToOpen(invitation, audit);
            if (opened != Opened.NO_SEAT_LEFT || !invitation.pool()) {
                return opened;
            }
            var counted = table.get(Keys.seats(invitation.org())).orElseThrow();
            if (full(SeatsItem.read(counted, SeatKind.SEAT))) {
                return Opened.NO_SEAT_LEFT;
            }
            if (full(SeatsItem.read(counted, SeatKind.POOL_SEAT))) {
                return Opened.POOL_FULL;
            }
        }
        return Opened.POOL_FULL;
    }

    private static boolean full(Seats seats) {
        return seats.taken() >= seats.paid();
    }

    private Opened tryToOpen(Invitation invitation, AuditEntry audit) {
        var writes = new ArrayList<Write<Open>>();
        writes.add(OrganizationItem.mustBeThere(Open.ORGANIZATION, invitation.org()));
        writes.add(Write.putNew(Open.INVITED, InvitationItem.invited(invitation)));
        SeatsItem.Change.of(Optional.empty(), Optional.of(seatOf(invitation)))
                .and(SeatsItem.Change.ofPool(false, invitation.pool()))
                .write(Open.SEAT, invitation.org())
                .ifPresent(writes::add);
        writes.add(Write.putNew(Open.INVITATION, InvitationItem.open(invitation)));
        writes.add(Write.putNew(Open.LINK, InvitationItem.link(invitation)));
        writes.add(Write.putNew(Open.AUDIT, AuditItem.write(audit)));
        return switch (table.transact(writes)) {
            case Outcome.Committed<Open> _ -> Opened.COMMITTED;
            case Outcome.Refused<Open>(var step) ->
                switch (step) {
                    case ORGANIZATION -> Opened.NO_SUCH_ORGANIZATION;
                    case INVITED -> Opened.ALREADY_INVITED;
                    case SEAT -> Opened.NO_SEAT_LEFT;
                    case INVITATION, LINK, AUDIT ->
                        throw new IllegalStateException("256 random bits, or an id, were drawn twice");
                };
        };
    }

    boolean renew(Invitation renewed, TokenHash before, AuditEntry audit) {
        return committed(
                table.transact(List.of(
                        Write.put(
                                Renew.INVITATION,
                                InvitationItem.open(renewed),
                                IN_TIME.replace("#link", "link"),
                                Map.of(
                                        ":link", AttributeValue.fromS(before.value()),
                                        ":now", number(audit.at().toEpochMilli()))),
                        Write.put(
                                Renew.INVITED, InvitationItem.invited(renewed), "id = :id", Map.of(":id", id(renewed))),
                        Write.putNew(Renew.LINK, InvitationItem.link(renewed)),
                        Write.putNew(Renew.AUDIT, AuditItem.write(audit)))),
                Renew.INVITATION);
    }

    /// @param messageId what a mail that was just sent can be found by
    boolean note(Invitation invitation, Optional<String> messageId, AuditEntry audit) {
        var writes = new ArrayList<Write<Note>>();
        writes.add(Write.update(
                Note.INVITATION,
                open(invitation),
                "SET mail = :mail",
                CURRENT,
                LINK,
                Map.of(
                        ":mail", AttributeValue.fromS(invitation.mail().name()),
                        ":link", AttributeValue.fromS(invitation.link().hash().value()))));
        messageId.ifPresent(
                message -> writes.add(Write.putAlways(Note.MAIL, InvitationItem.mail(message, invitation))));
        writes.add(Write.putNew(Note.AUDIT, AuditItem.write(audit)));
        return committed(table.transact(writes), Note.INVITATION);
    }

    boolean close(Invitation ended, AuditEntry audit) {
        var runOut = ended.ending().orElseThrow().fate() == Invitation.Fate.EXPIRED;
        var writes = new ArrayList<Write<Close>>();
        writes.add(delete(Close.INVITATION, ended, runOut ? RUN_OUT : IN_TIME, audit.at()));
        writes.add(forgetInvited(Close.INVITED, ended));
        SeatsItem.Change.of(Optional.of(seatOf(ended)), Optional.empty())
                .and(SeatsItem.Change.ofPool(ended.pool(), false))
                .write(Close.SEAT, ended.org())
                .ifPresent(writes::add);
        writes.add(Write.putNew(Close.PAST, InvitationItem.past(ended)));
        writes.add(Write.putNew(Close.AUDIT, AuditItem.write(audit)));
        return committed(table.transact(writes), Close.INVITATION);
    }

    Accepted accept(Invitation ended, Member member, List<AuditEntry> audit) {
        var account = member.person().id();
        var now = member.joinedAt();
        var writes = new ArrayList<Write<Accept>>();
        writes.add(delete(Accept.INVITATION, ended, IN_TIME, now));
        writes.add(OrganizationItem.mustStand(Accept.ORGANIZATION, ended, member));
        writes.add(Write.putNew(Accept.MEMBER, MemberItem.write(member)));
        writes.addAll(TeamMemberItem.putAll(Accept.TEAMS, member));
        // It is counted already: the invitation held it.
        if (member.inPool()) {
            writes.add(PoolItem.add(Accept.POOL, member));
        }
        writes.add(AccountItem.claimEmail(Accept.EMAIL, account, ended.to(), now));
        writes.add(MemberItem.mayStillInvite(Accept.SENDER, ended));
        writes.add(AccountItem.addEmail(Accept.ACCOUNT, account, ended.to()));
        writes.add(forgetInvited(Accept.INVITED, ended));
        writes.add(DepartedItem.forget(Accept.DEPARTED, member));
        SeatsItem.Change.of(seatOf(ended), ended.role())
                .write(Accept.OWNERS, ended.org())
                .ifPresent(writes::add);
        writes.add(Write.putNew(Accept.PAST, InvitationItem.past(ended)));
        audit.forEach(entry -> writes.add(Write.putNew(Accept.AUDIT, AuditItem.write(entry))));
        return switch (table.transact(writes)) {
            case Outcome.Committed<Accept> _ -> Accepted.COMMITTED;
            case Outcome.Refused<Accept>(var step) ->
                switch (step) {
                    case INVITATION -> Accepted.GONE;
                    case ORGANIZATION -> Accepted.ORGANIZATION_CHANGED;
                    case MEMBER -> Accepted.ALREADY_MEMBER;
                    case EMAIL -> Accepted.ADDRESS_TAKEN;
                    case SENDER -> Accepted.NOBODY_STANDS_BEHIND;
                    case TEAMS, POOL, ACCOUNT, INVITED, DEPARTED, OWNERS, PAST, AUDIT ->
                        throw broken(String.valueOf(step));
                };
        };
    }

    /// An open invitation counts as a member with its role does, but never as an owner: an offer keeps nobody from
    /// being the last one.
    private static Role seatOf(Invitation invitation) {
        return invitation.role() == Role.OWNER ? Role.ADMIN : invitation.role();
    }

    private static <S extends Enum<S>> Write<S> delete(S step, Invitation invitation, String condition, Instant now) {
        return Write.delete(
                step,
                open(invitation),
                condition,
                LINK,
                Map.of(
                        ":link", AttributeValue.fromS(invitation.link().hash().value()),
                        ":now", number(now.toEpochMilli())));
    }

    private static <S extends Enum<S>> Write<S> forgetInvited(S step, Invitation invitation) {
        return Write.delete(
                step,
                Keys.invited(invitation.to(), invitation.org()),
                "id = :id",
                Map.of(),
                Map.of(":id", id(invitation)));
    }

    /// @param told the step that refuses in the ordinary course of things
    private static <S extends Enum<S>> boolean committed(Outcome<S> outcome, S told) {
        return switch (outcome) {
            case Outcome.Committed<S> _ -> true;
            case Outcome.Refused<S> refused -> {
                if (refused.step() != told) {
                    throw broken(String.valueOf(refused.step()));
                }
                yield false;
            }
        };
    }

    private static IllegalStateException broken(String step) {
        return new IllegalStateException("an open invitation, and yet its " + step + " is not as it must be");
    }

    private static Key open(Invitation invitation) {
        return Keys.openInvitation(invitation.org(), invitation.id().value());
    }

    private static AttributeValue id(Invitation invitation) {
        return AttributeValue.fromS(invitation.id().value());
    }

    private static AttributeValue number(long value) {
        return AttributeValue.fromN(Long.toString(value));
    }
}
