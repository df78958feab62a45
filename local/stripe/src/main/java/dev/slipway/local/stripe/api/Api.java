package dev.slipway.local.stripe.api;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.stripe.Stripe;
import com.stripe.model.StripeObject;
import dev.slipway.local.loopback.WebRequest;
import dev.slipway.local.loopback.WebResponse;
import dev.slipway.local.stripe.account.Account;
import dev.slipway.local.stripe.account.Books;
import dev.slipway.local.stripe.account.Ids;
import dev.slipway.local.stripe.account.Journal;
import dev.slipway.local.stripe.wire.Call;
import dev.slipway.local.stripe.wire.Form;
import dev.slipway.local.stripe.wire.Operation;
import dev.slipway.local.stripe.wire.Refusal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The API's front: key, version, parameters, idempotency, and then the operation.
public final class Api {

    private static final Gson GSON =
            new GsonBuilder().serializeNulls().setPrettyPrinting().create();
    private static final System.Logger LOG = System.getLogger("dev.slipway.local.stripe");
    private static final Duration ANSWERS_KEPT = Duration.ofHours(24);

    private final Account account;
    private final String key;
    private final List<Operation> operations;

    public Api(Account account, String key) {
        this.account = account;
        this.key = key;
        operations = new ArrayList<>(new CustomerOperations(account).all());
        operations.addAll(new SubscriptionOperations(account).all());
        operations.addAll(new InvoiceOperations(account).all());
        operations.addAll(new CatalogOperations(account).all());
    }

    public WebResponse answer(WebRequest request) {
        var id = "req_" + Ids.random(14);
        var response = answer(request, id)
                .with("Request-Id", id)
                .with("Stripe-Version", Stripe.API_VERSION)
                .with("stripe-should-retry", "false");
        return request.header("idempotency-key")
                .map(value -> response.with("Idempotency-Key", value.replaceAll("[^ -~]", "?")))
                .orElse(response);
    }

    private WebResponse answer(WebRequest request, String id) {
        try {
            checkKey(request);
            checkVersion(request);
            return request.method().equals("POST")
                            && request.header("idempotency-key").isPresent()
                    ? once(request, id)
                    : WebResponse.json(200, perform(request, id));
        } catch (Refusal refusal) {
            return WebResponse.json(refusal.status(), refusal.json());
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "the stand-in failed at " + request, e);
            return WebResponse.json(
                    500,
                    Refusal.broken(500, "", "The stand-in has a fault: " + e).json());
        }
    }

    private void checkKey(WebRequest request) {
        var header = request.header("authorization").orElse("");
        if (!header.startsWith("Bearer ")) {
            throw Refusal.unauthorized("You did not provide an API key. You need to provide your API key in the"
                    + " Authorization header, using Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY').");
        }
        var given = header.substring("Bearer ".length());
        if (!MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), key.getBytes(StandardCharsets.UTF_8))) {
            throw Refusal.unauthorized("Invalid API Key provided: " + masked(given));
        }
    }

    private static String masked(String given) {
        return given.length() < 16 ? "****" : given.substring(0, 8) + "****" + given.substring(given.length() - 4);
    }

    /// Stripe knows every version that there was; here only the one is built that the library is made for.
    private static void checkVersion(WebRequest request) {
        request.header("stripe-version")
                .filter(version -> !version.equals(Stripe.API_VERSION))
                .ifPresent(version -> {
                    throw Refusal.parameter(
                            "",
                            "The stand-in for Stripe speaks the version %s and not %s."
                                    .formatted(Stripe.API_VERSION, version),
                            "");
                });
    }

    private String perform(WebRequest request, String id) {
        var operation = operations.stream()
                .filter(each -> each.matches(request.method(), request.path()).isPresent())
                .findFirst()
                .orElseThrow(() -> Refusal.unknownUrl(request.method(), request.path()));
        checkBody(request);
        var form = Form.of(request);
        operation.check(form);
        account.journal.causedBy(new Journal.Cause(id, request.header("idempotency-key")));
        try {
            var names = operation.matches(request.method(), request.path()).orElseThrow();
            var json = json(operation.answer(new Call(names, form)));
            account.printer.expand(json, form.texts("expand"));
            return GSON.toJson(json);
        } finally {
            account.journal.causedByTime();
        }
    }

    private static void checkBody(WebRequest request) {
        var type = request.header("content-type").orElse("");
        if (!request.body().isEmpty() && !type.startsWith("application/x-www-form-urlencoded")) {
            throw Refusal.parameter(
                    "",
                    "Invalid request (check that your POST content type is application/x-www-form-urlencoded).",
                    "");
        }
    }

    private JsonElement json(Object answer) {
        var json = answer instanceof StripeObject object ? account.printer.json(object) : (JsonElement) answer;
        if (json instanceof JsonObject object && object.has("deleted")) {
            var stub = new JsonObject();
            List.of("id", "object", "deleted").forEach(name -> stub.add(name, object.get(name)));
            return stub;
        }
        return json;
    }

    /// The same key with the same parameters has the same answer for a day, whatever it was.
    private WebResponse once(WebRequest request, String id) {
        var idempotency = request.header("idempotency-key").orElseThrow();
        if (idempotency.isEmpty() || idempotency.length() > 255) {
            throw Refusal.parameter("", "Idempotency keys have between 1 and 255 characters.", "");
        }
        var oldest = account.times.now().minus(ANSWERS_KEPT).getEpochSecond();
        account.books.answers.values().removeIf(answer -> answer.at() < oldest);
        var parameters = canonical(Form.of(request).tree());
        var kept = Optional.ofNullable(account.books.answers.get(idempotency));
        if (kept.isPresent()) {
            return again(kept.get(), request.path(), parameters, idempotency);
        }
        try {
            return keep(idempotency, request.path(), parameters, 200, perform(request, id), id);
        } catch (Refusal refusal) {
            if (refusal.unread()) {
                throw refusal;
            }
            return keep(idempotency, request.path(), parameters, refusal.status(), refusal.json(), id);
        }
    }

    private static WebResponse again(Books.KeptAnswer kept, String path, String parameters, String idempotency) {
        if (!kept.path().equals(path)) {
            throw Refusal.idempotency(
                    "Keys for idempotent requests can only be used for the same endpoint they were first used for ('%s' vs"
                                    .formatted(path)
                            + " '%s'). Try using a key other than '%s' if you meant to execute a different request."
                                    .formatted(kept.path(), idempotency));
        }
        if (!kept.parameters().equals(parameters)) {
            throw Refusal.idempotency("Keys for idempotent requests can only be used with the same parameters they were"
                    + " first used with. Try using a key other than '%s' if you meant to execute a different request."
                            .formatted(idempotency));
        }
        return WebResponse.json(kept.status(), kept.body())
                .with("Idempotent-Replayed", "true")
                .with("Original-Request", kept.requestId());
    }

    private WebResponse keep(String idempotency, String path, String parameters, int status, String body, String id) {
        account.books.answers.put(
                idempotency,
                new Books.KeptAnswer(account.times.now().getEpochSecond(), path, parameters, status, body, id));
        return WebResponse.json(status, body);
    }

    private static String canonical(Object value) {
        if (!(value instanceof Map<?, ?> map)) {
            return GSON.toJson(value);
        }
        Map<String, String> sorted = new TreeMap<>();
        map.forEach((key, inner) -> sorted.put(String.valueOf(key), canonical(inner)));
        return sorted.toString();
    }

    /// Whether it's the API that is asked.
    public static boolean isFor(WebRequest request) {
        return request.path().startsWith("/v1/") || request.path().startsWith("/v2/");
    }
}
