package dev.slipway.local.people;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.access.Permission;
import dev.slipway.access.RateLimits;
import dev.slipway.access.Role;
import dev.slipway.access.TeamId;
import dev.slipway.access.Token;
import dev.slipway.adapters.dynamodb.DynamoDeliveries;
import dev.slipway.adapters.dynamodb.DynamoEndpoints;
import dev.slipway.adapters.dynamodb.DynamoStandings;
import dev.slipway.audit.AuditAction.WebhookPaused;
import dev.slipway.audit.AuditEntry;
import dev.slipway.audit.Book;
import dev.slipway.kernel.Handle;
import dev.slipway.kernel.Ids;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.kernel.Slice;
import dev.slipway.local.backends.AtOnce;
import dev.slipway.org.Authority;
import dev.slipway.webhooks.ChangeEndpoint;
import dev.slipway.webhooks.CreateEndpoint;
import dev.slipway.webhooks.DeleteEndpoint;
import dev.slipway.webhooks.Destinations;
import dev.slipway.webhooks.Endpoint;
import dev.slipway.webhooks.EndpointDescription;
import dev.slipway.webhooks.EndpointId;
import dev.slipway.webhooks.EndpointUrl;
import dev.slipway.webhooks.Endpoints.Changed;
import dev.slipway.webhooks.Endpoints.Created;
import dev.slipway.webhooks.EventChoice;
import dev.slipway.webhooks.Health;
import dev.slipway.webhooks.RotateSecret;
import dev.slipway.webhooks.Secrets;
import dev.slipway.webhooks.SendTest;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Several who do something to the same webhooks at the same instant, and what was read and is no longer so.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WebhookRaceTest {

    private static final int ROUNDS = 50;
    private static final Endpoint.Settings SETTINGS = new Endpoint.Settings(
            new EndpointUrl("https://hooks.example.com/"), EndpointDescription.NONE, new EventChoice.All());

    private final Offices offices = new Offices((_, _, _, _) -> new RateLimits.Answer.Allowed());
    private final DynamoEndpoints endpoints = new DynamoEndpoints(offices.table);
    private final Secrets secrets = new Secrets(() -> "a key that is 32 characters or more");
    private final DynamoStandings standings = new DynamoStandings(offices.table);
    private final Ids ids = Ids.random();
    private final Destinations open = _ -> new Destinations.Verdict.Public(List.of());
    private final CreateEndpoint create = new CreateEndpoint(endpoints, open, secrets, standings, ids);
    private final ChangeEndpoint change = new ChangeEndpoint(endpoints, open, standings, ids);
    private final DeleteEndpoint delete = new DeleteEndpoint(endpoints, standings, ids);
    private final RotateSecret rotate = new RotateSecret(endpoints, secrets, standings, ids);

    @AfterAll
    void close() {
        offices.close();
    }

    private final class Scene {

        final OrgSlug org;
        final Token owner;
        final Token admin;

        Scene(String race, int round) {
            var slug = race + "-" + round;
            this.org = new OrgSlug(slug);
            this.owner = offices.people.organization(slug);
            this.admin = offices.member(owner, org, slug + "-admin", Role.ADMIN);
        }

        Endpoint made() {
            return ((CreateEndpoint.Outcome.Created) create.run(People.by(owner), org, SETTINGS)).endpoint();
        }

        List<Endpoint> all() {
            return endpoints.list(org, Slice.first(100)).items();
        }

        Callable<ChangeEndpoint.Outcome> describes(Endpoint endpoint, String text) {
            var wish = new ChangeEndpoint.Wish(
                    Optional.empty(), Optional.of(new EndpointDescription(text)), Optional.empty(), Optional.empty());
            return () -> change.run(People.by(owner), org, endpoint.id(), wish);
        }

        AuditEntry entry(Endpoint endpoint) {
            return new AuditEntry(
                    ids.next(People.NOW),
                    new Book.OfOrganization(org),
                    People.NOW,
                    endpoint.createdBy(),
                    People.nobody().origin(),
                    new WebhookPaused(endpoint.id().value(), endpoint.url().shown(), "test"));
        }
    }

    @Test
    void the_last_of_twenty_places_is_had_by_one() {
        for (int i = 0; i < ROUNDS; i++) {
            var scene = new Scene("last", i);
            IntStream.range(0, Endpoint.MOST - 1).forEach(_ -> scene.made());
            var outcomes = AtOnce.run(List.<Callable<CreateEndpoint.Outcome>>of(
                    () -> create.run(People.by(scene.owner), scene.org, SETTINGS),
                    () -> create.run(People.by(scene.admin), scene.org, SETTINGS)));
            assertThat(outcomes).hasAtLeastOneElementOfType(CreateEndpoint.Outcome.Created.class);
            assertThat(outcomes).hasAtLeastOneElementOfType(CreateEndpoint.Outcome.TooMany.class);
            assertThat(scene.all()).hasSize(Endpoint.MOST);
            assertThat(offices.logged(scene.org, "webhook.created")).isEqualTo(Endpoint.MOST);
        }
    }

    @Test
    void of_two_who_rotate_at_once_one_does() {
        for (int i = 0; i < ROUNDS; i++) {
            var scene = new Scene("rotate", i);
            var endpoint = scene.made();
            Callable<RotateSecret.Outcome> rotates =
                    () -> rotate.run(People.by(scene.owner), scene.org, endpoint.id(), false);
            var outcomes = AtOnce.run(List.of(rotates, rotates));
            assertThat(outcomes).hasAtLeastOneElementOfType(RotateSecret.Outcome.Rotated.class);
            assertThat(outcomes).hasAtLeastOneElementOfType(RotateSecret.Outcome.RotatedLately.class);
            assertThat(scene.all())
                    .singleElement()
                    .satisfies(now -> assertThat(now.secret().generation()).isEqualTo(2));
            assertThat(offices.logged(scene.org, "webhook.secret_rotated")).isEqualTo(1);
        }
    }

    @Test
    void who_ends_all_secrets_at_once_with_another_is_shown_one_that_is_the_last_or_was_ended() {
        for (int i = 0; i < ROUNDS; i++) {
            var scene = new Scene("expire", i);
            var endpoint = scene.made();
            Callable<RotateSecret.Outcome> rotates =
                    () -> rotate.run(People.by(scene.owner), scene.org, endpoint.id(), true);
            var shown = AtOnce.run(List.of(rotates, rotates)).stream()
                    .map(outcome -> ((RotateSecret.Outcome.Rotated) outcome).secret())
                    .toList();
            assertThat(shown).doesNotHaveDuplicates();
            var now = scene.all().getFirst();
            assertThat(now.secret().generation()).isEqualTo(3);
            assertThat(secrets.valid(now, People.NOW)).hasSize(1).isSubsetOf(shown);
        }
    }

    @Test
    void of_a_change_and_a_deletion_at_once_nothing_comes_back() {
        for (int i = 0; i < ROUNDS; i++) {
            var scene = new Scene("delete", i);
            var endpoint = scene.made();
            var outcomes = AtOnce.race(
                    () -> scene.describes(endpoint, "chat").call(),
                    () -> delete.run(People.by(scene.admin), scene.org, endpoint.id()));
            assertThat(outcomes.get(1)).isInstanceOf(DeleteEndpoint.Outcome.Deleted.class);
            assertThat(outcomes.getFirst())
                    .isInstanceOfAny(ChangeEndpoint.Outcome.Changed.class, ChangeEndpoint.Outcome.NoSuchEndpoint.class);
            assertThat(scene.all()).isEmpty();
            assertThat(offices.logged(scene.org, "webhook.deleted")).isEqualTo(1);
            assertThat(offices.logged(scene.org, "webhook.changed"))
                    .isEqualTo(outcomes.getFirst() instanceof ChangeEndpoint.Outcome.Changed ? 1 : 0);
        }
    }

    @Test
    void of_two_changes_at_once_none_is_lost() {
        for (int i = 0; i < ROUNDS; i++) {
            var scene = new Scene("change", i);
            var endpoint = scene.made();
            var pause =
                    new ChangeEndpoint.Wish(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(true));
            AtOnce.race(
                    () -> scene.describes(endpoint, "chat").call(),
                    () -> change.run(People.by(scene.admin), scene.org, endpoint.id(), pause));
            assertThat(scene.all()).singleElement().satisfies(now -> {
                assertThat(now.description()).hasToString("chat");
                assertThat(now.state()).isEqualTo(Endpoint.State.PAUSED);
            });
        }
    }

    @Test
    void what_the_sender_notes_and_people_change_at_once_is_both_kept() {
        for (int i = 0; i < ROUNDS; i++) {
            var scene = new Scene("health", i);
            var endpoint = scene.made();
            var failing = endpoint.health().failedAt(People.NOW);
            var outcomes = AtOnce.race(
                    () -> endpoints.noteHealth(endpoint, failing),
                    () -> scene.describes(endpoint, "chat").call());
            assertThat(scene.all()).singleElement().satisfies(now -> {
                assertThat(now.description()).hasToString("chat");
                assertThat(now.health()).isEqualTo(outcomes.getFirst().equals(true) ? failing : Health.GOOD);
            });
        }
    }

    @Test
    void of_several_who_try_a_receiver_that_rests_one_does() {
        for (int i = 0; i < ROUNDS; i++) {
            var scene = new Scene("claim", i);
            var endpoint = scene.made();
            var claimed = endpoint.health().claimedUntil(People.NOW.plusSeconds(30));
            Callable<Boolean> claims = () -> endpoints.noteHealth(endpoint, claimed);
            assertThat(AtOnce.run(List.of(claims, claims, claims))).containsOnlyOnce(true);
        }
    }

    @Test
    void of_two_who_pause_it_since_it_fails_one_does() {
        for (int i = 0; i < ROUNDS; i++) {
            var scene = new Scene("pause", i);
            var endpoint = scene.made();
            Callable<Boolean> pauses = () -> endpoints.pauseAsFailed(endpoint, scene.entry(endpoint));
            assertThat(AtOnce.run(List.of(pauses, pauses))).containsExactlyInAnyOrder(true, false);
            assertThat(offices.logged(scene.org, "webhook.paused")).isEqualTo(1);
            assertThat(endpoints.listActive(scene.org)).isEmpty();
        }
    }

    @Test
    void whoever_is_demoted_between_reading_and_writing_writes_nothing() {
        var scene = new Scene("demoted", 0);
        var endpoint = scene.made();
        var admin = offices.members(People.by(scene.owner), scene.org).stream()
                .filter(member -> member.role() == Role.ADMIN)
                .findFirst()
                .orElseThrow();
        var byRole = new Authority(admin.person(), Role.ADMIN, new Authority.Basis.ByRole());
        offices.changeRole.run(People.by(scene.owner), scene.org, new Handle(scene.org + "-admin"), Role.MEMBER);
        var before = offices.stored();

        var deliveries = new DynamoDeliveries(offices.table);
        var other =
                Endpoint.created(new EndpointId(ids.next(People.NOW)), scene.org, SETTINGS, People.NOW, admin.person());
        assertThat(endpoints.create(other, byRole, scene.entry(other))).isEqualTo(Created.MOVED_MEANWHILE);
        assertThat(endpoints.change(
                        endpoint, endpoint.with(Endpoint.State.PAUSED), byRole, List.of(scene.entry(endpoint))))
                .isEqualTo(Changed.MOVED_MEANWHILE);
        assertThat(endpoints.delete(endpoint, byRole, scene.entry(endpoint))).isEqualTo(Changed.MOVED_MEANWHILE);
        var test = new SendTest(
                endpoints, deliveries, _ -> "{}", (_, _, _, _) -> new RateLimits.Answer.Allowed(), standings, ids);
        assertThat(test.run(People.by(scene.admin), scene.org, endpoint.id()))
                .isInstanceOf(SendTest.Outcome.Refused.class);
        assertThat(offices.stored()).isEqualTo(before);

        // Nor whoever did it by a team that carries it no longer.
        var byTeam = new Authority(
                admin.person(),
                Role.MEMBER,
                new Authority.Basis.ByTeam(new TeamId("01KAKJ3V6Q8ZQ0W3Y2M7N5T4RB"), Permission.MANAGE_WEBHOOKS));
        assertThat(endpoints.delete(endpoint, byTeam, scene.entry(endpoint))).isEqualTo(Changed.MOVED_MEANWHILE);
        assertThat(offices.stored()).isEqualTo(before);
    }

    @Test
    void a_deleted_organization_is_told_nothing_and_changed_by_nobody() {
        var scene = new Scene("gone", 0);
        var endpoint = scene.made();
        assertThat(endpoints.listActive(scene.org)).containsExactly(endpoint);
        assertThat(endpoints.findLive(scene.org, endpoint.id())).contains(endpoint);
        offices.deleteOrganization.run(People.by(scene.owner), scene.org, scene.org.value());
        assertThat(endpoints.listActive(scene.org)).isEmpty();
        assertThat(endpoints.findLive(scene.org, endpoint.id())).isEmpty();
        assertThat(create.run(People.by(scene.owner), scene.org, SETTINGS))
                .isInstanceOf(CreateEndpoint.Outcome.Refused.class);
        assertThat(rotate.run(People.by(scene.owner), scene.org, endpoint.id(), true))
                .isInstanceOf(RotateSecret.Outcome.Refused.class);
    }

    @Test
    void whoever_resumes_it_or_gives_it_another_url_begins_anew() {
        var scene = new Scene("anew", 0);
        var endpoint = scene.made();
        var failing = endpoint.health();
        for (int i = 0; i < Health.PATIENCE; i++) {
            failing = failing.failedAt(People.NOW);
        }
        assertThat(endpoints.noteHealth(endpoint, failing)).isTrue();
        assertThat(scene.all().getFirst().health()).isEqualTo(failing);
        assertThat(endpoints.noteHealth(endpoint, Health.GOOD)).isFalse();

        var elsewhere = new ChangeEndpoint.Wish(
                Optional.of(new EndpointUrl("https://other.example.com/")),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        change.run(People.by(scene.owner), scene.org, endpoint.id(), elsewhere);
        assertThat(scene.all().getFirst().health()).isEqualTo(Health.GOOD);

        var again = scene.all().getFirst();
        assertThat(endpoints.noteHealth(again, failing)).isTrue();
        var seen = scene.all().getFirst();
        assertThat(endpoints.pauseAsFailed(seen, scene.entry(seen))).isTrue();
        var resume = new ChangeEndpoint.Wish(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(false));
        change.run(People.by(scene.owner), scene.org, endpoint.id(), resume);
        assertThat(scene.all().getFirst().health()).isEqualTo(Health.GOOD);
        assertThat(endpoints.listActive(scene.org)).hasSize(1);
    }
}
