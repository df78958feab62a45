package dev.slipway.local.people;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.identity.ConfirmSignIn;
import dev.slipway.identity.FinishWithProvider;
import dev.slipway.kernel.Handle;
import dev.slipway.local.Database;
import dev.slipway.local.TableDefinition;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// What an account's log tells of how somebody came and went.
class SignInAuditTest {

    private Database database;
    private Door door;

    @BeforeEach
    void open() {
        database = Database.inMemory();
        door = new Door(database.create(TableDefinition.find(), "audit"));
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void opening_an_account_and_signing_in_are_told_with_the_means_and_the_device() {
        door.newcomer("ada");

        assertThat(actions()).containsExactlyInAnyOrder("account.opened", "account.signed_in");
        var signedIn = entries("account.signed_in").getFirst();
        assertThat(text(signedIn, "target")).isEqualTo("Firefox on Linux");
        assertThat(detail(signedIn, "means")).isEqualTo("mail");
        assertThat(detail(entries("account.opened").getFirst(), "email")).isEqualTo("ada@example.com");
    }

    @Test
    void a_sign_in_by_a_provider_is_told_with_its_issuer() {
        var arrived = (FinishWithProvider.Outcome.SignUpFirst) door.through(door.nobody(), Elsewhere.person("bob"));
        door.signUp.run(door.nobody(), arrived.arrival().hash(), new Handle("bob"));
        door.through(door.nobody(), Elsewhere.person("bob"));

        assertThat(entries("account.signed_in"))
                .hasSize(2)
                .allSatisfy(entry -> assertThat(detail(entry, "means")).isEqualTo(Elsewhere.ISSUER));
    }

    @Test
    void linking_a_provider_and_the_end_of_a_session_are_told() {
        var session = door.newcomer("cat");
        door.through(door.by(session), Elsewhere.person("cat"));
        door.signOut.run(door.by(session));

        assertThat(text(entries("account.identity_linked").getFirst(), "target"))
                .isEqualTo(Elsewhere.ISSUER);
        assertThat(entries("session.ended")).hasSize(1);
    }

    @Test
    void whoever_fails_to_sign_in_leaves_no_entry() {
        door.newcomer("dan");
        var before = actions();
        var link = door.link("dan@example.com").hash();
        var late = door.nobody(Door.NOW.plusSeconds(901));
        assertThat(door.confirmSignIn.run(late, link)).isInstanceOf(ConfirmSignIn.Outcome.Gone.class);
        door.arrival("nobody-yet@example.com");
        door.away(door.nobody());

        assertThat(actions()).isEqualTo(before);
    }

    @Test
    void nothing_secret_is_stored() {
        var link = door.link("eve@example.com");
        door.confirmSignIn.run(door.nobody(), link.hash());
        var session = door.newcomer("eve-two");
        var away = door.away(door.by(session));
        var waiting = door.link("eve@example.com");

        assertThat(items().map(Object::toString))
                .noneMatch(item -> Stream.of(link, session, away.verifier(), waiting)
                        .anyMatch(token -> item.contains(token.secret().substring(10))))
                .noneMatch(item -> item.contains(away.request().state().substring(10)));
    }

    private List<String> actions() {
        return audits().map(item -> text(item, "action")).sorted().toList();
    }

    private List<Map<String, AttributeValue>> entries(String action) {
        return audits().filter(item -> text(item, "action").equals(action)).toList();
    }

    private Stream<Map<String, AttributeValue>> audits() {
        return items().filter(item -> text(item, "type").equals("audit"));
    }

    private Stream<Map<String, AttributeValue>> items() {
        return database.client().scan(request -> request.tableName("audit")).items().stream();
    }

    private static String text(Map<String, AttributeValue> item, String name) {
        return item.get(name).s();
    }

    private static String detail(Map<String, AttributeValue> item, String name) {
        return item.get("details").m().get(name).s();
    }
}
