package dev.slipway.local.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.access.Permission;
import dev.slipway.access.Presented;
import dev.slipway.access.Refusal;
import dev.slipway.access.Role;
import dev.slipway.access.Scope;
import dev.slipway.access.Token;
import dev.slipway.access.Visibility;
import dev.slipway.audit.Visit;
import dev.slipway.kernel.DisplayName;
import dev.slipway.kernel.Handle;
import dev.slipway.kernel.Malformed;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.kernel.Page;
import dev.slipway.kernel.Slice;
import dev.slipway.org.AddMember;
import dev.slipway.org.Belonging;
import dev.slipway.org.ChangeOrganization;
import dev.slipway.org.DeleteOrganization;
import dev.slipway.org.FoundOrganization;
import dev.slipway.org.ListMembers;
import dev.slipway.org.ListOrganizations;
import dev.slipway.org.ListOrganizations.Which;
import dev.slipway.org.Organization;
import dev.slipway.org.Organization.Kind;
import dev.slipway.org.RestoreOrganization;
import dev.slipway.org.Seats;
import dev.slipway.org.ShowOrganization;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OrganizationLifeTest {

    private static final Duration JUST_BEFORE = Duration.ofDays(30).minusSeconds(1);
    private static final Duration JUST_AFTER = Duration.ofDays(30).plusSeconds(1);
    private static final ChangeOrganization.Wish NOTHING = wish(Optional.empty(), Optional.empty(), Optional.empty());

    private final Offices offices = new Offices();
    private final People people = offices.people;

    @AfterAll
    void close() {
        offices.close();
    }

    // Founding

    @Test
    void a_slug_is_suggested_by_the_name() {
        var ada = offices.everything(people.account("suggesting"));

        assertThat(foundNamed(ada, "Café Müller & Söhne", Kind.COMPANY)).hasToString("cafe-muller-and-sohne");
        assertThat(foundNamed(ada, "Café Müller & Söhne", Kind.COMPANY)).hasToString("cafe-muller-and-sohne-2");
        assertThat(foundNamed(ada, "CAFE-MULLER-AND-SOHNE", Kind.COMPANY)).hasToString("cafe-muller-and-sohne-3");
    }

    @Test
    void a_reserved_word_is_not_suggested() {
        var ada = offices.everything(people.account("reserving"));

        assertThat(foundNamed(ada, "GitHub", Kind.COMPANY)).hasToString("github-2");
    }

    @Test
    void a_name_without_a_letter_that_a_slug_has_gets_one_by_its_founder() {
        var ada = offices.everything(people.account("tanaka"));

        assertThat(foundNamed(ada, "株式会社", Kind.COMPANY)).hasToString("tanaka-org");
    }

    @Test
    void whoever_wants_a_slug_that_is_taken_is_told_one_that_is_not() {
        var ada = offices.everything(people.account("wanting"));
        people.found(People.by(ada), "wanted", "Wanted", Kind.COMPANY);

        assertThat(people.found(People.by(ada), "want-ed", "Wanted", Kind.COMPANY))
                .isEqualTo(new FoundOrganization.Outcome.SlugTaken(
                        new OrgSlug("want-ed"), Optional.of(new OrgSlug("wanted-2"))));
    }

    @Test
    void a_person_may_found_their_personal_organization_under_their_own_handle_and_nobody_else_may() {
        var eve = offices.everything(people.account("eve-lyn"));
        var mallory = offices.everything(people.account("mallory"));

        assertThat(people.found(People.by(mallory), "eve-lyn", "Eve", Kind.PERSONAL))
                .isInstanceOf(FoundOrganization.Outcome.SlugTaken.class);
        assertThat(people.found(People.by(eve), "eve-lyn", "Eve", Kind.COMPANY))
                .isInstanceOf(FoundOrganization.Outcome.SlugTaken.class);
        assertThat(people.found(People.by(eve), "evelyn", "Eve", Kind.PERSONAL))
                .isInstanceOf(FoundOrganization.Outcome.SlugTaken.class);
        assertThat(people.found(People.by(eve), "eve-lyn", "Eve", Kind.PERSONAL))
                .isInstanceOf(FoundOrganization.Outcome.Founded.class);
        assertThat(people.found(People.by(eve), "eve-lyn", "Eve", Kind.PERSONAL))
                .isInstanceOf(FoundOrganization.Outcome.SlugTaken.class);
        assertThat(offices.roles(eve, new OrgSlug("eve-lyn"))).containsOnlyKeys("eve-lyn");
    }

    @Test
    void a_personal_organization_has_room_for_its_person_and_nobody_else() {
        var per = offices.everything(people.account("per"));
        var org = new OrgSlug("pers-own");
        people.found(People.by(per), "pers-own", "Per's own", Kind.PERSONAL);

        assertThat(people.addMember.run(People.by(per), org, people.account("pers-friend"), Role.MEMBER))
                .isEqualTo(new AddMember.Outcome.NoSeatLeft(org));
        assertThat(shown(per, org).seats()).isEqualTo(new Seats(1, 1));
    }

    // Looking

    @Test
    void members_see_it_and_others_can_not_tell_that_it_is_there() {
        var owner = people.organization("visible");
        var org = new OrgSlug("visible");
        var bea = offices.member(owner, org, "visible-bea", Role.BILLING);
        var otto = offices.everything(people.account("visible-otto"));

        assertThat(shown(bea, org).role()).contains(Role.BILLING);
        assertThat(shown(bea, org).seats()).isEqualTo(new Seats(People.SEATS, 1));
        assertThat(offices.showOrganization.run(People.by(otto), org))
                .isEqualTo(new ShowOrganization.Outcome.Refused(new Refusal.NotFound()));
        assertThat(offices.showOrganization.run(People.nobody(), org))
                .isEqualTo(new ShowOrganization.Outcome.Refused(new Refusal.SignInFirst()));
    }

    @Test
    void my_organizations_are_those_i_belong_to_in_parts() {
        var ida = people.account("listing-ida");
        for (var slug : List.of("listing-c", "listing-a", "listing-b")) {
            people.addMember.run(People.by(people.organization(slug)), new OrgSlug(slug), ida, Role.MEMBER);
        }
        var token = offices.everything(ida);

        var first = list(People.by(token), Which.PRESENT, Slice.first(2));
        var second = list(People.by(token), Which.PRESENT, new Slice(first.next(), 2));

        assertThat(slugs(first.items())).containsExactly("listing-a", "listing-b");
        assertThat(slugs(second.items())).containsExactly("listing-c");
        assertThat(second.next()).isEmpty();
        assertThat(offices.listOrganizations.run(People.nobody(), Which.PRESENT, Slice.first(2)))
                .isEqualTo(new ListOrganizations.Outcome.Refused(new Refusal.SignInFirst()));
    }

    // Changing

    @Test
    void an_admin_changes_profile_and_settings_and_before_and_after_are_written_down() {
        var owner = people.organization("changing");
        var org = new OrgSlug("changing");
        var abe = offices.member(owner, org, "changing-abe", Role.ADMIN);
        var wish = new ChangeOrganization.Wish(
                Optional.of(new DisplayName("Changing Ltd")),
                Optional.of(" Ships boats. "),
                Optional.of("https://changing.example/about"),
                Optional.of("Hello@Changing.example"),
                Optional.of("Changing Limited"),
                Optional.of("DE 123456789"),
                Optional.of(true),
                Optional.of(Visibility.PUBLIC));

        assertThat(offices.changeOrganization.run(People.by(abe), org, wish))
                .isInstanceOf(ChangeOrganization.Outcome.Changed.class);

        var found = shown(owner, org).organization();
        assertThat(found.displayName()).isEqualTo("Changing Ltd");
        assertThat(found.profile().description()).isEqualTo("Ships boats.");
        assertThat(found.profile().website()).hasToString("Optional[https://changing.example/about]");
        assertThat(found.profile().contact()).hasToString("Optional[hello@changing.example]");
        assertThat(found.profile().legalName()).isEqualTo("Changing Limited");
        assertThat(found.profile().taxId()).isEqualTo("DE 123456789");
        assertThat(found.policy().membersCanPublish()).isTrue();
        assertThat(found.policy().firstVisibility()).isEqualTo(Visibility.PUBLIC);
        assertThat(offices.stored())
                .filteredOn(item -> item.toString().contains("organization.changed"))
                .singleElement()
                .asString()
                .contains("name.before", "Changing Ltd", "membersCanPublish.after");
    }

    @Test
    void an_empty_text_takes_away_what_was_there_and_what_is_not_said_stays() {
        var owner = people.organization("clearing");
        var org = new OrgSlug("clearing");
        var full = wish(Optional.of("Something"), Optional.of("https://clearing.example"), Optional.of("a@b.example"));
        offices.changeOrganization.run(People.by(owner), org, full);

        offices.changeOrganization.run(
                People.by(owner), org, wish(Optional.empty(), Optional.of(""), Optional.of(" ")));

        var profile = shown(owner, org).organization().profile();
        assertThat(profile.description()).isEqualTo("Something");
        assertThat(profile.website()).isEmpty();
        assertThat(profile.contact()).isEmpty();
    }

    @Test
    void a_change_of_nothing_writes_nothing() {
        var owner = people.organization("unchanged");
        var before = offices.stored();

        assertThat(offices.changeOrganization.run(People.by(owner), new OrgSlug("unchanged"), NOTHING))
                .isInstanceOf(ChangeOrganization.Outcome.Changed.class);
        assertThat(offices.stored()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://acme.example",
                "javascript:alert(1)",
                "https://",
                "https:acme",
                "acme.example",
                "https://acme.example@evil.example",
                "https://acme.example/a b",
                "https://acme.example/\r\nSet-Cookie: a=b"
            })
    void a_website_is_https_and_names_its_host(String text) {
        var owner = people.token(people.account("web-" + Integer.toHexString(text.hashCode())), Scope.values());
        var org = new OrgSlug("site-" + Integer.toHexString(text.hashCode()));
        people.found(People.by(owner), org.value(), "Site", Kind.COMPANY);

        assertThatThrownBy(() -> offices.changeOrganization.run(
                        People.by(owner), org, wish(Optional.empty(), Optional.of(text), Optional.empty())))
                .isInstanceOfSatisfying(
                        Malformed.class, refused -> assertThat(refused.code()).isEqualTo("invalid_website"));
    }

    @Test
    void a_description_is_one_line_of_300_characters() {
        var owner = people.organization("describing");
        var org = new OrgSlug("describing");

        assertThat(offices.changeOrganization.run(People.by(owner), org, described("d".repeat(300))))
                .isInstanceOf(ChangeOrganization.Outcome.Changed.class);
        for (var text : List.of("d".repeat(301), "d".repeat(1_000_000), "two\nlines", "\u0000")) {
            assertThatThrownBy(() -> offices.changeOrganization.run(People.by(owner), org, described(text)))
                    .isInstanceOfSatisfying(
                            Malformed.class,
                            refused -> assertThat(refused.code()).isEqualTo("invalid_description"));
        }
    }

    @Test
    void nobody_below_admin_changes_it() {
        var owner = people.organization("fixed");
        var org = new OrgSlug("fixed");
        var max = offices.member(owner, org, "fixed-max", Role.MAINTAINER);
        var bea = offices.member(owner, org, "fixed-bea", Role.BILLING);

        for (var who : List.of(max, bea)) {
            assertThat(offices.changeOrganization.run(People.by(who), org, described("mine")))
                    .isEqualTo(new ChangeOrganization.Outcome.Refused(
                            new Refusal.NotPermitted(Permission.CHANGE_SETTINGS, org)));
        }
    }

    // Deleting and restoring

    @Test
    void a_deleted_organization_behaves_as_if_it_were_not_there() {
        var owner = people.organization("vanishing");
        var org = new OrgSlug("vanishing");
        var mia = offices.member(owner, org, "vanishing-mia", Role.MEMBER);
        var newcomer = people.account("vanishing-new");

        assertThat(delete(owner, org))
                .isEqualTo(new DeleteOrganization.Outcome.Deleted(People.NOW.plus(Duration.ofDays(30))));

        for (var who : List.of(owner, mia)) {
            assertThat(offices.showOrganization.run(People.by(who), org))
                    .isEqualTo(new ShowOrganization.Outcome.Refused(new Refusal.NotFound()));
            assertThat(offices.listMembers.run(People.by(who), org, Slice.first(1)))
                    .isEqualTo(new ListMembers.Outcome.Refused(new Refusal.NotFound()));
            assertThat(list(People.by(who), Which.PRESENT, Slice.first(9)).items())
                    .isEmpty();
        }
        assertThat(people.addMember.run(People.by(owner), org, newcomer, Role.MEMBER))
                .isEqualTo(new AddMember.Outcome.Refused(new Refusal.NotFound()));
        assertThat(delete(owner, org)).isEqualTo(new DeleteOrganization.Outcome.Refused(new Refusal.NotFound()));
        assertThat(offices.logged(org, "organization.deleted")).isEqualTo(1);
    }

    @Test
    void its_slug_is_never_free_again() {
        var owner = people.organization("forever");
        delete(owner, new OrgSlug("forever"));
        var later = People.at(new Presented.ByHash(owner.hash()), People.NOW.plus(Duration.ofDays(1_000)));

        assertThat(people.found(later, "for-ever", "Forever", Kind.COMPANY))
                .isInstanceOf(FoundOrganization.Outcome.SlugTaken.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "typed-ou", "TYPED-OUT", "typed-out-2", "typedout"})
    void it_is_deleted_only_with_its_slug_typed(String typed) {
        var org = new OrgSlug("typed-out");
        if (typedOut == null) {
            typedOut = people.organization("typed-out");
        }
        var owner = typedOut;
        var before = offices.stored();

        assertThat(offices.deleteOrganization.run(People.by(owner), org, typed))
                .isEqualTo(new DeleteOrganization.Outcome.NotConfirmed(org));
        assertThat(offices.stored()).isEqualTo(before);
    }

    private Token typedOut;

    @Test
    void only_owners_delete_and_only_with_a_recent_sign_in() {
        var owner = people.organization("guarded");
        var org = new OrgSlug("guarded");
        var abe = offices.member(owner, org, "guarded-abe", Role.ADMIN);
        var old = people.session(people.whoIs(owner), People.NOW.minus(Duration.ofHours(1)));

        assertThat(delete(abe, org))
                .isEqualTo(new DeleteOrganization.Outcome.Refused(
                        new Refusal.NotPermitted(Permission.OWN_ORGANIZATION, org)));
        assertThat(delete(old, org)).isEqualTo(new DeleteOrganization.Outcome.Refused(new Refusal.SignInAgain()));
        assertThat(shown(owner, org).organization().deletedAt()).isEmpty();
    }

    @Test
    void an_owner_has_it_back_within_30_days_with_everybody_in_it() {
        var owner = people.organization("returning");
        var org = new OrgSlug("returning");
        offices.member(owner, org, "returning-mia", Role.MEMBER);
        delete(owner, org);
        var visit = at(owner, JUST_BEFORE);

        assertThat(slugs(list(visit, Which.RESTORABLE, Slice.first(5)).items())).containsExactly("returning");
        assertThat(offices.restoreOrganization.run(visit, org))
                .isInstanceOf(RestoreOrganization.Outcome.Restored.class);

        assertThat(offices.roles(owner, org)).containsOnlyKeys("returning-owner", "returning-mia");
        assertThat(list(visit, Which.RESTORABLE, Slice.first(5)).items()).isEmpty();
        assertThat(offices.restoreOrganization.run(visit, org))
                .isEqualTo(new RestoreOrganization.Outcome.NotDeleted(org));
        assertThat(offices.stored())
                .filteredOn(item -> item.toString().contains("organization.restored"))
                .hasSize(1);
        offices.assertCounted(org);
    }

    @Test
    void after_30_days_nobody_has_it_back() {
        var owner = people.organization("expiring");
        var org = new OrgSlug("expiring");
        delete(owner, org);

        for (var after : List.of(Duration.ofDays(30), JUST_AFTER)) {
            assertThat(offices.restoreOrganization.run(at(owner, after), org))
                    .isEqualTo(new RestoreOrganization.Outcome.Refused(new Refusal.NotFound()));
            assertThat(list(at(owner, after), Which.RESTORABLE, Slice.first(5)).items())
                    .isEmpty();
        }
    }

    @Test
    void nobody_but_an_owner_is_told_that_it_could_be_restored() {
        var owner = people.organization("secretly");
        var org = new OrgSlug("secretly");
        var abe = offices.member(owner, org, "secretly-abe", Role.ADMIN);
        var otto = offices.everything(people.account("secretly-otto"));
        delete(owner, org);

        for (var who : List.of(abe, otto)) {
            assertThat(offices.restoreOrganization.run(People.by(who), org))
                    .isEqualTo(new RestoreOrganization.Outcome.Refused(new Refusal.NotFound()));
            assertThat(list(People.by(who), Which.RESTORABLE, Slice.first(5)).items())
                    .isEmpty();
        }
        assertThat(offices.restoreOrganization.run(People.nobody(), org))
                .isEqualTo(new RestoreOrganization.Outcome.Refused(new Refusal.SignInFirst()));
    }

    @Test
    void its_members_can_not_be_changed_while_it_is_deleted() {
        var owner = people.organization("frozen");
        var org = new OrgSlug("frozen");
        offices.member(owner, org, "frozen-mia", Role.MEMBER);
        delete(owner, org);
        var before = offices.stored();

        offices.removeMember.run(People.by(owner), org, new Handle("frozen-mia"));
        offices.changeRole.run(People.by(owner), org, new Handle("frozen-mia"), Role.OWNER);
        offices.changeOrganization.run(People.by(owner), org, described("still here"));

        assertThat(offices.stored()).isEqualTo(before);
    }

    private OrgSlug foundNamed(Token who, String name, Kind kind) {
        var wish = new FoundOrganization.Wish(new DisplayName(name), Optional.empty(), kind);
        return switch (people.foundOrganization.run(People.by(who), wish)) {
            case FoundOrganization.Outcome.Founded(var organization) -> organization.slug();
            case FoundOrganization.Outcome other -> throw new AssertionError(other);
        };
    }

    private DeleteOrganization.Outcome delete(Token who, OrgSlug org) {
        return offices.deleteOrganization.run(People.by(who), org, org.value());
    }

    private ShowOrganization.Outcome.Shown shown(Token who, OrgSlug org) {
        return (ShowOrganization.Outcome.Shown) offices.showOrganization.run(People.by(who), org);
    }

    private Page<Belonging> list(Visit visit, Which which, Slice slice) {
        return ((ListOrganizations.Outcome.Listed) offices.listOrganizations.run(visit, which, slice)).page();
    }

    private static List<String> slugs(List<Belonging> belongings) {
        return belongings.stream()
                .map(Belonging::organization)
                .map(Organization::slug)
                .map(OrgSlug::value)
                .toList();
    }

    private static ChangeOrganization.Wish described(String description) {
        return wish(Optional.of(description), Optional.empty(), Optional.empty());
    }

    private static ChangeOrganization.Wish wish(
            Optional<String> description, Optional<String> website, Optional<String> contact) {
        return new ChangeOrganization.Wish(
                Optional.empty(),
                description,
                website,
                contact,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static Visit at(Token token, Duration later) {
        return People.at(new Presented.ByHash(token.hash()), People.NOW.plus(later));
    }
}
