package dev.slipway.local.start;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.local.LocalRegistry;
import dev.slipway.local.Options;
import dev.slipway.local.loopback.Json;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A log that is exported on a laptop: asked for by API, written by the function that the table's stream calls.
class AuditExportStartTest {

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-28T12:00:00Z"));
    private final Web web = new Web();
    private LocalRegistry registry;

    @BeforeEach
    void open() {
        registry = LocalRegistry.start(Options.inMemory().withClock(now::get));
    }

    @AfterEach
    void close() {
        registry.close();
        web.close();
    }

    private Map<String, Object> requested(String wish) {
        var asked = web.post(exports(), wish, registry.tokens().owner());
        assertThat(asked.statusCode()).as(asked.body()).isEqualTo(202);
        return Json.object(asked.body());
    }

    private String exports() {
        return registry.url() + "/api/v1/orgs/acme/audit-exports";
    }

    private Map<String, Object> export(Object id) {
        return Json.object(
                web.get(exports() + "/" + id, registry.tokens().owner()).body());
    }

    private static String file(Map<String, Object> export) throws IOException {
        try (var stream = URI.create(export.get("url").toString()).toURL().openStream()) {
            return new String(stream.readAllBytes(), UTF_8);
        }
    }

    @Test
    void what_was_asked_for_is_a_file_soon_and_that_it_was_asked_for_is_in_the_log() throws Exception {
        assertThat(web.publish(
                                registry.url(),
                                "@acme/pad",
                                "1.0.0",
                                registry.tokens().maintainer())
                        .statusCode())
                .isEqualTo(201);
        now.updateAndGet(at -> at.plus(Duration.ofMinutes(5)));

        var begun = requested("{\"format\": \"csv\", \"action\": \"version.published\"}");
        registry.stream().settle();
        var export = export(begun.get("id"));

        assertThat(export).containsEntry("state", "ready").containsEntry("lines", 1L);
        assertThat(file(export)).contains("\"max\"").contains("\"version.published\",\"'@acme/pad@1.0.0\"");
        now.updateAndGet(at -> at.plus(Duration.ofMinutes(5)));
        var again = requested("{\"format\": \"jsonl\"}");
        registry.stream().settle();
        assertThat(file(export(again.get("id")))).contains("\"action\":\"audit.exported\"");
    }

    @Test
    void nothing_of_it_is_to_be_had_after_a_day() throws Exception {
        var begun = requested("{\"format\": \"jsonl\"}");
        registry.stream().settle();

        now.updateAndGet(at -> at.plus(Duration.ofHours(24)));

        assertThat(export(begun.get("id"))).containsEntry("code", "export_not_found");
    }

    @Test
    void a_member_gets_neither_an_export_nor_the_file_of_one() throws Exception {
        var begun = requested("{\"format\": \"jsonl\"}");
        registry.stream().settle();

        assertThat(web.post(
                                exports(),
                                "{\"format\": \"csv\"}",
                                registry.tokens().member())
                        .statusCode())
                .isEqualTo(403);
        assertThat(web.get(exports() + "/" + begun.get("id"), registry.tokens().member())
                        .statusCode())
                .isEqualTo(403);
    }
}
