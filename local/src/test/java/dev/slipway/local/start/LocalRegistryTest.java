package dev.slipway.local.start;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.local.LocalRegistry;
import dev.slipway.local.Options;
import java.net.URI;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LocalRegistryTest {

    private final Web web = new Web();
    private LocalRegistry registry;

    @BeforeAll
    void start() {
        registry = LocalRegistry.start(Options.inMemory());
    }

    @AfterAll
    void stop() {
        registry.close();
        web.close();
    }

    @Test
    void each_token_speaks_for_whom_it_was_made() {
        var tokens = registry.tokens();

        assertThat(whoami(tokens.owner())).isEqualTo("ada");
        assertThat(whoami(tokens.maintainer())).isEqualTo("max");
        assertThat(whoami(tokens.member())).isEqualTo("mia");
        assertThat(whoami(tokens.outsider())).isEqualTo("otto");
        assertThat(whoami(tokens.readOnly())).isEqualTo("acme/read-only");
    }

    @Test
    void maintainers_create_packages_members_publish_to_them_and_the_others_may_not() {
        var tokens = registry.tokens();

        assertThat(publish("1.0.0", tokens.readOnly())).isEqualTo(403);
        assertThat(publish("1.0.0", tokens.outsider())).isEqualTo(403);
        assertThat(publish("1.0.0", tokens.maintainer())).isEqualTo(201);
        assertThat(publish("1.0.1", tokens.owner())).isEqualTo(201);
        assertThat(read(tokens.member())).isEqualTo(200);
        assertThat(read(tokens.readOnly())).isEqualTo(200);
        assertThat(read(tokens.outsider())).isEqualTo(404);
    }

    @Test
    void a_tarball_is_on_another_host_than_the_registry_so_that_clients_drop_the_token_on_the_way() {
        var token = registry.tokens().owner();
        assertThat(web.publish(registry.url(), "@acme/far-away", "1.0.0", token).statusCode())
                .isEqualTo(201);

        var redirect = web.get(registry.url() + "/@acme/far-away/-/far-away-1.0.0.tgz", token);
        var storage = URI.create(redirect.headers().firstValue("location").orElseThrow());

        assertThat(redirect.statusCode()).isEqualTo(302);
        assertThat(URI.create(registry.url()).getHost()).isEqualTo("localhost");
        assertThat(storage.getHost()).isEqualTo("127.0.0.1");
        assertThat(storage.getPort()).isEqualTo(registry.storage().endpoint().getPort());
    }

    @Test
    void the_functions_get_what_the_template_gives_them() {
        var document = web.get(registry.url() + "/-/whoami", "not a token");

        assertThat(document.statusCode()).isEqualTo(401);
        assertThat(document.headers().firstValue("x-request-id")).isPresent();
    }

    @Test
    void two_registries_in_one_process_have_nothing_in_common() {
        try (var other = LocalRegistry.start(Options.inMemory())) {
            assertThat(other.url()).isNotEqualTo(registry.url());
            assertThat(web.get(other.url() + "/-/whoami", registry.tokens().owner())
                            .statusCode())
                    .isEqualTo(401);
        }
    }

    private String whoami(String token) {
        return web.get(registry.url() + "/-/whoami", token).body().replaceAll(".*\"username\":\"([^\"]*)\".*", "$1");
    }

    private int publish(String version, String token) {
        return web.publish(registry.url(), "@acme/first", version, token).statusCode();
    }

    private int read(String token) {
        return web.get(registry.url() + "/@acme/first", token).statusCode();
    }
}
