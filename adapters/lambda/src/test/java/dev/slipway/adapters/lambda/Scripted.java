package dev.slipway.adapters.lambda;

import dev.slipway.access.RateLimits;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/// A handler that does what a test says, at a time that stands still. Each request takes 12.3456 ms.
final class Scripted extends HttpHandler {

    static final Instant NOW = Instant.parse("2026-11-01T10:00:00Z");
    static final Settings SETTINGS =
            new Settings("install", "slipway-Install-1A2B", "7", Optional.empty(), false, false, false);

    private final Function<HttpRequest, HttpResponse> script;
    private final ByteArrayOutputStream out;
    private Exception priming = new Exception("not asked for");
    private int primed;
    private int primedWhenDisconnected = -1;

    Scripted(Function<HttpRequest, HttpResponse> script) {
        this(script, (_, _, _, _) -> new RateLimits.Answer.Allowed());
    }

    Scripted(Function<HttpRequest, HttpResponse> script, RateLimits limits) {
        this(script, new ByteArrayOutputStream(), new AtomicLong(), limits);
    }

    private Scripted(
            Function<HttpRequest, HttpResponse> script,
            ByteArrayOutputStream out,
            AtomicLong nanos,
            RateLimits limits) {
        super(SETTINGS, InstantSource.fixed(NOW), () -> nanos.getAndAdd(12_345_600), out, limits, Nobody.refused());
        this.script = script;
        this.out = out;
    }

    Scripted failingToPrime(Exception failure) {
        priming = failure;
        return this;
    }

    @Override
    protected HttpResponse handle(HttpRequest request, Instant now) {
        return script.apply(request);
    }

    @Override
    protected void prime() throws Exception {
        primed++;
        if (!"not asked for".equals(priming.getMessage())) {
            throw priming;
        }
    }

    @Override
    protected void disconnect() {
        primedWhenDisconnected = primed;
    }

    /// How often it had been primed when its connections were cut; -1 if they weren't.
    int primedWhenDisconnected() {
        return primedWhenDisconnected;
    }

    int timesPrimed() {
        return primed;
    }

    /// All that was logged, as one text.
    String logged() {
        return out.toString(StandardCharsets.UTF_8);
    }

    /// The lines that were logged: log, metrics, log, metrics...
    List<String> lines() {
        return logged().lines().toList();
    }
}
