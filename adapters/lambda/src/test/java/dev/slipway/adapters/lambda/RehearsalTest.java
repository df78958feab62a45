package dev.slipway.adapters.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.access.Presented;
import dev.slipway.access.RateLimits;
import dev.slipway.access.Sighting;
import dev.slipway.access.Token;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RehearsalTest {

    private final Token token = Token.draw(Token.Kind.ACCESS);
    private final List<HttpRequest> asked = new ArrayList<>();
    private final Rehearsal rehearsal = new Rehearsal(new Answering(), token);

    @Test
    void a_rehearsed_request_is_what_a_client_would_send() throws IOException {
        rehearsal.expect(201, "PUT", "/@acme/pad", Map.of("accept", "x/y"), "{\"name\": \"é\"}");

        assertThat(asked).singleElement().satisfies(request -> {
            assertThat(request.method()).isEqualTo("PUT");
            assertThat(request.path()).isEqualTo("/@acme/pad");
            assertThat(request.header("accept")).hasValue("x/y");
            assertThat(request.visit(Settings.from(Rehearsal.ENVIRONMENT, "rehearsal"), Instant.EPOCH)
                            .presented())
                    .isEqualTo(
                            new Presented.ByHash(token.hash(), Optional.of(new Sighting(Instant.EPOCH, "192.0.2.1"))));
            assertThat(new String(request.body(), UTF_8)).isEqualTo("{\"name\": \"é\"}");
        });
        assertThat(System.getProperty("com.amazonaws.xray.traceHeader")).isNull();
    }

    @Test
    void another_answer_than_the_expected_one_ends_it() {
        assertThatThrownBy(() -> rehearsal.expect(200, "GET", "/@acme/pad", Map.of()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("a rehearsed GET was answered with 201 and not with 200");
    }

    @Test
    void the_handler_that_rehearses_is_in_no_snapshot_itself() {
        assertThat(Settings.from(Rehearsal.ENVIRONMENT, "rehearsal").onDemand()).isTrue();
    }

    private final class Answering extends HttpHandler {

        Answering() {
            super(
                    Settings.from(Rehearsal.ENVIRONMENT, "rehearsal"),
                    () -> Instant.EPOCH,
                    () -> 0L,
                    OutputStream.nullOutputStream(),
                    (_, _, _, _) -> new RateLimits.Answer.Allowed(),
                    Nobody.refused());
        }

        @Override
        protected HttpResponse handle(HttpRequest request, Instant now) {
            asked.add(request);
            return HttpResponse.json(201, "{}");
        }
    }
}
