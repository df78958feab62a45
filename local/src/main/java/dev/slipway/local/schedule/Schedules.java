package dev.slipway.local.schedule;

import static dev.slipway.local.loopback.Page.escaped;

import dev.slipway.local.gateway.Called;
import dev.slipway.local.gateway.FunctionBlock;
import dev.slipway.local.gateway.Functions;
import dev.slipway.local.gateway.Trigger;
import dev.slipway.local.loopback.BadRequest;
import dev.slipway.local.loopback.Json;
import dev.slipway.local.loopback.Page;
import dev.slipway.local.loopback.WebRequest;
import dev.slipway.local.loopback.WebResponse;
import dev.slipway.local.loopback.WebServer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/// Calls the functions that the template has schedules for, when somebody says so and for the moment that they say.
///
/// No clock drives it: a laptop is seldom on at six in the morning, and whoever tries it out wants to see next month.
public final class Schedules implements AutoCloseable {

    private final CompletableFuture<Stage> stage = new CompletableFuture<>();
    private final InstantSource clock;
    private final WebServer server;

    private record Stage(List<FunctionBlock> blocks, Functions functions, Consumer<String> log) {}

    private Schedules(int port, InstantSource clock) {
        this.clock = clock;
        this.server = WebServer.start(port, this::answer);
    }

    /// @param port what is wanted; if somebody else has it, any that is free
    public static Schedules start(int port, InstantSource clock) {
        return new Schedules(port, clock);
    }

    /// Says which functions there are. Nothing runs before.
    public void serve(List<FunctionBlock> blocks, Functions functions, Consumer<String> log) {
        stage.complete(new Stage(blocks.stream().filter(Schedules::isScheduled).toList(), functions, log));
    }

    /// Where its page is; without a slash at the end.
    public URI url() {
        return server.url();
    }

    /// Calls all of them, as if this moment had come.
    ///
    /// @return whether all of them did what they had to
    public boolean run(Instant at) throws InterruptedException {
        var on = stage.join();
        var done = true;
        for (var block : on.blocks()) {
            var called = on.functions().call(block, event(at));
            if (!(called instanceof Called.Answered)) {
                on.log().accept(block.logicalId() + " failed on its schedule: " + called);
                done = false;
            }
        }
        return done;
    }

    private WebResponse answer(WebRequest request) throws InterruptedException {
        return switch (request.operation()) {
            case "GET /" -> page("");
            case "POST /run" -> {
                var done = run(moment(request.form().getOrDefault("at", "").strip()));
                yield page(done ? "It ran." : "It failed: the registry's log says why.");
            }
            default -> WebResponse.notFound();
        };
    }

    private Instant moment(String text) {
        try {
            return text.isEmpty() ? clock.instant() : Instant.parse(text);
        } catch (DateTimeParseException _) {
            throw new BadRequest("\"at\" must be a time such as 2027-01-31T06:00:00Z, or empty for now.");
        }
    }

    private WebResponse page(String said) {
        var names = new StringBuilder();
        stage.join()
                .blocks()
                .forEach(block ->
                        names.append("<li>").append(escaped(block.logicalId())).append("</li>\n"));
        return Page.of("What runs by a schedule", """
                <p role="status">%1$s</p>
                <p>In the cloud these run once a day or once an hour. Here they run when you say so, and for the time that you say.</p>
                <ul>
                %2$s</ul>
                <form method="post" action="/run">
                <label for="at">As if it were</label>
                <input id="at" name="at" size="24" value="%3$s">
                <button>Run</button>
                </form>
                """.formatted(
                        escaped(said), names, clock.instant().truncatedTo(ChronoUnit.SECONDS)));
    }

    private static byte[] event(Instant at) {
        return Json.write(Map.of(
                        "version", "0",
                        "id", UUID.randomUUID().toString(),
                        "detail-type", "Scheduled Event",
                        "source", "aws.events",
                        "account", "000000000000",
                        "time", at.truncatedTo(ChronoUnit.SECONDS).toString(),
                        "region", "eu-west-1",
                        "resources", List.of("arn:aws:events:eu-west-1:000000000000:rule/daily"),
                        "detail", Map.of()))
                .getBytes(StandardCharsets.UTF_8);
    }

    private static boolean isScheduled(FunctionBlock block) {
        return block.triggers().stream()
                .anyMatch(
                        trigger -> trigger instanceof Trigger.Other(var _, var type, var _) && type.equals("Schedule"));
    }

    @Override
    public void close() {
        server.close();
    }
}
