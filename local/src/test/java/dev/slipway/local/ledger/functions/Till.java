package dev.slipway.local.ledger.functions;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.slipway.adapters.lambda.Answer;
import dev.slipway.adapters.lambda.Invocation;
import dev.slipway.local.SealKeyFile;
import dev.slipway.local.backends.Cashier;
import dev.slipway.local.gateway.FunctionBlock;
import dev.slipway.local.gateway.Routes;
import dev.slipway.local.gateway.Template;
import dev.slipway.local.gateway.Trigger;
import dev.slipway.local.ledger.MeteredRegistry;
import dev.slipway.local.mailbox.Mailbox;
import dev.slipway.local.provider.IdentityProvider;
import dev.slipway.local.scanner.Scanner;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// A whole registry, all functions of the template behind its routes, and what each request to it costs.
///
/// A function is made for the first request that comes to it and serves the others too: none of them remembers anything
/// but a provider's keys. Mails go to a mailbox that is as strict as SES, and a provider lets in whoever is named.
final class Till implements AutoCloseable {

    static final String URL = "https://npm.acme.example";

    private static final Set<String> BILL = Set.of("BillingFunction", "BillingWebhookFunction", "ReconcileFunction");
    private static final String CURL = "curl/8.14.1";
    private static final String NPM = "npm/11.6.2 node/v24.11.0 linux x64 workspaces/false";

    private final MeteredRegistry registry = MeteredRegistry.start();
    private final Mailbox mailbox = Mailbox.start(0, "acme.example", registry::now);
    private final IdentityProvider provider = IdentityProvider.start(0, registry::now);
    private final Scanner scanner = Scanner.start(0);
    private final Path scratch = scratch();
    private final SealKeyFile sealKey = SealKeyFile.in(scratch);
    private final Cashier cashier = Cashier.open(registry::now);
    private final Post post = new Post(registry);
    private final Template template;
    private final Routes routes;
    private final Map<String, RequestStreamHandler> handlers = new HashMap<>();
    private final List<Operation> operations = new ArrayList<>();
    private final Set<String> forms = new TreeSet<>();
    private final Set<String> pages = new TreeSet<>();
    private final List<byte[]> notices = new ArrayList<>();

    Till(Template template) {
        this.template = template;
        this.routes = Routes.of(template.functions());
        provider.register(URL);
        mailbox.onFeedback(notices::add);
    }

    /// What was counted, in its order.
    List<Operation> operations() {
        return List.copyOf(operations);
    }

    /// All forms of all pages that were shown, as [Form#key] names them.
    Set<String> forms() {
        return forms;
    }

    /// The routes of all pages that were shown, as rows name them.
    Set<String> pages() {
        return pages;
    }

    /// Somebody with an account.
    Somebody person(String who, String handle) {
        return Somebody.arrives(this, who, handle);
    }

    /// A browser that nobody is signed in with.
    Browser browser(String who) {
        return new Browser(this, who);
    }

    /// Asks an API without a token.
    Call asks(String who, String method, String url) {
        var call = call(who, method, url).header("accept", "*/*").header("accept-encoding", "gzip,deflate");
        return url.startsWith("/api/")
                ? call.header("user-agent", CURL)
                : call.header("user-agent", NPM).header("npm-auth-type", "web").header("npm-command", "login");
    }

    Call call(String who, String method, String url) {
        return new Call(who, method, url, routes);
    }

    /// Counts what must work.
    Answer row(String title, Call call) {
        var answer = measure(title, call);
        assertThat(answer.status()).as(title + ": " + answer.text()).isLessThan(400);
        return answer;
    }

    /// Counts what must be refused.
    Answer refused(String title, Call call) {
        var answer = measure(title, call);
        assertThat(answer.status()).as(title).isBetween(400, 499);
        return answer;
    }

    /// Does what must work, and doesn't count it.
    Answer quietly(Call call) {
        var answer = send(call, call.bytes());
        assertThat(answer.status()).as(call.route() + ": " + answer.text()).isLessThan(400);
        forget();
        return answer;
    }

    private Answer measure(String title, Call call) {
        int mails = mailbox.messages().size();
        var event = call.bytes();
        var answer = send(call, event);
        operations.add(new Operation(
                title,
                call.who(),
                call.match().function(),
                call.match().trigger(),
                call.route(),
                call.form(),
                Integer.toString(answer.status()),
                registry.takeCost(),
                mailbox.messages().size() - mails,
                new Operation.Sizes(event.length, answer.length(), registry.takeLogged())));
        return answer;
    }

    private Answer send(Call call, byte[] event) {
        var answer = Answer.of(handler(call.match().function()), new ByteArrayInputStream(event));
        call.answered(answer);
        if (answer.header("content-type").startsWith("text/html")) {
            pages.add(call.route());
            Form.of(answer.text()).forEach(this::note);
        }
        return answer;
    }

    private void note(Form form) {
        var route = routes.match("POST", form.action()).orElseThrow().route().path();
        form.acts().forEach(act -> forms.add(Form.key(route, act)));
    }

