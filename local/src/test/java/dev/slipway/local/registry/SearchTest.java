package dev.slipway.local.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `npm search`, which shows everybody what they may install and nothing else.
class SearchTest extends OnARegistry {

    private Session max;

    @BeforeEach
    void publish() {
        max = registry.as(Who.MAINTAINER);
        max.published(
                Draft.of("@acme/open", "1.0.0").access("public").field("description", "Pads for everybody"),
                Draft.of("@acme/closed", "1.0.0")
                        .field("description", "Pads for us")
                        .field("keywords", List.of("css", "Text")),
                Draft.of("@acme/team", "1.0.0"));
        registry.visibility("@acme/team", "ORG");
        registry.as(Who.STRANGER)
                .published(Draft.of("@globex/open", "1.0.0").access("public"), Draft.of("@globex/closed", "1.0.0"));
    }

    private List<String> found(Who who, String query) {
        var session = registry.as(who);
        var answer = session.send(session.event("GET", "/-/v1/search").query(query));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return ((List<?>) answer.json().get("objects"))
                .stream()
                        .map(hit -> ((Map<?, ?>) ((Map<?, ?>) hit).get("package"))
                                .get("name")
                                .toString())
                        .toList();
    }

    /// A rule that grows stricter must not break the lists that hold what it refuses.
    @Test
    void a_name_that_today_s_rules_refuse_is_found_where_it_is_there_already() {
        registry.listAs("@acme/closed", "@acme/Closed");

        assertThat(found(Who.MEMBER, "")).contains("@acme/Closed", "@acme/open");
    }

    @ParameterizedTest
    @CsvSource({
        "ANONYMOUS, @acme/open @globex/open",
        "OUTSIDER, @acme/open @globex/open",
        "REMOVED, @acme/open @globex/open",
        "BILLING, @acme/open @globex/open",
        "STRANGER, @acme/open @globex/closed @globex/open",
        "MACHINE_ELSEWHERE, @acme/open @globex/closed @globex/open",
        "MEMBER, @acme/closed @acme/open @acme/team @globex/open",
        "MAINTAINER, @acme/closed @acme/open @acme/team @globex/open",
        "ADMIN, @acme/closed @acme/open @acme/team @globex/open",
        "OWNER, @acme/closed @acme/open @acme/team @globex/open",
        "MACHINE_READING, @acme/closed @acme/open @acme/team @globex/open",
        "ADMIN_READING, @acme/closed @acme/open @acme/team @globex/open"
    })
    void everybody_finds_what_they_may_install(Who who, String expected) {
        assertThat(found(who, "")).containsExactlyInAnyOrder(expected.split(" "));
    }

    /// Neither by a text that only the hidden package has, nor by the count.
    @ParameterizedTest
    @CsvSource({"ANONYMOUS", "OUTSIDER", "STRANGER", "REMOVED", "BILLING"})
    void what_is_hidden_shows_in_no_way(Who who) {
        for (var query : List.of("text=closed+scope:acme", "text=us", "text=keywords:css", "text=@acme/closed")) {
            var session = registry.as(who);
            var answer = session.send(session.event("GET", "/-/v1/search").query(query));

            assertThat(answer.json()).containsEntry("total", 0).containsEntry("objects", List.of());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "text=closed|@acme/closed",
                "text=CLOSED|@acme/closed",
                "text=pads|@acme/closed @acme/open",
                "text=pads+everybody|@acme/open",
                "text=pads%20everybody|@acme/open",
                "text=keywords:css|@acme/closed",
                "text=keywords:css,text|@acme/closed",
                "text=keywords:css,html|",
                "text=scope:globex|@globex/open",
                "text=scope:@globex|@globex/open",
                "text=@acme/team|@acme/team",
                "text=nothing|",
                "text=max|",
            })
    void words_must_all_occur(String query, String expected) {
        assertThat(found(Who.MEMBER, query))
                .containsExactlyInAnyOrderElementsOf(expected == null ? List.of() : Arrays.asList(expected.split(" ")));
    }

    @Test
    void the_best_fit_comes_first() {
        max.published(Draft.of("@acme/pads", "1.0.0"));

        assertThat(found(Who.MEMBER, "text=pads").getFirst()).isEqualTo("@acme/pads");
    }

    @Test
    void pages_neither_skip_nor_repeat() {
        var all = found(Who.MEMBER, "");

        assertThat(found(Who.MEMBER, "size=2")).isEqualTo(all.subList(0, 2));
        assertThat(found(Who.MEMBER, "size=2&from=2")).isEqualTo(all.subList(2, 4));
        assertThat(found(Who.MEMBER, "size=2&from=4")).isEmpty();
        assertThat(found(Who.MEMBER, "size=0")).isEmpty();
        assertThat(max.send(max.event("GET", "/-/v1/search").query("size=1")).json())
                .containsEntry("total", all.size());
    }

    @Test
    void a_hit_says_what_npm_prints_of_it() {
        var answer = max.send(max.event("GET", "/-/v1/search").query("text=@acme/closed"));

        assertThat(answer.json()).containsEntry("time", "2026-11-21T10:31:00Z").containsEntry("total", 1);
        var hit = (Map<?, ?>) ((List<?>) answer.json().get("objects")).getFirst();
        assertThat((Map<?, ?>) hit.get("package"))
                .isEqualTo(Map.of(
                        "name", "@acme/closed",
                        "scope", "acme",
                        "version", "1.0.0",
                        "description", "Pads for us",
                        "keywords", List.of("css", "Text"),
                        "date", "2026-11-21T10:31:00Z",
                        "links", Map.of(),
                        "publisher", Map.of("username", "max"),
                        "maintainers", List.of(Map.of("username", "max"))));
    }

    @Test
    void what_is_latest_is_what_is_shown() {
        max.published(
                Draft.of("@acme/closed", "2.0.0-rc.1").tag("next").field("description", "Not yet"),
                Draft.of("@acme/closed", "1.1.0").field("description", "Better pads"));

        assertThat(found(Who.MEMBER, "text=better")).containsExactly("@acme/closed");
        assertThat(found(Who.MEMBER, "text=yet")).isEmpty();
    }

    @Test
    void what_was_unpublished_is_not_found() {
        registry.as(Who.ADMIN).unpublishAll("@acme/open");
        registry.as(Who.ADMIN).unpublishAll("@acme/closed");

        assertThat(found(Who.MEMBER, "")).containsExactlyInAnyOrder("@acme/team", "@globex/open");
        assertThat(found(Who.ANONYMOUS, "")).containsExactly("@globex/open");
    }
}
