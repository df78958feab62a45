package dev.slipway.local;

import java.nio.file.Path;
import java.time.InstantSource;

/// How a registry is to be started.
///
/// @param port 0 for any that is free
/// @param billing whether organizations are billed, by a stand-in for Stripe
/// @param clock what the registry takes for the time; links to storage are judged by the machine's own clock
public record Options(Place place, int port, boolean billing, InstantSource clock) {

    /// Where the registry listens unless told otherwise: not verdaccio's port, so that both can run.
    public static final int PORT = 8417;

    /// For tests: nothing is kept, any port will do.
    public static Options inMemory() {
        return new Options(new Place.InMemory(), 0, false, InstantSource.system());
    }

    /// For people: what is published is there again at the next start.
    public static Options in(Path folder) {
        return new Options(new Place.Folder(folder, false), PORT, false, InstantSource.system());
    }

    /// The same on another port.
    public Options withPort(int other) {
        return new Options(place, other, billing, clock);
    }

    /// The same by another clock.
    public Options withClock(InstantSource other) {
        return new Options(place, port, billing, other);
    }

    /// The same, with organizations that are billed.
    public Options withBilling() {
        return new Options(place, port, true, clock);
    }

    /// The same, deleting what an earlier registry left in the folder.
    public Options fresh() {
        return switch (place) {
            case Place.InMemory _ -> this;
            case Place.Folder(var path, var _) -> new Options(new Place.Folder(path, true), port, billing, clock);
        };
    }
}
