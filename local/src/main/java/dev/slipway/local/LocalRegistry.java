package dev.slipway.local;

import dev.slipway.local.gateway.FunctionBlock;
import dev.slipway.local.gateway.Functions;
import dev.slipway.local.gateway.Gateway;
import dev.slipway.local.gateway.Limits;
import dev.slipway.local.gateway.MalformedTemplate;
import dev.slipway.local.gateway.PortTaken;
import dev.slipway.local.gateway.Template;
import dev.slipway.local.mailbox.Mailbox;
import dev.slipway.local.provider.IdentityProvider;
import dev.slipway.local.queue.FifoQueue;
import dev.slipway.local.queue.QueueSource;
import dev.slipway.local.scanner.Scanner;
import dev.slipway.local.schedule.Schedules;
import dev.slipway.local.stream.Subscription;
import dev.slipway.local.stream.TableStream;
import dev.slipway.local.stripe.StripeStandIn;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// A whole registry that runs in this process.
///
/// ```java
/// try (var registry = LocalRegistry.start(Options.inMemory())) {
///     publishTo(registry.url(), registry.tokens().member());
/// }
/// ```
public final class LocalRegistry implements AutoCloseable {

    /// How many requests a function serves at once. Each may hold a publish of 6 MB several times over, and the whole
    /// registry has to fit into half a gigabyte; the next requests wait their turn.
    private static final int AT_ONCE = 8;

    private final Parts parts;
    private final Data data;
    private final StandIns standIns;
    private final Template template;
    private final Gateway gateway;
    private final TableStream stream;
    private final Duration readyAfter;

    private LocalRegistry(
            Parts parts,
            Data data,
            StandIns standIns,
            Template template,
            Gateway gateway,
            TableStream stream,
            Duration readyAfter) {
        this.parts = parts;
        this.data = data;
        this.standIns = standIns;
        this.template = template;
        this.gateway = gateway;
        this.stream = stream;
        this.readyAfter = readyAfter;
    }

    /// Starts a registry and returns once it answers.
    ///
    /// @throws CannotStart for a reason that a person can do something about; nothing is left running then
    public static LocalRegistry start(Options options) {
        var parts = new Parts();
        try {
            return start(options, parts);
        } catch (PortTaken e) {
            parts.close();
            throw FreePort.taken(options.port(), e);
        } catch (RuntimeException | Error e) {
            parts.close();
            throw e;
        }
    }

    private static LocalRegistry start(Options options, Parts parts) {
        var began = System.nanoTime();
        Credentials.provide();
        var sources = SourceTree.find();
        FreePort.require(options.port());
        var shelf = Shelf.at(options.place());
        parts.add(shelf::close);
        var definition = TableDefinition.read(sources.data());
        var standIns = StandIns.start(options, sources, shelf, parts);
        var data = Data.open(
                shelf,
                definition,
                new Data.Start(
                        options.clock().instant().truncatedTo(ChronoUnit.MILLIS),
                        standIns.identityProvider().ada()),
                parts);
        var log = new PrintStream(shelf.log(), true, StandardCharsets.UTF_8);
        parts.add(log::close);
        var template = template(sources);
        var address = new CompletableFuture<String>();
        var functions = functions(options, template, data, standIns, log, address);
        parts.add(functions::close);
        var gateway = gateway(options, template, functions, standIns, log, address);
        parts.add(gateway::close);
        var stream = stream(template, data, shelf, standIns, functions, log);
        parts.add(stream::close);
        var queue = queue(template, standIns, functions, log);
        parts.add(queue::close);
        return new LocalRegistry(
                parts, data, standIns, template, gateway, stream, Duration.ofNanos(System.nanoTime() - began));
    }

    /// A handler is made for the first request that needs it. That may come before the address is known here: it waits.
    private static Functions functions(
            Options options,
            Template template,
            Data data,
            StandIns standIns,
            PrintStream log,
            CompletableFuture<String> address) {
        var handlers = new Handlers(
                function -> variables(template, function, data, standIns, address.join()),
                data.table(),
                data.bucket(),
                options.clock(),
                log);
        return new Functions(handlers::make, Limits.AWS.withEnvironments(AT_ONCE), log::println);
    }

    private static Gateway gateway(
            Options options,
            Template template,
            Functions functions,
            StandIns standIns,
            PrintStream log,
            CompletableFuture<String> address) {
        var topics = new Topics(template.functions(), functions, log::println);
        standIns.mailbox().onFeedback(topics::publish);
        standIns.schedules().serve(template.functions(), functions, log::println);
        var gateway = new Gateway(template.functions(), functions, options.port(), options.clock()).start();
        address.complete(gateway.url());
        standIns.register(gateway.url());
        return gateway;
    }

