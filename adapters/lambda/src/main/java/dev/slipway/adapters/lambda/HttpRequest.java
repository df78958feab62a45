package dev.slipway.adapters.lambda;

import dev.slipway.access.Presented;
import dev.slipway.access.Sighting;
import dev.slipway.access.Token;
import dev.slipway.audit.Origin;
import dev.slipway.audit.Visit;
import dev.slipway.kernel.Malformed;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// One request, as far as any handler asks.
///
/// `toString` shows neither path nor query nor headers, since each may hold a token: `npm logout` sends
/// `DELETE /-/user/token/<token>`.
public final class HttpRequest {

    /// The cookie that a browser's session is in.
    public static final String SESSION_COOKIE = "slipway_session";

    private static final int LARGEST_FORM = 64 * 1024;

    private final GatewayEvent event;
    private final String registry;
    private final String path;
    private final Map<String, String> query;
    private final RequestNotes notes;

    /// @throws Malformed for a path or a query that can't be decoded
    HttpRequest(GatewayEvent event, Settings settings, RequestNotes notes) {
        this(event, settings.registryUrl().orElseGet(() -> gatewayUrl(event)), notes);
    }

    private HttpRequest(GatewayEvent event, String registry, RequestNotes notes) {
        this.event = event;
        this.registry = registry;
        this.notes = notes;
        this.path = PercentEncoding.path(withoutStage(event));
        this.query = parameters(event.rawQuery());
    }

    /// Reads an event. Handlers are given their request; this is for priming and for tests.
    ///
    /// @throws IOException if it isn't JSON
    /// @throws Malformed for a path or a query that can't be decoded
    public static HttpRequest read(InputStream event) throws IOException {
        var read = GatewayEvent.read(event, "");
        return new HttpRequest(read, gatewayUrl(read), new RequestNotes());
    }

    /// In capitals, as it was sent.
    public String method() {
        return event.method();
    }

    /// Begins with a slash and holds no escapes: `/@acme/pad`, whatever the client made of the slash in the name.
    ///
    /// HTTP APIs hand over a decoded path, which AWS doesn't promise. What still has escapes is therefore decoded here,
    /// so that both ways of it come to the same. The price: a percent sign that a client escaped itself is decoded
    /// twice, which no name of ours can hold.
    public String path() {
        return path;
    }

    /// Whether the path is one of those that package managers know, a package's or `/-/…`: all others are ours.
    public boolean byPackageManager() {
        return path.startsWith("/-/") || path.startsWith("/@");
    }

    /// A query parameter, decoded. The first one counts if it was sent twice.
    public Optional<String> query(String name) {
        return Optional.ofNullable(query.get(name));
    }

    /// A query parameter that is a whole number.
    ///
    /// @param otherwise what it is if it wasn't sent
    /// @throws Malformed `invalid_number`, if it is something else
    public int number(String name, int otherwise) {
        var text = query.get(name);
        try {
            return text == null ? otherwise : Integer.parseInt(text);
        } catch (NumberFormatException _) {
            throw new Malformed("invalid_number", "\"" + name + "\" must be a whole number.");
        }
    }

    /// @param name in lower case
    public Optional<String> header(String name) {
        return Optional.ofNullable(event.headers().get(name));
    }

    /// The body as it was sent, empty if there was none. Not copied: up to 6 MB that one reader reads.
    public byte[] body() {
        return event.body();
    }

    public String sourceIp() {
        return event.sourceIp();
    }

    /// The gateway's id of the request: in the answer's `x-request-id`, in the log and in the audit entry.
    public String requestId() {
        return event.requestId();
    }

    /// The registry's own URL, as this client reaches it.
    ///
    /// @see Visit#registry
    public String registry() {
        return registry;
    }

    public String domainName() {
        return event.domainName();
    }

    /// `$default`, unless the deployment named one.
    public String stage() {
        return event.stage();
    }

    public Client client() {
        return event.client();
    }

    /// What is noted here is logged when the request is done.
    public RequestNotes notes() {
        return notes;
    }

    /// Whether the client can unpack gzip: it names it, or `*`, and not with `q=0`.
    public boolean acceptsGzip() {
        var accepted = event.header("accept-encoding");
        var anything = false;
        for (int from = 0; from < accepted.length(); ) {
            int comma = accepted.indexOf(',', from);
            int end = comma < 0 ? accepted.length() : comma;
            var coding = accepted.substring(from, end);
            int semicolon = coding.indexOf(';');
            var name = (semicolon < 0 ? coding : coding.substring(0, semicolon)).strip();
            if (name.equalsIgnoreCase("gzip")) {
                return semicolon < 0 || !zeroWeight(coding.substring(semicolon + 1));
            }
            if (name.equals("*")) {
                anything = semicolon < 0 || !zeroWeight(coding.substring(semicolon + 1));
            }
            from = end + 1;
        }
        return anything;
    }

