package dev.slipway.local.people;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.access.Refusal;
import dev.slipway.access.Token;
import dev.slipway.audit.Visit;
import dev.slipway.identity.FinishWithProvider;
import dev.slipway.identity.IdentityId;
import dev.slipway.identity.LinkedIdentity;
import dev.slipway.identity.ListIdentities;
import dev.slipway.identity.SignUp;
import dev.slipway.identity.UnlinkIdentity.Outcome;
import dev.slipway.identity.WhoAmI;
import dev.slipway.kernel.Handle;
import dev.slipway.kernel.Ids;
import dev.slipway.kernel.Page;
import dev.slipway.kernel.Slice;
import dev.slipway.local.Database;
import dev.slipway.local.TableDefinition;
import dev.slipway.local.backends.AtOnce;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The providers that know somebody: listed, and taken away.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IdentitiesTest {

    private static final int ROUNDS = 50;

    private Database database;
    private Door door;

    @BeforeAll
    void open() {
        database = Database.inMemory();
        door = new Door(database.create(TableDefinition.find(), "identities"));
    }

    @AfterAll
    void close() {
        database.close();
    }

    @Test
    void whoever_signs_up_by_a_provider_finds_it_in_their_list() {
        var ada = byProvider("ada");

        assertThat(list(ada))
                .singleElement()
                .satisfies(linked -> assertThat(linked.issuer()).isEqualTo(Elsewhere.ISSUER))
                .satisfies(linked -> assertThat(linked.linkedAt()).isEqualTo(Door.NOW));
        assertThat(counted("ada")).isEqualTo(1);
    }

    @Test
    void what_is_linked_later_stands_behind_what_was_linked_before() {
        var bob = door.newcomer("bob");
        assertThat(list(bob)).isEmpty();
        link(bob, "bob-one");
        var first = list(bob);
        link(door.by(door.another(bob), Door.NOW.plusSeconds(1)), "bob-two");

        assertThat(list(bob)).hasSize(2).startsWith(first.getFirst());
        assertThat(counted("bob")).isEqualTo(2);
    }

    @Test
    void a_long_list_comes_in_parts() {
        var cat = door.newcomer("cat");
        for (int i = 0; i < 5; i++) {
            link(door.by(door.another(cat), Door.NOW.plusSeconds(i)), "cat-" + i);
        }
        var first = page(cat, Slice.first(3));
        var second = page(cat, new Slice(first.next(), 3));

        assertThat(first.items()).hasSize(3);
        assertThat(second.items()).hasSize(2).doesNotContainAnyElementsOf(first.items());
        assertThat(second.next()).isEmpty();
    }

    @Test
    void who_was_unlinked_is_nobody_any_more_and_free_for_another() {
        var dan = door.newcomer("dan");
        link(dan, "dan");

        assertThat(unlink(dan)).isEqualTo(new Outcome.Unlinked());

        assertThat(list(dan)).isEmpty();
        assertThat(counted("dan")).isZero();
        assertThat(door.accounts.findByIdentity(Elsewhere.person("dan"))).isEmpty();
        assertThat(door.through(door.nobody(), Elsewhere.person("dan")))
                .isInstanceOf(FinishWithProvider.Outcome.SignUpFirst.class);
        link(door.newcomer("eve"), "dan");
    }

    @Test
    void who_is_signed_in_that_way_stays_so() {
        var fay = byProvider("fay");
        link(fay, "fay-two");

        assertThat(unlink(fay)).isEqualTo(new Outcome.Unlinked());
        assertThat(door.whoAmI.run(door.by(fay))).isInstanceOf(WhoAmI.Outcome.Known.class);
    }

    @Test
    void unlinking_is_told_in_the_accounts_log_and_once() {
        var gus = door.newcomer("gus");
        link(gus, "gus");
        var id = list(gus).getFirst().id();
        door.unlinkIdentity.run(door.by(gus), id);

        assertThat(door.unlinkIdentity.run(door.by(gus), id)).isEqualTo(new Outcome.NoSuchIdentity());

        assertThat(entries("gus", "account.identity_unlinked")).singleElement().satisfies(entry -> {
            assertThat(entry.get("target").s()).isEqualTo(Elsewhere.ISSUER);
            assertThat(entry.get("details").m().get("identity").s()).isEqualTo(id.value());
            assertThat(entry.get("actor").m().get("handle").s()).isEqualTo("gus");
        });
    }

    @Test
    void the_last_way_in_stays() {
        var hal = byProvider("hal");
        var before = items();

        assertThat(unlink(hal)).isEqualTo(new Outcome.LastWayIn());

        assertThat(items()).isEqualTo(before);
        assertThat(door.through(door.nobody(), Elsewhere.person("hal")))
                .isInstanceOf(FinishWithProvider.Outcome.SignedIn.class);
    }

    @Test
    void a_verified_address_is_a_way_in() {
        var ida = door.newcomer("ida");
        link(ida, "ida");

        assertThat(unlink(ida)).isEqualTo(new Outcome.Unlinked());
    }

    @Test
    void nobody_unlinks_what_is_another_accounts() {
        var jan = door.newcomer("jan");
        link(jan, "jan");
        var kim = byProvider("kim");
        link(kim, "kim-two");
        var before = items();

        assertThat(door.unlinkIdentity.run(door.by(kim), list(jan).getFirst().id()))
                .isEqualTo(new Outcome.NoSuchIdentity());
        assertThat(door.unlinkIdentity.run(
                        door.by(kim), new IdentityId(Ids.random().next(Door.NOW))))
                .isEqualTo(new Outcome.NoSuchIdentity());
        assertThat(items()).isEqualTo(before);
    }

    @Test
    void a_session_that_is_older_than_an_hour_unlinks_nothing_and_still_sees_the_list() {
        var lou = door.newcomer("lou");
        link(lou, "lou");
        var later = door.by(lou, Door.NOW.plus(Duration.ofHours(1)));
        var id = list(lou).getFirst().id();

        assertThat(door.unlinkIdentity.run(later, id)).isEqualTo(new Outcome.Refused(new Refusal.SignInAgain()));
        assertThat(door.listIdentities.run(later, Slice.first(10)))
                .isInstanceOfSatisfying(
                        ListIdentities.Outcome.Found.class,
                        found -> assertThat(found.page().items()).hasSize(1));
        assertThat(door.unlinkIdentity.run(
                        door.by(lou, Door.NOW.plus(Duration.ofHours(1)).minusMillis(1)), id))
                .isEqualTo(new Outcome.Unlinked());
    }

    @Test
    void nobody_who_is_not_signed_in_sees_or_unlinks_anything() {
        var id = new IdentityId(Ids.random().next(Door.NOW));

        assertThat(door.listIdentities.run(door.nobody(), Slice.first(10)))
                .isEqualTo(new ListIdentities.Outcome.Refused(new Refusal.SignInFirst()));
        assertThat(door.unlinkIdentity.run(door.nobody(), id))
                .isEqualTo(new Outcome.Refused(new Refusal.SignInFirst()));
    }

    @Test
    void of_the_last_two_ways_in_that_are_unlinked_at_once_one_stays() {
        for (int round = 0; round < ROUNDS; round++) {
            var name = "race-" + round;
            var session = byProvider(name);
            link(session, name + "-two");
            var both = list(session);

            var outcomes = AtOnce.<Outcome>run(List.of(
                    () -> door.unlinkIdentity.run(
                            door.by(session), both.getFirst().id()),
                    () -> door.unlinkIdentity.run(
                            door.by(session), both.getLast().id())));

            assertThat(outcomes).containsExactlyInAnyOrder(new Outcome.Unlinked(), new Outcome.LastWayIn());
            assertThat(list(session))
                    .containsExactly(
                            outcomes.getFirst() instanceof Outcome.LastWayIn ? both.getFirst() : both.getLast());
            assertThat(counted(name)).isEqualTo(1);
            assertThat(entries(name, "account.identity_unlinked")).hasSize(1);
        }
    }

    @Test
    void of_two_who_unlink_one_identity_at_once_one_does_and_it_counts_once() {
        for (int round = 0; round < ROUNDS; round++) {
            var name = "twice-" + round;
            var session = byProvider(name);
            link(session, name + "-two");
            link(session, name + "-three");
            var id = list(session).getFirst().id();

            var outcomes = AtOnce.<Outcome>run(List.of(
                    () -> door.unlinkIdentity.run(door.by(session), id),
                    () -> door.unlinkIdentity.run(door.by(session), id)));

            assertThat(outcomes).containsExactlyInAnyOrder(new Outcome.Unlinked(), new Outcome.NoSuchIdentity());
            assertThat(list(session)).hasSize(2);
            assertThat(counted(name)).isEqualTo(2);
        }
    }

    @Test
    void whoever_links_and_unlinks_one_identity_at_once_is_left_with_what_is_counted() {
        for (int round = 0; round < ROUNDS; round++) {
            var name = "back-" + round;
            var session = door.newcomer(name);
            link(session, name);
            var id = list(session).getFirst().id();
            var away = door.away(door.by(session));
            var code = door.elsewhere.approve(away.request(), Elsewhere.person(name));

            AtOnce.<Object>run(List.of(
                    () -> door.unlinkIdentity.run(door.by(session), id),
                    () -> door.finishWithProvider.run(door.by(session), Elsewhere.NAME, away.back(code))));

            // Whoever comes by what is still linked gets a new session in place of this one.
            var account = door.accounts.findByHandle(new Handle(name)).orElseThrow();
            var rest =
                    door.accounts.listIdentities(account.id(), Slice.first(10)).items();
            assertThat(counted(name)).isEqualTo(rest.size());
            assertThat(door.accounts.findByIdentity(Elsewhere.person(name)).isPresent())
                    .isEqualTo(!rest.isEmpty());
        }
    }

    /// Opens an account that has nothing but an identity.
    private Token byProvider(String handle) {
        var arrived = (FinishWithProvider.Outcome.SignUpFirst) door.through(door.nobody(), Elsewhere.person(handle));
        var welcome = door.signUp.run(door.nobody(), arrived.arrival().hash(), new Handle(handle));
        return ((SignUp.Outcome.Welcome) welcome).session();
    }

    private void link(Token session, String subject) {
        link(door.by(door.another(session)), subject);
    }

    private void link(Visit visit, String subject) {
        assertThat(door.through(visit, Elsewhere.person(subject)))
                .isInstanceOf(FinishWithProvider.Outcome.Linked.class);
    }

    private Outcome unlink(Token session) {
        return door.unlinkIdentity.run(
                door.by(session), list(session).getFirst().id());
    }

    private List<LinkedIdentity> list(Token session) {
        return page(session, Slice.first(10)).items();
    }

    private Page<LinkedIdentity> page(Token session, Slice slice) {
        return ((ListIdentities.Outcome.Found) door.listIdentities.run(door.by(session), slice)).page();
    }

    /// How many the account itself says that lead to it.
    private int counted(String handle) {
        var account = items().stream()
                .filter(item -> item.get("type").s().equals("account"))
                .filter(item -> item.get("handle").s().equals(handle))
                .findFirst()
                .orElseThrow();
        return Integer.parseInt(account.get("identities").n());
    }

    private List<Map<String, AttributeValue>> entries(String handle, String action) {
        return items().stream()
                .filter(item -> item.get("type").s().equals("audit"))
                .filter(item -> item.get("action").s().equals(action))
                .filter(item -> item.get("actor").m().get("handle").s().equals(handle))
                .toList();
    }

    private List<Map<String, AttributeValue>> items() {
        return Stream.of(database.client().scanPaginator(request -> request.tableName("identities")))
                .flatMap(pages -> pages.items().stream())
                .toList();
    }
}
