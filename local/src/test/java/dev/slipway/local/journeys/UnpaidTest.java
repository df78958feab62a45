package dev.slipway.local.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What package managers print of an organization that isn't paid for, before publishing stops and after.
@ExtendWith(Journeys.class)
class UnpaidTest {

    private RegistryUnderTest registry;

    @BeforeEach
    void remember(Journey journey) {
        registry = journey.registry();
    }

    @AfterEach
    void payAgain() {
        registry.pays();
    }

    private String bills() {
        return registry.url() + "/console/organizations/" + registry.organization() + "/billing";
    }

    private String lapsed() {
        return "@" + registry.organization() + " isn't paid for: reading and installing go on. At " + bills()
                + " an owner or billing manager of @" + registry.organization()
                + " can make the rest work again: ask one, unless you are.";
    }

    @ParameterizedTest
    @EnumSource(Client.class)
    void while_a_payment_has_failed_everything_goes_on_and_npm_says_until_when(Client client, Journey journey) {
        var colors = journey.newPackage("colors");
        var desk = journey.desk(Who.MAINTAINER, client);
        var app = desk.emptyProject();
        registry.worksUntil(Instant.now().plus(Duration.ofDays(7)));

        var published = desk.publish(colors).succeeded();
        var added = desk.add(app, colors.name()).succeeded();

        // npm alone prints what a registry has to say; pnpm hands publishing to what it has of npm inside.
        if (client == Client.NPM) {
            assertThat(published.stderr())
                    .contains("npm notice @" + registry.organization() + "'s last payment failed: publishing stops on")
                    .contains(bills());
        }
        // Whoever installs hundreds of packages isn't told hundreds of times.
        added.notSaying("last payment failed");
        app.holds(colors);
    }

    @ParameterizedTest
    @EnumSource(Client.class)
    void after_that_publishing_is_refused_with_where_to_pay_and_installing_goes_on(Client client, Journey journey) {
        var colors = journey.newPackage("colors");
        journey.given(colors);
        var desk = journey.desk(Who.MAINTAINER, client);
        var app = desk.emptyProject();
        registry.worksUntil(Instant.now().minus(Duration.ofMinutes(1)));

        var refused = desk.publish(colors.version("1.1.0")).failed();
        desk.add(app, colors.name()).succeeded();

        refused.saying(onPublishing(client));
        // None of them waits and tries again: it would be refused all day.
        assertThat(refused.duration()).isLessThan(Duration.ofMinutes(1));
        app.holds(colors);
        assertThat(desk.settings()).contains(registry.token(Who.MAINTAINER));
        assertThat(Json.object(journey.packument(colors.name()), "versions")).containsOnlyKeys("1.0.0");
        registry.pays();
        desk.publish(colors.version("1.1.0")).succeeded();
    }

    private String[] onPublishing(Client client) {
        return switch (client) {
            case NPM -> new String[] {"402", lapsed()};
            case PNPM -> new String[] {"402", lapsed()};
            case YARN1 -> new String[] {lapsed()};
            case BERRY -> new String[] {"402", lapsed()};
            case BUN -> new String[] {"402", lapsed()};
        };
    }
}
