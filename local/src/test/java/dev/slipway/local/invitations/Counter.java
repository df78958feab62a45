package dev.slipway.local.invitations;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.slipway.adapters.lambda.Answer;
import dev.slipway.adapters.lambda.Environment;
import dev.slipway.adapters.lambda.Events;
import dev.slipway.adapters.lambda.Invocation;
import dev.slipway.functions.accept.AcceptHandler;
import dev.slipway.functions.account.AccountHandler;
import dev.slipway.functions.bounce.BounceHandler;
import dev.slipway.functions.invite.InviteHandler;
import dev.slipway.functions.organization.OrganizationHandler;
import dev.slipway.kernel.Posted;
import dev.slipway.local.api.Contract;
import dev.slipway.local.gateway.Routes;
import dev.slipway.local.gateway.Template;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// The functions `invite`, `accept` and `bounce` over a [Stage], and the pages of `account` and `organization`. Answers
/// of the API are held to the OpenAPI document; at the end the log is looked through for whatever looks like a secret.
final class Counter implements AutoCloseable {

    static final String URL = "https://npm.acme.test";
    private static final Path ROOT = Path.of(System.getProperty("slipway.root", ".."));
    private static final Routes ROUTES = routes();
    private static final Pattern GUARD = Pattern.compile("name=\"form\" value=\"([0-9a-f]+)\"");

    final Stage stage = new Stage();
    private final ByteArrayOutputStream log = new ByteArrayOutputStream();
    private final Contract contract = Contract.read();
    private final InviteHandler invite;
    private final AcceptHandler accept;
    private final BounceHandler bounce;
    private final AccountHandler account;
    private final OrganizationHandler organization;

    Counter() {
        var environment = Environment.of(Map.of("REGISTRY_URL", URL));
        this.invite = new InviteHandler(environment, stage.table, stage.mails, () -> {}, stage::now, log);
        this.accept = new AcceptHandler(environment, stage.table, null, stage::now, log);
        this.bounce = new BounceHandler(environment, stage.table, null, stage::now, log);
        this.account = new AccountHandler(environment, stage.table, null, stage::now, log);
        this.organization = new OrganizationHandler(
                environment, stage.table, _ -> new Posted.Accepted("message"), () -> {}, stage::now, log);
    }

    private static Routes routes() {
        try {
            return Routes.of(Template.read(ROOT.resolve("template.yaml")).functions());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// As the gateway hands it over, with its route.
    Events event(String method, String path) {
        var match = ROUTES.match(method, path).orElseThrow();
        var event = Events.of(method, path).route(match.route().key());
        match.parameters().forEach(event::parameter);
        return event;
    }

    Answer send(String path, Events event) {
        return Answer.of(handler(path), event);
    }

    private RequestStreamHandler handler(String path) {
        return switch (ROUTES.match("GET", path).orElseThrow().function().logicalId()) {
            case "InviteFunction" -> invite;
            case "AcceptFunction" -> accept;
            case "AccountFunction" -> account;
            case "OrganizationFunction" -> organization;
            default -> throw new AssertionError("not one of ours: " + path);
        };
    }

    /// Calls the API and holds the answer to the document.
    Answer call(String method, String path, Optional<Stage.Somebody> by, String body, String... headers) {
        var event = event(method, path.replaceFirst("\\?.*", ""));
        event.query(path.contains("?") ? path.substring(path.indexOf('?') + 1) : "");
        by.ifPresent(somebody -> event.bearer(somebody.token().secret()));
        for (int i = 0; i < headers.length; i += 2) {
            event.header(headers[i], headers[i + 1]);
        }
        if (!body.isEmpty()) {
            event.header("content-type", "application/json").body(body);
        }
        var bare = path.replaceFirst("\\?.*", "");
        var answer = send(bare, event);
        var route = ROUTES.match(method, bare).orElseThrow().route().path();
        assertThat(contract.complaints(
                        new Contract.Operation(method.toLowerCase(Locale.ROOT), route),
                        body,
                        answer.status(),
                        answer.header("content-type"),
                        answer.text()))
                .isEmpty();
        return answer;
    }

    Answer post(String path, Stage.Somebody by, String body, String... headers) {
        return call("POST", path, Optional.of(by), body, headers);
    }

    Answer get(String path, Stage.Somebody by) {
        return call("GET", path, Optional.of(by), "");
    }

    /// A browser, signed in or not.
    Browser browser() {
        return new Browser(Map.of());
    }

    Browser browser(Stage.Somebody somebody) {
        return new Browser(
                Map.of("slipway_session", stage.session(somebody.person()).secret()));
    }

    final class Browser {

        private final Map<String, String> cookies;
        private String from = "203.0.113.7";

        Browser(Map<String, String> cookies) {
            this.cookies = new java.util.HashMap<>(cookies);
        }

        Browser from(String address) {
            from = address;
            return this;
        }

        Answer open(String url) {
            var path = url.replaceFirst("\\?.*", "");
            var event = event("GET", path).from(from);
            event.query(url.contains("?") ? url.substring(url.indexOf('?') + 1) : "");
            return sent(path, event);
        }

        /// Presses a button of the page at this address.
        Answer press(String page, String path, String... fields) {
            var guard = GUARD.matcher(open(page).text());
            assertThat(guard.find()).as("a form at " + path).isTrue();
            return post(path, guard.group(1), URL, fields);
        }

        Answer post(String path, String guard, String origin, String... fields) {
            var body = new StringBuilder("form=" + guard);
            for (int i = 0; i < fields.length; i += 2) {
                body.append('&')
                        .append(fields[i])
                        .append('=')
                        .append(URLEncoder.encode(fields[i + 1], StandardCharsets.UTF_8));
            }
            return sent(
                    path,
                    event("POST", path)
                            .from(from)
                            .header("origin", origin)
                            .header("content-type", "application/x-www-form-urlencoded")
                            .body(body.toString()));
        }

        private Answer sent(String path, Events event) {
            cookies.forEach(event::cookie);
            var answer = send(path, event);
            for (var cookie : answer.cookies()) {
                cookies.put(
                        cookie.substring(0, cookie.indexOf('=')),
                        cookie.substring(cookie.indexOf('=') + 1, cookie.indexOf(';')));
            }
            return answer;
        }
    }

    /// Runs an event file of the topic.
    void notice(String file, String messageId) {
        try {
            var event = Files.readString(ROOT.resolve("events/" + file + ".json"))
                    .replace("PUT-THE-ID-OF-A-MAIL-HERE", messageId);
            bounce.handleRequest(
                    new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)),
                    new ByteArrayOutputStream(),
                    new Invocation());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String log() {
        return log.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        stage.close();
        assertThat(log()).doesNotContain("slp_", "@example.org");
    }
}
