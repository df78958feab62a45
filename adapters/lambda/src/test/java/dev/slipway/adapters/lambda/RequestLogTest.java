package dev.slipway.adapters.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.kernel.OrgSlug;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Holds our two lines to what Powertools for AWS Lambda (Java) 2.9.0 writes: who knows its logs knows ours.
class RequestLogTest {

    /// `LambdaJsonLayout.json` in powertools-logging-log4j-2.9.0.jar, its names in its order.
    private static final List<String> POWERTOOLS_NAMES = List.of(
            "level",
            "message",
            "error",
            "cold_start",
            "function_arn",
            "function_memory_size",
            "function_name",
            "function_request_id",
            "function_version",
            "sampling_rate",
            "service",
            "timestamp",
            "xray_trace_id",
            "correlation_id");

    /// What of it we leave out: the ARN says nothing that the name doesn't, the memory is in the template, and nothing
    /// is sampled.
    private static final List<String> LEFT_OUT = List.of("function_arn", "function_memory_size", "sampling_rate");

    private static final List<String> OUR_NAMES =
            List.of("http_method", "action", "organization", "status", "duration_ms", "client");

    /// What powertools-metrics-2.9.0 wrote when it was run for one dimension and two metrics, values apart.
    private static final String POWERTOOLS_METRICS = """
            {"_aws":{"Timestamp":1795239045462,"CloudWatchMetrics":[{"Namespace":"Slipway","Metrics":[\
            {"Name":"Duration","Unit":"Milliseconds"},{"Name":"Requests","Unit":"Count"}],\
            "Dimensions":[["Service"],["action"]]}]},"Service":"install","action":"packument.read",\
            "Duration":12.5,"Requests":1.0}
            """;

    @Test
    void the_log_line_has_powertools_names_and_ours() {
        var line = logLine(failing());
        assertThat(line.keySet())
                .containsExactlyInAnyOrderElementsOf(Stream.concat(
                                POWERTOOLS_NAMES.stream().filter(name -> !LEFT_OUT.contains(name)), OUR_NAMES.stream())
                        .toList());
        assertThat(line.get("error"))
                .asInstanceOf(InstanceOfAssertFactories.map(String.class, Object.class))
                .containsOnlyKeys("message", "name", "stack");
    }

    @Test
    void the_log_line_says_who_did_what_and_how_it_went() {
        assertThat(logLine(reading(200)))
                .containsEntry("level", "INFO")
                .containsEntry("message", "GET packument.read 200")
                .containsEntry("cold_start", true)
                .containsEntry("function_name", "slipway-Install-1A2B")
                .containsEntry("function_version", "7")
                .containsEntry("function_request_id", Invocation.ID)
                .containsEntry("correlation_id", Events.REQUEST_ID)
                .containsEntry("service", "install")
                .containsEntry("timestamp", "2026-11-01T10:00:00.000Z")
                .containsEntry("xray_trace_id", Invocation.TRACE)
                .containsEntry("http_method", "GET")
                .containsEntry("action", "packument.read")
                .containsEntry("organization", "acme")
                .containsEntry("status", 200)
                .containsEntry("duration_ms", 12.346)
                .containsEntry("client", "pnpm")
                .doesNotContainKey("error");
    }

    @Test
    void what_was_noted_before_the_failure_is_logged_with_it() {
        assertThat(logLine(failing()))
                .containsEntry("level", "ERROR")
                .containsEntry("message", "GET packument.read 500")
                .containsEntry("action", "packument.read")
                .containsEntry("organization", "acme")
                .containsEntry("status", 500);
    }

    @Test
    void a_request_that_nobody_routed_is_logged_as_such() {
        assertThat(logLine(new Scripted(request -> Problem.unknownRoute().answer(request))))
                .containsEntry("action", "unrouted")
                .containsEntry("status", 404)
                .doesNotContainKey("organization");
    }

    @Test
    void each_request_is_one_line_and_its_metrics_another() {
        var handler = failing();
        Answer.of(handler, Events.get("/"));
        Answer.of(handler, Events.get("/"));
        assertThat(handler.lines()).hasSize(4);
        assertThat(handler.logged()).endsWith("}\n");
        assertThat(Answer.object(handler.lines().get(2))).containsEntry("cold_start", false);
    }

    @Test
    void the_metric_line_has_powertools_form() {
        var theirs = Answer.object(POWERTOOLS_METRICS);
        var ours = metricLine(reading(200));
        assertThat(shape(ours.get("_aws"))).isEqualTo(shape(theirs.get("_aws")));
        assertThat(ours.keySet())
                .containsExactlyInAnyOrder("_aws", "Service", "Duration", "Requests", "Errors4xx", "Errors5xx");
    }

    @Test
    void every_metric_and_dimension_that_is_declared_has_a_value() {
        var line = metricLine(reading(200));
        var metrics = List.of(
                Map.of("Name", "Duration", "Unit", "Milliseconds"),
                Map.of("Name", "Requests", "Unit", "Count"),
                Map.of("Name", "Errors4xx", "Unit", "Count"),
                Map.of("Name", "Errors5xx", "Unit", "Count"));
        var dimensions = List.of(List.of("Service"));
        var directive = Map.of("Namespace", "Slipway", "Metrics", metrics, "Dimensions", dimensions);
        assertThat(line.get("_aws"))
                .isEqualTo(Map.of("Timestamp", Scripted.NOW.toEpochMilli(), "CloudWatchMetrics", List.of(directive)));
        assertThat(line)
                .containsEntry("Service", "install")
                .containsEntry("Duration", 12.346)
                .containsEntry("Requests", 1);
    }

    @ParameterizedTest
    @CsvSource({"200,0,0", "302,0,0", "304,0,0", "400,1,0", "401,1,0", "429,1,0", "500,0,1", "503,0,1"})
    void errors_are_counted_by_their_kind(int status, int ofTheClient, int ofOurs) {
        assertThat(metricLine(reading(status)))
                .containsEntry("Errors4xx", ofTheClient)
                .containsEntry("Errors5xx", ofOurs);
    }

    private static Scripted reading(int status) {
        return new Scripted(request -> {
            request.notes().action("packument.read").organization(new OrgSlug("acme"));
            return HttpResponse.empty(status);
        });
    }

    private static Scripted failing() {
        return new Scripted(request -> {
            request.notes().action("packument.read").organization(new OrgSlug("acme"));
            throw new IllegalStateException("broken");
        });
    }

    private static Map<String, Object> logLine(Scripted handler) {
        Answer.of(handler, Events.get("/@acme/pad").userAgent("pnpm/12.0.1 npm/? node/v24.1.0"));
        return Answer.object(handler.lines().getFirst());
    }

    private static Map<String, Object> metricLine(Scripted handler) {
        Answer.of(handler, Events.get("/@acme/pad"));
        return Answer.object(handler.lines().get(1));
    }

    /// Names and nesting, without values and without how many there are of a kind.
    private static Object shape(Object json) {
        return switch (json) {
            case Map<?, ?> object ->
                object.entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, member -> shape(member.getValue())));
            case List<?> list ->
                list.stream().map(RequestLogTest::shape).distinct().toList();
            case Number _ -> "number";
            default -> "text";
        };
    }
}
