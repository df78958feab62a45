package dev.slipway.local;

import dev.slipway.local.stripe.StripeStandIn;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// `./slipway start`, once the script has found a Java and built this.
public final class Main {

    private static final int CANNOT_START = 1;
    private static final int MISUSED = 2;

    private Main() {}

    /// Runs until it is told to stop by a signal. What goes wrong is said in one sentence on standard error.
    public static void main(String[] words) {
        switch (CommandLine.read(List.of(words))) {
            case CommandLine.Misused(var sentence) -> end(MISUSED, sentence);
            case CommandLine.Start start -> {
                try {
                    run(start);
                } catch (CannotStart e) {
                    end(CANNOT_START, e.sentence());
                }
            }
        }
    }

    /// A signal stops everything in a moment: the port is free and the folder unlocked. The process is gone a second
    /// later, since the AWS runtime's native threads are given that long to end; it is the price of calling storage by
    /// the client that the cloud has.
    private static void run(CommandLine.Start start) {
        var folder = start.data().orElseGet(() -> SourceTree.find().usualData());
        var registry = LocalRegistry.start(options(start, folder));
        Runtime.getRuntime().addShutdownHook(new Thread(registry::close));
        var greeting = new Greeting(
                registry.url(),
                registry.organization(),
                registry.tokens(),
                registry.mailbox().url(),
                registry.stripe().map(StripeStandIn::url),
                folder.toAbsolutePath().normalize(),
                Duration.ofMillis(ManagementFactory.getRuntimeMXBean().getUptime()));
        IO.println(start.json() ? greeting.json() : greeting.text());
        System.out.flush();
    }

    private static Options options(CommandLine.Start start, Path folder) {
        var options = Options.in(folder).withPort(start.port());
        var billed = start.billing() ? options.withBilling() : options;
        return start.fresh() ? billed.fresh() : billed;
    }

    private static void end(int status, String sentence) {
        System.err.println("slipway: " + sentence);
        System.exit(status);
    }
}
