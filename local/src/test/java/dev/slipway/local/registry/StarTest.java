package dev.slipway.local.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.adapters.lambda.Events;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// `pnpm star`, which sends the whole document back with one person more in `users`.
class StarTest extends OnARegistry {

    private static final String PAD = "@acme/pad";

    @BeforeEach
    void publish() {
        registry.as(Who.MAINTAINER).published(Draft.of(PAD, "1.0.0"), Draft.of(PAD, "1.1.0"));
    }

    private Events star(Who who) {
        var document = new LinkedHashMap<>(registry.as(Who.MEMBER).packument(PAD));
        document.put("users", Map.of("ada", true));
        return registry.as(who)
                .event("PUT", "/" + PAD + "/-rev/" + document.get("_rev"))
                .body(JsonText.of(document));
    }

    @ParameterizedTest
    @EnumSource(names = {"MEMBER", "MAINTAINER", "ADMIN", "OWNER", "MACHINE_READING", "ADMIN_READING"})
    void whoever_may_see_the_package_is_told_that_stars_are_not_kept(Who who) {
        var answer = registry.refuses(star(who), 400, "unsupported_change");

        assertThat(answer.json()).containsEntry("error", "Stars are not kept in this registry.");
    }

    @ParameterizedTest
    @CsvSource({
        "ANONYMOUS, 401, authentication_required",
        "UNKNOWN, 401, token_unknown",
        "REVOKED, 401, token_revoked",
        "OUTSIDER, 404, not_found",
        "STRANGER, 404, not_found",
        "REMOVED, 404, not_found",
        "MACHINE_ELSEWHERE, 404, not_found",
        "BILLING, 403, not_permitted",
        "ADMIN_IDLE, 403, token_scope"
    })
    void whoever_may_not_see_the_package_is_told_nothing_of_it(Who who, int status, String code) {
        registry.refuses(star(who), status, code);
    }

    @Test
    void a_package_that_is_not_there_can_not_be_starred() {
        var body = "{\"_rev\": \"1\", \"users\": {\"ada\": true}, \"versions\": {}}";

        registry.refuses(
                registry.as(Who.MEMBER).event("PUT", "/@acme/nothing/-rev/1").body(body), 404, "not_found");
    }

    @Test
    void everybody_is_told_of_a_public_package_that_stars_are_not_kept() {
        registry.visibility(PAD, "PUBLIC");

        registry.refuses(star(Who.OUTSIDER), 400, "unsupported_change");
        registry.refuses(star(Who.ANONYMOUS), 400, "unsupported_change");
    }

    /// Somebody who may not unpublish is still told so: a star is no way around it.
    @Test
    void a_document_without_a_star_is_judged_as_before() {
        var member = registry.as(Who.MEMBER);
        var document = member.document(PAD);

        registry.refuses(
                member.event("PUT", "/" + PAD + "/-rev/" + document.get("_rev")).body(JsonText.of(document)),
                403,
                "not_permitted");
        assertThat(registry.as(Who.ADMIN).revise(PAD, document).status()).isEqualTo(200);
    }

    @Test
    void a_star_takes_no_version_away_even_if_the_document_lacks_one() {
        var document =
                new LinkedHashMap<>(Session.without(registry.as(Who.ADMIN).document(PAD), "1.0.0"));
        document.put("users", Map.of("ada", true));

        registry.refuses(
                registry.as(Who.ADMIN)
                        .event("PUT", "/" + PAD + "/-rev/" + document.get("_rev"))
                        .body(JsonText.of(document)),
                400,
                "unsupported_change");
    }
}