    /// The route that led here, as `template.yaml` has its path: `/api/v1/orgs/{org}`.
    public String route() {
        return event.routePath();
    }

    /// What stands in the path where the route has a name in braces, decoded.
    ///
    /// @throws IllegalStateException if the route has none of that name
    public String parameter(String name) {
        var value = event.pathParameters().get(name);
        if (value == null) {
            throw new IllegalStateException("the route " + route() + " has no {" + name + "}");
        }
        return PercentEncoding.path(value);
    }

    /// A cookie, as it was set. The first one counts if there are several of that name.
    public Optional<String> cookie(String name) {
        var prefix = name + "=";
        return event.cookies().stream()
                .filter(cookie -> cookie.startsWith(prefix))
                .map(cookie -> cookie.substring(prefix.length()))
                .findFirst();
    }

    /// The fields of a submitted form; the first one counts if one was sent twice.
    ///
    /// @throws Malformed `invalid_form`, if the body is no form, too large, or can't be decoded
    public Map<String, String> form() {
        var type = header("content-type").orElse("").toLowerCase(Locale.ROOT);
        if (!type.startsWith("application/x-www-form-urlencoded") || body().length > LARGEST_FORM) {
            throw new Malformed("invalid_form", "This is not a form of this registry, or it is too long.");
        }
        return parameters(new String(body(), StandardCharsets.UTF_8));
    }

    public Origin origin() {
        return new Origin(event.sourceIp(), event.header("user-agent"), event.requestId());
    }

    /// A visit by somebody with a token, or by nobody: what `Authorization` shows counts.
    ///
    /// @param at when the request arrived, read once for all that it does
    public Visit visit(Settings settings, Instant at) {
        return visit(settings, at, event.authorization().presented(new Sighting(at, sourceIp())));
    }

    /// A visit by somebody with a browser: the session in the cookie counts, and `Authorization` doesn't.
    ///
    /// @param at when the request arrived, read once for all that it does
    public Visit visitByBrowser(Settings settings, Instant at) {
        var presented = cookie(SESSION_COOKIE)
                .flatMap(value -> Token.read(value, Token.Kind.SESSION))
                .<Presented>map(token -> new Presented.ByHash(token.hash(), Optional.of(new Sighting(at, sourceIp()))))
                .orElseGet(Presented.Nothing::new);
        return visit(settings, at, presented);
    }

    private Visit visit(Settings settings, Instant at, Presented presented) {
        var visit = new Visit(presented, origin(), settings.registryUrl().orElseGet(() -> gatewayUrl(event)), at);
        notes().visit(visit);
        return visit;
    }

    /// Whether `Authorization` holds what could be a token, by its form and its checksum.
    boolean showsToken() {
        return event.authorization().presented(new Sighting(Instant.EPOCH, sourceIp())) instanceof Presented.ByHash;
    }

    @Override
    public String toString() {
        return method() + " (" + requestId() + ")";
    }

    private static String gatewayUrl(GatewayEvent event) {
        return "https://" + event.domainName() + (event.stage().equals("$default") ? "" : "/" + event.stage());
    }

    /// A named stage stands in front of every path; routes don't know it.
    private static String withoutStage(GatewayEvent event) {
        var raw = event.rawPath();
        var prefix = "/" + event.stage();
        if (!raw.startsWith(prefix)) {
            return raw;
        }
        var rest = raw.substring(prefix.length());
        return rest.isEmpty() ? "/" : rest.startsWith("/") ? rest : raw;
    }

    private static Map<String, String> parameters(String raw) {
        if (raw.isEmpty()) {
            return Map.of();
        }
        var parameters = new HashMap<String, String>();
        for (int from = 0; from < raw.length(); ) {
            int ampersand = raw.indexOf('&', from);
            int end = ampersand < 0 ? raw.length() : ampersand;
            int equals = raw.indexOf('=', from);
            int nameEnd = equals < 0 || equals > end ? end : equals;
            if (nameEnd > from) {
                var value = nameEnd == end ? "" : raw.substring(nameEnd + 1, end);
                parameters.putIfAbsent(
                        PercentEncoding.query(raw.substring(from, nameEnd)), PercentEncoding.query(value));
            }
            from = end + 1;
        }
        return parameters;
    }

    /// `q=0`, with as many noughts behind the point as may be.
    private static boolean zeroWeight(String parameters) {
        int q = parameters.toLowerCase(Locale.ROOT).indexOf("q=");
        if (q < 0) {
            return false;
        }
        for (int i = q + 2; i < parameters.length(); i++) {
            char c = parameters.charAt(i);
            if (c >= '1' && c <= '9') {
                return false;
            }
        }
        return true;
    }
}
