package dev.slipway.adapters.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.access.Token;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FailureReportTest {

    private static final String TOKEN = Token.draw(Token.Kind.MACHINE).secret();

    @Test
    void says_what_broke_and_where() {
        var cause = new IllegalArgumentException("no such table");
        var report = of(new IllegalStateException("could not write", cause));
        assertThat(report.name()).isEqualTo("java.lang.IllegalStateException");
        assertThat(report.message()).isEqualTo("could not write");
        assertThat(report.stack())
                .startsWith("java.lang.IllegalStateException: could not write\n\tat "
                        + getClass().getName())
                .contains("Caused by: java.lang.IllegalArgumentException: no such table\n\tat ");
    }

    @Test
    void masks_every_token_of_ours_wherever_it_stands() {
        var report = of(new IllegalStateException(
                "for " + TOKEN + ", and slp_a1", new IOException("x/" + TOKEN + "/y", new IOException(TOKEN))));
        assertThat(report.message()).isEqualTo("for slp_***, and slp_***");
        assertThat(report.stack()).contains("x/slp_***/y").doesNotContain(TOKEN);
    }

    @Test
    void masks_what_the_request_showed_whatever_it_looks_like() {
        var shown = Authorization.read("Basic YWRhOmh1bnRlcjJodW50ZXIy");
        var report =
                FailureReport.of(new IllegalStateException("ada:hunter2hunter2 as YWRhOmh1bnRlcjJodW50ZXIy"), shown);
        assertThat(report.message()).isEqualTo("ada:*** as ***");
    }

    @Test
    void masks_the_signatures_of_signed_urls() {
        var report = of(new IOException(
                "GET https://b.example/k?X-Amz-Security-Token=AbC%2F%3D&X-Amz-Date=1&X-Amz-Signature=0f9e failed"));
        assertThat(report.message())
                .isEqualTo("GET https://b.example/k?X-Amz-Security-Token=***&X-Amz-Date=1&X-Amz-Signature=*** failed");
    }

    @Test
    void leaves_out_what_a_parser_quotes_even_where_it_is_repeated() {
        var quoting = parsing("{\"password\": hunter2hunter2}");
        assertThat(quoting.getMessage()).contains("hunter2hunter2");
        var report = of(new UncheckedIOException(quoting));
        assertThat(report.message()).startsWith("com.fasterxml.jackson.core.JsonParseException: ***");
        assertThat(report.stack())
                .contains("(left out: it quotes what was read)")
                .doesNotContain("hunter2");
        assertThat(of(quoting).message()).doesNotContain("hunter2");
    }

    @Test
    void cuts_what_has_no_end() {
        var report = of(new StackOverflowError("x".repeat(5000) + TOKEN));
        assertThat(report.message()).hasSize(501);
        var endless = new IOException("0");
        for (int i = 1; i < 100; i++) {
            endless = new IOException(Integer.toString(i), endless);
        }
        assertThat(of(endless).stack().split("Caused by: ", -1)).hasSize(6);
        var deep = new IOException();
        deep.setStackTrace(Stream.generate(() -> new StackTraceElement("A", "b", "A.java", 1))
                .limit(1000)
                .toArray(StackTraceElement[]::new));
        assertThat(of(deep).stack()).endsWith("\t… 960 more\n");
    }

    @Test
    void half_a_token_is_not_left_at_the_cut() {
        var report = of(new IOException("x".repeat(490) + TOKEN));
        assertThat(report.message()).endsWith("slp_***");
    }

    @Test
    void short_credentials_do_not_eat_the_message() {
        var report = FailureReport.of(new IOException("a table is missing"), Authorization.read("Bearer a"));
        assertThat(report.message()).isEqualTo("a table is missing");
    }

    private static FailureReport of(Throwable failure) {
        return FailureReport.of(failure, Authorization.NONE);
    }

    private static IOException parsing(String json) {
        try (var parser = Json.FACTORY.createParser(json)) {
            while (parser.nextToken() != null) {}
            throw new AssertionError("that was JSON");
        } catch (IOException e) {
            return e;
        }
    }
}