    private static TableStream stream(
            Template template, Data data, Shelf shelf, StandIns standIns, Functions functions, PrintStream log) {
        try {
            var stack = new Stack(template, standIns.parameters(), standIns.attributes());
            var source = new TableStream.Source(
                    data.database().client(), data.database().streams(), Data.NAME);
            return TableStream.of(
                            source,
                            Subscription.of(template.functions(), stack::resolve),
                            functions,
                            shelf.positions(),
                            (_, notice) -> log.println(notice),
                            log::println)
                    .start();
        } catch (MalformedTemplate e) {
            throw new CannotStart("The registry can't serve what template.yaml says: " + e.getMessage(), e);
        }
    }

    private static QueueSource queue(Template template, StandIns standIns, Functions functions, PrintStream log) {
        try {
            var stack = new Stack(template, standIns.parameters(), standIns.attributes());
            var queue = standIns.queue().sqs().queue();
            return QueueSource.of(queue, template.functions(), stack::resolve, functions, log::println)
                    .start();
        } catch (MalformedTemplate e) {
            throw new CannotStart("The registry can't serve what template.yaml says: " + e.getMessage(), e);
        }
    }

    /// What the template gives the function, and what Lambda itself would add.
    private static Map<String, String> variables(
            Template template, FunctionBlock function, Data data, StandIns standIns, String address) {
        var parameters = new HashMap<>(standIns.parameters());
        parameters.put("RegistryUrl", address);
        var attributes = new HashMap<>(standIns.attributes());
        attributes.put("Data.Outputs.TableName", Data.NAME);
        attributes.put("Data.Outputs.BucketName", Data.NAME);
        var stack = new Stack(template, parameters, attributes);
        var variables = new HashMap<>(function.environment(stack::resolve));
        variables.put("AWS_LAMBDA_FUNCTION_NAME", function.logicalId());
        variables.put("AWS_ENDPOINT_URL_S3", data.storage().endpoint().toString());
        variables.putAll(standIns.variables(function));
        return variables;
    }

    private static Template template(SourceTree sources) {
        try {
            return Template.read(sources.template());
        } catch (IOException | MalformedTemplate e) {
            throw new CannotStart(
                    "The registry can't serve what " + sources.template() + " says: " + e.getMessage(), e);
        }
    }

    /// Where clients reach it, without a slash at the end.
    public String url() {
        return gateway.url();
    }

    /// The name of the organization that is there from the start: its packages are `@acme/…`.
    public String organization() {
        return Seed.ORGANIZATION.value();
    }

    /// The tokens of those who are there from the start.
    public Tokens tokens() {
        return data.tokens();
    }

    /// How long [#start] took.
    public Duration readyAfter() {
        return readyAfter;
    }

    /// The database, for tests that look at what was stored; the table is `slipway`.
    public Database database() {
        return data.database();
    }

    /// The storage, for tests that look at what was stored; the bucket is `slipway`.
    public Storage storage() {
        return data.storage();
    }

    /// What this function, by its logical id, finds in its environment; for tests that look at what it was told.
    public Map<String, String> environment(String function) {
        return Map.copyOf(variables(template, template.function(function), data, standIns, url()));
    }

    /// Where the mails that it sends arrive.
    public Mailbox mailbox() {
        return standIns.mailbox();
    }

    /// Where people prove who they are, if not by mail.
    public IdentityProvider identityProvider() {
        return standIns.identityProvider();
    }

    /// What runs by a schedule.
    public Schedules schedules() {
        return standIns.schedules();
    }

    /// What tells functions of what was changed in the table.
    public TableStream stream() {
        return stream;
    }

    /// What waits to be sent to webhooks.
    public FifoQueue queue() {
        return standIns.queue().sqs().queue();
    }

    /// Who finds tokens in public places.
    public Scanner scanner() {
        return standIns.scanner();
    }

    /// Who is told to pay, if organizations are billed. Its clock is the registry's; [StripeStandIn#advance] moves it
    /// further ahead, and [StripeStandIn#catchUp] does what has fallen due since the registry's was moved.
    public Optional<StripeStandIn> stripe() {
        return standIns.billing().map(BillingStandIn::stripe);
    }

    /// Stops it. Requests that are being served are cut off.
    @Override
    public void close() {
        parts.close();
    }
}