    /// Counts what a function does that no request leads to: of an event of a topic, a queue or a schedule.
    void event(String title, String who, FunctionBlock function, byte[] event) {
        var trigger = function.triggers().stream()
                .filter(Trigger.Other.class::isInstance)
                .map(Trigger.Other.class::cast)
                .findFirst()
                .orElseThrow();
        int mails = mailbox.messages().size();
        var output = new ByteArrayOutputStream();
        try {
            handler(function).handleRequest(new ByteArrayInputStream(event), output, new Invocation());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        operations.add(new Operation(
                title,
                who,
                function,
                trigger,
                trigger.type() + " " + trigger.name(),
                "",
                "",
                registry.takeCost(),
                mailbox.messages().size() - mails,
                new Operation.Sizes(event.length, output.size(), registry.takeLogged())));
    }

    /// Has a function deal with an event, and doesn't count it.
    void quietly(FunctionBlock function, byte[] event) {
        try {
            handler(function)
                    .handleRequest(new ByteArrayInputStream(event), new ByteArrayOutputStream(), new Invocation());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        forget();
    }

    FunctionBlock function(String logicalId) {
        return template.function(logicalId);
    }

    /// Where the link of the last mail to this address leads: a path of the registry, with its query.
    String mailed(String address) {
        var link = mailbox.messagesTo(address).getFirst().link().toString();
        assertThat(link).startsWith(URL);
        return link.substring(URL.length());
    }

    /// What stands behind `token=` in a link.
    String secret(String link) {
        return link.substring(link.indexOf("token=") + "token=".length()).replaceFirst("&.*", "");
    }

    /// Says who they are at a provider that they were sent to, and gives the path that they come back by.
    ///
    /// @param away the answer that sent them there
    /// @param email what the provider knows of them
    String atProvider(Answer away, String email) {
        return Passage.through(away.header("location"), email).substring(URL.length());
    }

    /// A report of leaked tokens, as the scanner sends and signs it.
    Call reports(String body) {
        var call = call("scanner", "POST", "/api/v1/leaks").sending(body);
        scanner.signed(body.getBytes(StandardCharsets.UTF_8)).forEach(call::header);
        return call;
    }

    /// Lets ten minutes pass.
    void rest() {
        registry.rest();
    }

    Instant now() {
        return registry.now();
    }

    Cashier cashier() {
        return cashier;
    }

    Post post() {
        return post;
    }

    Mailbox mailbox() {
        return mailbox;
    }

    /// What SES has told the topic since this was last asked.
    List<byte[]> takeNotices() {
        var taken = List.copyOf(notices);
        notices.clear();
        return taken;
    }

    private RequestStreamHandler handler(FunctionBlock function) {
        return handlers.computeIfAbsent(function.logicalId(), _ -> registry.make(function, variables(function)));
    }

    /// What the template gives its functions, all of it to each, but that those alone bill that do nothing else: an
    /// organization begins with its seats, so that the others can be asked whatever it is.
    private Map<String, String> variables(FunctionBlock function) {
        var all = new HashMap<>(variables());
        all.putAll(post.variables());
        if (BILL.contains(function.logicalId())) {
            all.putAll(cashier.variables());
        }
        if (function.logicalId().equals("WebhookFunction")) {
            all.putAll(Map.of(
                    "WEBHOOKS",
                    "on",
                    "WEBHOOK_KEY",
                    "a key that is 32 characters or more",
                    "WEBHOOK_ALLOW_LOOPBACK",
                    "true"));
        }
        return all;
    }

    private Map<String, String> variables() {
        var parameters = provider.parameters();
        return Map.ofEntries(
                Map.entry("REGISTRY_URL", URL),
                Map.entry("MAIL_FROM", "Slipway <no-reply@acme.example>"),
                Map.entry("MAIL_CONFIGURATION_SET", Mailbox.CONFIGURATION_SET),
                Map.entry("AWS_ENDPOINT_URL_SESV2", mailbox.url().toString()),
                Map.entry("LEAK_KEYS_URL", scanner.url() + "/keys"),
                Map.entry("SEATS_PER_ORGANIZATION", "200"),
                Map.entry("SEAL_BUCKET_NAME", MeteredRegistry.SEALS),
                Map.entry("SEAL_KEY_FILE", sealKey.path().toString()),
                Map.entry("OIDC_ISSUER", parameters.get("OidcIssuer")),
                Map.entry("OIDC_CLIENT_ID", parameters.get("OidcClientId")),
                Map.entry("OIDC_CLIENT_SECRET", parameters.get("OidcClientSecret")),
                Map.entry("OIDC_DISPLAY_NAME", parameters.get("OidcDisplayName")));
    }

    private void forget() {
        registry.takeCost();
        registry.takeLogged();
    }

    @Override
    public void close() {
        post.close();
        cashier.close();
        scanner.close();
        provider.close();
        mailbox.close();
        registry.close();
        try {
            Files.delete(sealKey.path());
            Files.delete(scratch.resolve("seal-public.pem"));
            Files.delete(scratch);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path scratch() {
        try {
            return Files.createTempDirectory("slipway-till-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
