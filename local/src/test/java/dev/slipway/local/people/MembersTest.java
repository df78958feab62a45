package dev.slipway.local.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.slipway.access.Means;
import dev.slipway.access.Permission;
import dev.slipway.access.Presented;
import dev.slipway.access.Refusal;
import dev.slipway.access.Role;
import dev.slipway.access.Scope;
import dev.slipway.access.Sighting;
import dev.slipway.access.Token;
import dev.slipway.audit.Visit;
import dev.slipway.identity.IssueToken;
import dev.slipway.kernel.Handle;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.kernel.Slice;
import dev.slipway.org.AddMember;
import dev.slipway.org.ChangeRole;
import dev.slipway.org.ListMembers;
import dev.slipway.org.Member;
import dev.slipway.org.RemoveMember;
import dev.slipway.org.ShowOrganization;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MembersTest {

    private final Offices offices = new Offices();
    private final People people = offices.people;

    @AfterAll
    void close() {
        offices.close();
    }

    @Test
    void members_see_each_other_with_role_and_since_when() {
        var org = new OrgSlug("seeing");
        var owner = people.organization("seeing");
        var bea = offices.member(owner, org, "seeing-bea", Role.BILLING);

        assertThat(offices.members(People.by(bea), org))
                .extracting(member -> member.person().handle().value(), Member::role, Member::joinedAt)
                .containsExactlyInAnyOrder(
                        tuple("seeing-owner", Role.OWNER, People.NOW), tuple("seeing-bea", Role.BILLING, People.NOW));
    }

    @Test
    void an_outsider_can_not_tell_an_organization_from_none() {
        people.organization("hidden");
        var otto = offices.everything(people.account("hidden-otto"));

        for (var org : new String[] {"hidden", "nowhere"}) {
            assertThat(offices.listMembers.run(People.by(otto), new OrgSlug(org), Slice.first(10)))
                    .isEqualTo(new ListMembers.Outcome.Refused(new Refusal.NotFound()));
            assertThat(offices.removeMember.run(People.by(otto), new OrgSlug(org), new Handle("hidden-owner")))
                    .isEqualTo(new RemoveMember.Outcome.Refused(new Refusal.NotFound()));
            assertThat(offices.changeRole.run(
                            People.by(otto), new OrgSlug(org), new Handle("hidden-owner"), Role.MEMBER))
                    .isEqualTo(new ChangeRole.Outcome.Refused(new Refusal.NotFound()));
        }
    }

    @Test
    void a_long_list_comes_in_parts_that_neither_skip_nor_repeat() {
        var org = new OrgSlug("listed");
        var owner = people.organization("listed");
        for (int i = 0; i < 7; i++) {
            people.member(owner, org, "listed-" + i, Role.BILLING);
        }

        var seen = new ArrayList<String>();
        var slice = Slice.first(3);
        int parts = 0;
        while (true) {
            var page = ((ListMembers.Outcome.Listed) offices.listMembers.run(People.by(owner), org, slice)).page();
            page.items().forEach(member -> seen.add(member.person().handle().value()));
            parts++;
            if (page.next().isEmpty()) {
                break;
            }
            slice = new Slice(page.next(), 3);
        }

        assertThat(parts).isEqualTo(3);
        assertThat(seen).hasSize(8).doesNotHaveDuplicates().contains("listed-owner", "listed-0", "listed-6");
    }

    @Test
    void a_part_that_ends_with_the_list_is_the_last_one() {
        var org = new OrgSlug("exact");
        var owner = people.organization("exact");
        people.member(owner, org, "exact-bea", Role.BILLING);

        var page = ((ListMembers.Outcome.Listed) offices.listMembers.run(People.by(owner), org, Slice.first(2))).page();

        assertThat(page.items()).hasSize(2);
        assertThat(page.next()).isEmpty();
    }

    @Test
    void an_owner_changes_a_role_and_it_is_written_down() {
        var org = new OrgSlug("raised");
        var owner = people.organization("raised");
        people.member(owner, org, "raised-mia", Role.MEMBER);

        var outcome = offices.changeRole.run(People.by(owner), org, new Handle("raised-mia"), Role.ADMIN);

        assertThat(outcome).isInstanceOf(ChangeRole.Outcome.Changed.class);
        assertThat(offices.roles(owner, org)).containsEntry("raised-mia", Role.ADMIN);
        assertThat(offices.logged(org, "member.role_changed")).isEqualTo(1);
        offices.assertCounted(org);
    }

    @Test
    void the_same_role_again_changes_nothing() {
        var org = new OrgSlug("same");
        var owner = people.organization("same");
        people.member(owner, org, "same-mia", Role.MEMBER);
        var before = offices.stored();

        assertThat(offices.changeRole.run(People.by(owner), org, new Handle("same-mia"), Role.MEMBER))
                .isInstanceOf(ChangeRole.Outcome.Changed.class);
        assertThat(offices.stored()).isEqualTo(before);
    }

    @Test
    void an_admin_neither_makes_nor_touches_an_owner() {
        var org = new OrgSlug("bounded");
        var owner = people.organization("bounded");
        var abe = offices.member(owner, org, "bounded-abe", Role.ADMIN);
        people.member(owner, org, "bounded-mia", Role.MEMBER);
        var before = offices.stored();

        assertThat(offices.changeRole.run(People.by(abe), org, new Handle("bounded-mia"), Role.OWNER))
                .isEqualTo(new ChangeRole.Outcome.AboveOneself(Role.OWNER));
        assertThat(offices.changeRole.run(People.by(abe), org, new Handle("bounded-abe"), Role.OWNER))
                .isEqualTo(new ChangeRole.Outcome.AboveOneself(Role.OWNER));
        assertThat(offices.changeRole.run(People.by(abe), org, new Handle("bounded-owner"), Role.MEMBER))
                .isEqualTo(new ChangeRole.Outcome.AboveOneself(Role.OWNER));
        assertThat(offices.removeMember.run(People.by(abe), org, new Handle("bounded-owner")))
                .isEqualTo(new RemoveMember.Outcome.AboveOneself(Role.OWNER));
        assertThat(offices.stored()).isEqualTo(before);
    }

    @Test
    void an_admin_manages_everybody_below_owner() {
        var org = new OrgSlug("managed");
        var owner = people.organization("managed");
        var abe = offices.member(owner, org, "managed-abe", Role.ADMIN);
        people.member(owner, org, "managed-ann", Role.ADMIN);

        assertThat(offices.changeRole.run(People.by(abe), org, new Handle("managed-ann"), Role.BILLING))
                .isInstanceOf(ChangeRole.Outcome.Changed.class);
        offices.assertCounted(org);
        assertThat(offices.removeMember.run(People.by(abe), org, new Handle("managed-ann")))
                .isInstanceOf(RemoveMember.Outcome.Removed.class);
        offices.assertCounted(org);
    }

    @Test
    void nobody_below_admin_manages_members() {
        var org = new OrgSlug("below");
        var owner = people.organization("below");
        var refused = new Refusal.NotPermitted(Permission.MANAGE_MEMBERS, org);
        people.member(owner, org, "below-bea", Role.BILLING);
        var max = offices.member(owner, org, "below-max", Role.MAINTAINER);
        var mia = offices.member(owner, org, "below-mia", Role.MEMBER);
        var bob = offices.member(owner, org, "below-bob", Role.BILLING);
        var before = offices.stored();

        for (var who : new Token[] {max, mia, bob}) {
            assertThat(offices.changeRole.run(People.by(who), org, new Handle("below-bea"), Role.MEMBER))
                    .isEqualTo(new ChangeRole.Outcome.Refused(refused));
            assertThat(offices.removeMember.run(People.by(who), org, new Handle("below-bea")))
                    .isEqualTo(new RemoveMember.Outcome.Refused(refused));
        }
        assertThat(offices.stored()).isEqualTo(before);
    }

    @Test
    void a_seat_is_taken_and_freed_where_roles_differ_in_it() {
        var org = new OrgSlug("seated");
        var owner = people.organization("seated");
        people.member(owner, org, "seated-mia", Role.MEMBER);
        people.member(owner, org, "seated-max", Role.MEMBER);
        people.member(owner, org, "seated-bea", Role.BILLING);
        var bea = new Handle("seated-bea");

        assertThat(offices.changeRole.run(People.by(owner), org, bea, Role.MEMBER))
                .isEqualTo(new ChangeRole.Outcome.NoSeatLeft(org));
        offices.assertCounted(org);
        assertThat(offices.changeRole.run(People.by(owner), org, new Handle("seated-mia"), Role.BILLING))
                .isInstanceOf(ChangeRole.Outcome.Changed.class);
        offices.assertCounted(org);
        assertThat(offices.changeRole.run(People.by(owner), org, bea, Role.OWNER))
                .isInstanceOf(ChangeRole.Outcome.Changed.class);
        offices.assertCounted(org);
    }

    @Test
    void the_last_owner_can_neither_leave_nor_be_demoted() {
        var org = new OrgSlug("last");
        var owner = people.organization("last");
        var before = offices.stored();

        assertThat(offices.removeMember.run(People.by(owner), org, new Handle("last-owner")))
                .isEqualTo(new RemoveMember.Outcome.LastOwner(org));
        for (var role : new Role[] {Role.ADMIN, Role.MEMBER, Role.BILLING}) {
            assertThat(offices.changeRole.run(People.by(owner), org, new Handle("last-owner"), role))
                    .isEqualTo(new ChangeRole.Outcome.LastOwner(org));
        }
        assertThat(offices.stored()).isEqualTo(before);
    }

    @Test
    void one_of_two_owners_goes_and_the_other_stays() {
        var org = new OrgSlug("pair");
        var owner = people.organization("pair");
        var ann = offices.member(owner, org, "pair-ann", Role.OWNER);

        assertThat(offices.removeMember.run(People.by(ann), org, new Handle("pair-owner")))
                .isInstanceOf(RemoveMember.Outcome.Removed.class);
        assertThat(offices.removeMember.run(People.by(ann), org, new Handle("pair-ann")))
                .isEqualTo(new RemoveMember.Outcome.LastOwner(org));
        offices.assertCounted(org);
    }

    @Test
    void everybody_may_leave_and_it_is_written_down_as_that() {
        var org = new OrgSlug("leaving");
        var owner = people.organization("leaving");
        var bea = offices.member(owner, org, "leaving-bea", Role.BILLING);

        assertThat(offices.removeMember.run(People.by(bea), org, new Handle("leaving-bea")))
                .isInstanceOfSatisfying(
                        RemoveMember.Outcome.Removed.class,
                        removed -> assertThat(removed.left()).isTrue());
        assertThat(offices.logged(org, "member.left")).isEqualTo(1);
        assertThat(offices.logged(org, "member.removed")).isZero();
        offices.assertCounted(org);
    }

    @Test
    void leaving_takes_a_token_that_manages() {
        var org = new OrgSlug("reading");
        var owner = people.organization("reading");
        var mia = people.member(owner, org, "reading-mia", Role.MEMBER);

        assertThat(offices.removeMember.run(People.by(people.token(mia, Scope.READ)), org, new Handle("reading-mia")))
                .isEqualTo(new RemoveMember.Outcome.Refused(new Refusal.ScopeTooNarrow(Scope.MANAGE)));
    }

    @Test
    void who_is_no_member_can_not_be_changed_or_removed() {
        var org = new OrgSlug("without");
        var owner = people.organization("without");
        people.account("without-otto");
        people.organization("without-other");

        for (var handle : new String[] {"without-otto", "nobody-at-all-here", "without-other", "withoutowner"}) {
            assertThat(offices.changeRole.run(People.by(owner), org, new Handle(handle), Role.MEMBER))
                    .isEqualTo(new ChangeRole.Outcome.NoSuchMember(new Handle(handle)));
            assertThat(offices.removeMember.run(People.by(owner), org, new Handle(handle)))
                    .isEqualTo(new RemoveMember.Outcome.NoSuchMember(handle));
        }
    }

    @Test
    void removal_holds_for_the_next_request_of_every_token_and_session_and_not_for_machines() {
        var org = new OrgSlug("removal");
        var owner = people.organization("removal");
        var abe = people.member(owner, org, "removal-abe", Role.ADMIN);
        var laptop = offices.everything(abe);
        var reading = people.token(abe, Scope.READ);
        var session = people.session(abe, People.NOW);
        var machine = people.machine(laptop, org, Scope.READ);
        for (var token : new Token[] {laptop, reading, session, machine}) {
            assertThat(show(token, org)).isInstanceOf(ShowOrganization.Outcome.Shown.class);
        }

        assertThat(offices.removeMember.run(People.by(owner), org, abe.handle()))
                .isInstanceOf(RemoveMember.Outcome.Removed.class);

        for (var token : new Token[] {laptop, reading, session}) {
            assertThat(show(token, org)).isEqualTo(new ShowOrganization.Outcome.Refused(new Refusal.NotFound()));
        }
        assertThat(show(machine, org)).isInstanceOf(ShowOrganization.Outcome.Shown.class);
        offices.assertCounted(org);
    }

    @Test
    void who_was_removed_may_be_added_again() {
        var org = new OrgSlug("again");
        var owner = people.organization("again");
        var mia = people.member(owner, org, "again-mia", Role.MEMBER);
        offices.removeMember.run(People.by(owner), org, mia.handle());

        assertThat(people.addMember.run(People.by(owner), org, mia, Role.BILLING))
                .isInstanceOf(AddMember.Outcome.Joined.class);
        offices.assertCounted(org);
    }

    @Test
    void when_a_member_was_last_active_is_noted_to_the_hour() {
        var org = new OrgSlug("active");
        var owner = people.organization("active");
        var mia = offices.member(owner, org, "active-mia", Role.MEMBER);
        assertThat(lastActive(owner, org, "active-mia")).isEmpty();

        show(seen(mia, People.NOW), org);
        assertThat(lastActive(owner, org, "active-mia")).contains(People.NOW);

        show(seen(mia, People.NOW.plus(Duration.ofMinutes(59))), org);
        assertThat(lastActive(owner, org, "active-mia")).contains(People.NOW);

        show(seen(mia, People.NOW.plus(Duration.ofHours(1))), org);
        assertThat(lastActive(owner, org, "active-mia")).contains(People.NOW.plus(Duration.ofHours(1)));
    }

    @Test
    void a_token_that_is_over_makes_nobody_active() {
        var org = new OrgSlug("over");
        var owner = people.organization("over");
        var mia = people.member(owner, org, "over-mia", Role.MEMBER);
        var wish = new IssueToken.Wish("old", Set.of(Scope.READ), Optional.of(People.NOW.plusSeconds(60)));
        var token = ((IssueToken.Outcome.Issued) people.issueToken.toPerson(People.nobody(), mia, wish, Means.SETUP))
                .token();

        show(seen(token, People.NOW.plusSeconds(60)), org);

        assertThat(lastActive(owner, org, "over-mia")).isEmpty();
    }

    private Optional<Instant> lastActive(Token owner, OrgSlug org, String handle) {
        return offices.members(People.by(owner), org).stream()
                .filter(member -> member.person().handle().value().equals(handle))
                .findFirst()
                .orElseThrow()
                .lastActive();
    }

    private ShowOrganization.Outcome show(Token token, OrgSlug org) {
        return show(People.by(token), org);
    }

    private ShowOrganization.Outcome show(Visit visit, OrgSlug org) {
        return offices.showOrganization.run(visit, org);
    }

    private static Visit seen(Token token, Instant at) {
        return People.at(new Presented.ByHash(token.hash(), Optional.of(new Sighting(at, "192.0.2.1"))), at);
    }
}
