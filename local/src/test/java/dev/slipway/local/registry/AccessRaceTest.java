package dev.slipway.local.registry;

import static dev.slipway.local.registry.AccessDesk.PAD;
import static dev.slipway.local.registry.AccessDesk.done;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.adapters.lambda.Answer;
import dev.slipway.local.backends.AtOnce;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Several change who may touch a package at the same moment, each through an environment of their own.
class AccessRaceTest extends OnARegistry {

    private static final int ROUNDS = 50;

    private Session max;
    private Session abe;

    @BeforeEach
    void publish() {
        max = registry.as(Who.MAINTAINER).at(registry.instance());
        abe = registry.as(Who.ADMIN).at(registry.instance());
        max.published(Draft.of("@acme/pad", "1.0.0"));
    }

    private static Callable<Answer> call(Session by, String method, String path, String body) {
        return () -> AccessDesk.call(by, method, path, body);
    }

    private static String person(String handle) {
        return PAD + "/collaborators/people/" + handle;
    }

    private Map<String, AttributeValue> head(String attribute) {
        return registry.dump().head("@acme/pad").get(attribute).m();
    }

    @Test
    void of_two_owners_who_change_at_once_neither_loses_what_the_other_wrote() {
        for (int round = 0; round < ROUNDS; round++) {
            var answers = AtOnce.run(List.of(
                    call(max, "PUT", person("mia"), "{\"role\": \"owner\"}"),
                    call(abe, "PUT", person("pia"), "{\"role\": \"maintainer\"}")));

            answers.forEach(AccessDesk::done);
            assertThat(Session.names(max.packument("@acme/pad"), "maintainers")).containsExactly("max", "mia");
            assertThat(head("people")).hasSize(3);
            done(AccessDesk.call(max, "DELETE", person("mia"), ""));
            done(AccessDesk.call(max, "DELETE", person("pia"), ""));
        }
        registry.assertTidy();
    }

    @Test
    void of_two_owners_who_take_the_role_from_each_other_one_does() {
        var mia = registry.as(Who.MEMBER).at(registry.instance());
        for (int round = 0; round < ROUNDS; round++) {
            done(AccessDesk.call(abe, "PUT", person("max"), "{\"role\": \"owner\"}"));
            done(AccessDesk.call(abe, "PUT", person("mia"), "{\"role\": \"owner\"}"));

            var answers =
                    AtOnce.run(List.of(call(max, "DELETE", person("mia"), ""), call(mia, "DELETE", person("max"), "")));

            assertThat(answers).extracting(Answer::status).containsExactlyInAnyOrder(204, 403);
            assertThat(head("people")).hasSize(1);
        }
    }

    @Test
    void a_publish_and_a_change_of_visibility_at_once_are_both_done() {
        for (int round = 0; round < ROUNDS; round++) {
            var draft = Draft.of("@acme/pad", "1.0." + (round + 1));
            var wanted = round % 2 == 0 ? "public" : "private";

            var answers = AtOnce.run(List.<Callable<Answer>>of(
                    () -> max.publish(draft), call(abe, "PATCH", PAD, "{\"visibility\": \"" + wanted + "\"}")));

            assertThat(answers).extracting(Answer::status).containsExactly(201, 200);
            var head = registry.dump().head("@acme/pad");
            assertThat(head.get("visibility").s()).isEqualToIgnoringCase(wanted);
            assertThat(head.containsKey("publicUnder")).isEqualTo(round % 2 == 0);
            assertThat(max.versions("@acme/pad")).containsKey(draft.version());
        }
        registry.assertTidy();
    }

    @Test
    void a_grant_and_its_withdrawal_at_once_leave_one_state() {
        done(AccessDesk.visibility(max, "org"));
        var otto = registry.as(Who.OUTSIDER);
        for (int round = 0; round < ROUNDS; round++) {
            var given = round % 2 == 0;
            done(AccessDesk.grant(max, "otto"));
            if (!given) {
                done(AccessDesk.withdraw(max, "otto"));
            }

            var answers = AtOnce.run(
                    List.of(call(max, "PUT", PAD + "/grants/otto", ""), call(abe, "DELETE", PAD + "/grants/otto", "")));

            assertThat(answers.getFirst().status()).isEqualTo(200);
            assertThat(answers.getLast().status()).isIn(204, 404);
            var dump = registry.dump();
            var stands = !dump.head("@acme/pad").get("grants").m().isEmpty();
            assertThat(dump.ofType("grant")).hasSize(stands ? 1 : 0);
            assertThat(otto.get("/@acme/pad").status()).isEqualTo(stands ? 200 : 404);
            if (stands) {
                done(AccessDesk.withdraw(max, "otto"));
            }
        }
    }

    /// Either they were named first, and the role is dead with the membership; or they were out, and are not named.
    @Test
    void whoever_is_named_and_removed_at_once_has_no_role() {
        var owner = registry.as(Who.OWNER).at(registry.instance());
        var staff = new Staff(registry);
        for (int round = 0; round < ROUNDS; round++) {
            var member = registry.dump()
                    .item("MEMBERS#acme", staff.member("mia").person().id().value());

            var answers = AtOnce.run(List.<Callable<Answer>>of(
                    call(max, "PUT", person("mia"), "{\"role\": \"owner\"}"),
                    () -> owner.delete("/api/v1/orgs/acme/members/mia")));

            assertThat(answers.getFirst().status()).isIn(200, 404);
            assertThat(answers.getLast().status()).isEqualTo(204);
            assertThat(AccessDesk.visibility(registry.as(Who.MEMBER), "public").status())
                    .isEqualTo(403);
            registry.clock().advance(Duration.ofSeconds(1));
            rejoin(member);
            assertThat(AccessDesk.visibility(registry.as(Who.MEMBER), "public").status())
                    .isEqualTo(403);
        }
    }

    /// As a member who has joined a moment ago.
    private void rejoin(Map<String, AttributeValue> before) {
        var member = new HashMap<>(before);
        member.put("joinedAt", AttributeValue.fromS(registry.clock().instant().toString()));
        registry.put(before.get("pk").s(), before.get("sk").s(), member);
    }

    /// Whoever changes a package still may when it is written.
    @Test
    void an_owner_who_is_removed_at_once_either_changed_it_before_or_does_not() {
        var owner = registry.as(Who.OWNER).at(registry.instance());
        var mia = registry.as(Who.MEMBER).at(registry.instance());
        var staff = new Staff(registry);
        for (int round = 0; round < ROUNDS; round++) {
            var member = registry.dump()
                    .item("MEMBERS#acme", staff.member("mia").person().id().value());
            done(AccessDesk.call(max, "PUT", person("mia"), "{\"role\": \"owner\"}"));
            var before = registry.dump();

            var answers = AtOnce.run(List.<Callable<Answer>>of(
                    call(mia, "PUT", person("pia"), "{\"role\": \"maintainer\"}"),
                    () -> owner.delete("/api/v1/orgs/acme/members/mia")));

            assertThat(answers.getLast().status()).isEqualTo(204);
            assertThat(answers.getFirst().status()).isIn(200, 403);
            var named = registry.dump().auditSince(before).stream()
                    .anyMatch(line -> line.action().equals("package.collaborator_changed"));
            assertThat(named).isEqualTo(answers.getFirst().status() == 200);
            rejoin(member);
            if (named) {
                done(AccessDesk.call(max, "DELETE", person("pia"), ""));
            }
        }
    }
}
