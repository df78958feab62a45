package dev.slipway.local.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Pipelines: npm with machine tokens that were made by API.
@ExtendWith(Journeys.class)
class MachineTokensTest {

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private static String api(Journey journey) {
        return "/api/v1/orgs/" + journey.registry().organization();
    }

    private static Map<?, ?> issue(Journey journey, String fields) {
        var answer = journey.wire(Who.OWNER).post(api(journey) + "/tokens", "{" + fields.replace('\'', '"') + "}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return (Map<?, ?>) Json.read(answer.body());
    }

    private static String token(Journey journey, String fields) {
        return issue(journey, fields).get("token").toString();
    }

    @Test
    void a_pipeline_publishes_and_another_installs_by_tokens_of_the_organization(Journey journey) {
        var publishing = token(journey, "'name': 'release', 'scopes': ['publish'], 'expires': '30d'");
        var reading = token(journey, "'name': 'build', 'scopes': ['read'], 'expires': 'never'");
        var source = journey.newPackage("pipeline");

        var pipeline = journey.desk(publishing, Client.NPM);
        pipeline.publish(source).succeeded();
        var build = journey.desk(reading, Client.NPM);
        build.add(build.emptyProject(), source.name()).succeeded();

        build.publish(journey.newPackage("pipeline")).failed().saying("403");
    }

    @Test
    void a_service_account_publishes_the_package_that_its_team_was_given_and_no_other(Journey journey) {
        var given = journey.newPackage("given");
        var other = journey.newPackage("other");
        journey.given(given, other);
        var name = "bot-" + NUMBER.incrementAndGet();
        var made = journey.wire(Who.OWNER).post(api(journey) + "/service-accounts", "{\"name\": \"" + name + "\"}");
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        var account = ((Map<?, ?>) Json.read(made.body())).get("id").toString();
        journey.registry().give(account, given.name());
        var token = token(
                journey, "'name': 'ci', 'scopes': ['publish'], 'expires': '90d', 'serviceAccount': '" + name + "'");
        var desk = journey.desk(token, Client.NPM);

        desk.run("whoami", "--registry", journey.registry().url()).succeeded().saying(name + "/ci");
        desk.publish(given.version("1.1.0")).succeeded();
        desk.add(desk.emptyProject(), given.name()).succeeded();
        desk.publish(other.version("1.1.0")).failed().saying("403");
        desk.add(desk.emptyProject(), other.name()).failed();

        var deleted = journey.wire(Who.OWNER).delete(api(journey) + "/service-accounts/" + name);
        assertThat(deleted.statusCode()).isEqualTo(204);
        desk.publish(given.version("1.2.0")).failed().saying("401");
    }

    @Test
    void a_token_that_was_revoked_is_refused_by_the_next_command(Journey journey) {
        var source = journey.newPackage("revoked");
        journey.given(source);
        var issued = issue(journey, "'name': 'short-lived', 'scopes': ['read'], 'expires': '30d'");
        var desk = journey.desk(issued.get("token").toString(), Client.NPM);
        desk.add(desk.emptyProject(), source.name()).succeeded();

        var revoked = journey.wire(Who.OWNER).delete(api(journey) + "/tokens/" + issued.get("id"));
        assertThat(revoked.statusCode()).isEqualTo(204);

        desk.add(desk.emptyProject(), source.name()).failed().saying("401", "This token was revoked");
    }

    @Test
    void a_token_that_has_expired_and_one_for_other_addresses_or_packages_are_refused(Journey journey) {
        var source = journey.newPackage("limited");
        var other = journey.newPackage("limited");
        journey.given(source, other);

        var over = journey.desk(journey.registry().expiredMachineToken(), Client.NPM);
        over.add(over.emptyProject(), source.name()).failed().saying("401", "This token has expired");
        var away = journey.desk(
                token(journey, "'name': 'x', 'scopes': ['read'], 'expires': '30d', 'networks': ['203.0.113.0/24']"),
                Client.NPM);
        away.add(away.emptyProject(), source.name()).failed().saying("403", "may not be used from the address");
        var narrow = journey.desk(
                token(
                        journey,
                        "'name': 'x', 'scopes': ['read'], 'expires': '30d', 'packages': ['" + source.name() + "']"),
                Client.NPM);
        narrow.add(narrow.emptyProject(), source.name()).succeeded();
        narrow.add(narrow.emptyProject(), other.name()).failed().saying("403", "limited to other packages");
    }
}
