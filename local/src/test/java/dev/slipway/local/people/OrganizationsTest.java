package dev.slipway.local.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.access.Permission;
import dev.slipway.access.Refusal;
import dev.slipway.access.Role;
import dev.slipway.access.Scope;
import dev.slipway.identity.OpenAccount;
import dev.slipway.kernel.Handle;
import dev.slipway.kernel.Malformed;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.local.Database;
import dev.slipway.local.TableDefinition;
import dev.slipway.org.AddMember;
import dev.slipway.org.FoundOrganization;
import dev.slipway.org.Organization.Kind;
import dev.slipway.org.Seats;
import dev.slipway.org.ShowOrganization;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OrganizationsTest {

    private Database database;
    private People people;

    @BeforeAll
    void open() {
        database = Database.inMemory();
        people = new People(database.create(TableDefinition.find(), "organizations"));
    }

    @AfterAll
    void close() {
        database.close();
    }

    @Test
    void whoever_founds_an_organization_owns_it() {
        var owner = people.organization("founders");

        assertThat(people.addMember.run(
                        People.by(owner), new OrgSlug("founders"), people.account("founders-second"), Role.OWNER))
                .isInstanceOf(AddMember.Outcome.Joined.class);
    }

    @ParameterizedTest
    @EnumSource
    void where_organizations_are_billed_one_begins_with_nothing_and_not_paid_for(Kind kind) {
        var slug = new OrgSlug("billed-" + kind.name().toLowerCase(Locale.ROOT));
        var owner = people.token(people.account(slug + "-owner"), Scope.READ, Scope.PUBLISH, Scope.MANAGE);

        assertThat(people.foundBilled(People.by(owner), slug, kind))
                .isInstanceOfSatisfying(FoundOrganization.Outcome.Founded.class, founded -> {
                    assertThat(founded.organization().policy().worksUntil()).contains(People.NOW);
                    assertThat(founded.organization().policy().storageQuotaBytes())
                            .isZero();
                });

        var shown = (ShowOrganization.Outcome.Shown) people.showOrganization.run(People.by(owner), slug);
        assertThat(shown.seats()).isEqualTo(new Seats(0, 1));
        assertThat(shown.pool()).isEqualTo(new Seats(0, 0));
        assertThat(shown.organization().policy().lapsedAt(People.NOW)).isTrue();
        assertThat(shown.may()).contains(Permission.MANAGE_BILLING, Permission.INVITE_MEMBERS);
        assertThat(people.addMember.run(People.by(owner), slug, people.account(slug + "-second"), Role.MEMBER))
                .isEqualTo(new AddMember.Outcome.NoSeatLeft(slug));
    }

    @Test
    void a_slug_that_is_taken_or_looks_like_one_that_is_cannot_be_had() {
        people.organization("look-alike");
        var other = people.token(people.account("somebody"), Scope.MANAGE);

        for (var slug : new String[] {"look-alike", "lookalike", "l-ook-alike"}) {
            assertThat(people.found(People.by(other), slug, "Other", Kind.COMPANY))
                    .isEqualTo(new FoundOrganization.Outcome.SlugTaken(
                            new OrgSlug(slug), Optional.of(new OrgSlug("other"))));
        }
    }

    @Test
    void people_and_organizations_share_one_namespace() {
        people.organization("shared-name");
        var ann = people.token(people.account("ann-lee"), Scope.MANAGE);

        assertThat(people.openAccount.run(People.nobody(), new Handle("sharedname")))
                .isInstanceOf(OpenAccount.Outcome.HandleTaken.class);
        assertThat(people.found(People.by(ann), "annlee", "Ann", Kind.PERSONAL))
                .isInstanceOf(FoundOrganization.Outcome.SlugTaken.class);
    }

    @Test
    void reserved_words_are_nobodys() {
        var someone = people.token(people.account("someone"), Scope.MANAGE);

        assertThat(people.found(People.by(someone), "npm", "npm", Kind.COMPANY))
                .isInstanceOf(FoundOrganization.Outcome.SlugTaken.class);
        assertThat(people.openAccount.run(People.nobody(), new Handle("admin")))
                .isInstanceOf(OpenAccount.Outcome.HandleTaken.class);
    }

    @Test
    void founding_takes_a_person_with_a_token_that_manages() {
        var slug = new OrgSlug("unfounded");
        var publisher = people.token(people.account("publisher"), Scope.PUBLISH);
        var owner = people.organization("machines");
        var machine = people.machine(owner, new OrgSlug("machines"), Scope.PUBLISH);

        assertThat(people.found(People.nobody(), slug.value(), "X", Kind.COMPANY))
                .isEqualTo(new FoundOrganization.Outcome.Refused(new Refusal.SignInFirst()));
        assertThat(people.found(People.by(publisher), slug.value(), "X", Kind.COMPANY))
                .isEqualTo(new FoundOrganization.Outcome.Refused(new Refusal.ScopeTooNarrow(Scope.MANAGE)));
        assertThat(people.found(People.by(machine), slug.value(), "X", Kind.COMPANY))
                .isEqualTo(new FoundOrganization.Outcome.Refused(new Refusal.ScopeTooNarrow(Scope.MANAGE)));
    }

    @Test
    void an_organization_needs_a_name_for_people() {
        var someone = people.token(people.account("nameless"), Scope.MANAGE);

        assertThatThrownBy(() -> people.found(People.by(someone), "nameless-org", " ", Kind.COMPANY))
                .isInstanceOf(Malformed.class);
    }

    @Test
    void five_who_found_the_same_slug_at_once_leave_one_owner() throws Exception {
        var founders = IntStream.range(0, 5)
                .mapToObj(i -> people.token(people.account("racer-" + i), Scope.MANAGE))
                .toList();

        var outcomes = atOnce(founders.stream()
                .<Callable<FoundOrganization.Outcome>>map(
                        founder -> () -> people.found(People.by(founder), "contested", "Contested", Kind.COMPANY))
                .toList());

        assertThat(outcomes)
                .filteredOn(FoundOrganization.Outcome.Founded.class::isInstance)
                .hasSize(1);
        assertThat(outcomes)
                .filteredOn(FoundOrganization.Outcome.SlugTaken.class::isInstance)
                .hasSize(4);
    }

    @Test
    void a_member_is_added_once() {
        var org = new OrgSlug("once");
        var owner = people.organization("once");
        var mia = people.member(owner, org, "once-mia", Role.MEMBER);

        assertThat(people.addMember.run(People.by(owner), org, mia, Role.ADMIN))
                .isEqualTo(new AddMember.Outcome.AlreadyMember(mia));
    }

    @Test
    void a_present_member_of_a_full_organization_is_a_member_and_not_one_too_many() {
        var org = new OrgSlug("full");
        var owner = people.organization("full");
        var mia = people.member(owner, org, "full-mia", Role.MEMBER);
        people.member(owner, org, "full-max", Role.MAINTAINER);

        assertThat(people.addMember.run(People.by(owner), org, people.account("full-late"), Role.MEMBER))
                .isEqualTo(new AddMember.Outcome.NoSeatLeft(org));
        assertThat(people.addMember.run(People.by(owner), org, mia, Role.MEMBER))
                .isEqualTo(new AddMember.Outcome.AlreadyMember(mia));
    }

    @Test
    void a_billing_manager_takes_no_seat() {
        var org = new OrgSlug("billed");
        var owner = people.organization("billed");
        people.member(owner, org, "billed-mia", Role.MEMBER);
        people.member(owner, org, "billed-max", Role.MEMBER);

        assertThat(people.addMember.run(People.by(owner), org, people.account("billed-bea"), Role.BILLING))
                .isInstanceOf(AddMember.Outcome.Joined.class);
    }

    @Test
    void those_who_race_for_the_last_seat_leave_exactly_one_member() throws Exception {
        var org = new OrgSlug("last-seat");
        var owner = people.organization("last-seat");
        people.member(owner, org, "last-seat-mia", Role.MEMBER);
        var racers = IntStream.range(0, 6)
                .mapToObj(i -> people.account("last-seat-" + i))
                .toList();

        var outcomes = atOnce(racers.stream()
                .<Callable<AddMember.Outcome>>map(
                        racer -> () -> people.addMember.run(People.by(owner), org, racer, Role.MEMBER))
                .toList());

        assertThat(outcomes)
                .filteredOn(AddMember.Outcome.Joined.class::isInstance)
                .hasSize(1);
        assertThat(outcomes)
                .filteredOn(AddMember.Outcome.NoSeatLeft.class::isInstance)
                .hasSize(5);
    }

    @Test
    void nobody_below_admin_adds_members_and_nobody_gives_a_role_above_their_own() {
        var org = new OrgSlug("ranks");
        var owner = people.organization("ranks");
        var admin = people.token(people.member(owner, org, "ranks-admin", Role.ADMIN), Scope.MANAGE);
        var maintainer = people.token(people.member(owner, org, "ranks-max", Role.MAINTAINER), Scope.MANAGE);
        var newcomer = people.account("ranks-new");

        assertThat(people.addMember.run(People.by(maintainer), org, newcomer, Role.MEMBER))
                .isEqualTo(new AddMember.Outcome.Refused(new Refusal.NotPermitted(Permission.MANAGE_MEMBERS, org)));
        assertThat(people.addMember.run(People.by(admin), org, newcomer, Role.OWNER))
                .isEqualTo(new AddMember.Outcome.AboveOneself(Role.OWNER));
        assertThat(people.addMember.run(People.nobody(), org, newcomer, Role.MEMBER))
                .isEqualTo(new AddMember.Outcome.Refused(new Refusal.SignInFirst()));
        assertThat(people.addMember.run(People.by(people.organization("ranks-other")), org, newcomer, Role.MEMBER))
                .isEqualTo(new AddMember.Outcome.Refused(new Refusal.NotFound()));
    }

    private static <O> List<O> atOnce(List<Callable<O>> calls) throws Exception {
        try (var threads = Executors.newFixedThreadPool(calls.size())) {
            var outcomes = new ArrayList<O>();
            for (var future : threads.invokeAll(calls)) {
                outcomes.add(future.get());
            }
            return outcomes;
        }
    }
}
