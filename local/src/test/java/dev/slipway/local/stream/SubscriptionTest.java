package dev.slipway.local.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.local.gateway.MalformedTemplate;
import dev.slipway.local.gateway.Template;
import dev.slipway.local.loopback.Json;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What the template may say of who listens to the stream.
class SubscriptionTest {

    private static final String START = "Stream: x, StartingPosition: TRIM_HORIZON";

    private static List<Subscription> read(String properties) {
        var template = Template.parse("""
                Resources:
                  Ear:
                    Type: AWS::Serverless::Function
                    Properties:
                      CodeUri: a.jar
                      Handler: a.B
                      Events: {Audit: {Type: DynamoDB, Properties: {%s}}, Daily: {Type: Schedule, Properties: {Schedule: x}}}
                """.formatted(properties));
        return Subscription.of(template.functions(), node -> switch (node) {
            case dev.slipway.local.gateway.Node.Text(var text) -> text;
            default -> "false";
        });
    }

    @Test
    void what_is_left_out_is_as_lambda_has_it() {
        assertThat(read(START)).singleElement().satisfies(found -> {
            assertThat(found.name()).isEqualTo("Ear.Audit");
            assertThat(found.batchSize()).isEqualTo(100);
            assertThat(found.retries()).isEqualTo(Subscription.FOR_EVER);
            assertThat(found.oldest()).isEqualTo(Duration.ofDays(1));
            assertThat(found.bisects()).isFalse();
            assertThat(found.reports()).isFalse();
            assertThat(found.filter().patterns()).isEmpty();
        });
    }

    @Test
    void what_a_condition_switches_off_does_not_listen() {
        assertThat(read(START + ", Enabled: !If [Has, true, false]")).isEmpty();
        assertThat(read(START + ", Enabled: true")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Stream: x, StartingPosition: LATEST",
                "StartingPosition: TRIM_HORIZON",
                START + ", ParallelizationFactor: 2",
                START + ", BatchSize: 0",
                START + ", BatchSize: many",
                START + ", MaximumRetryAttempts: -2",
                START + ", MaximumRecordAgeInSeconds: 5",
                START + ", BisectBatchOnFunctionError: yes please",
                START + ", FunctionResponseTypes: [Something]",
                START + ", FilterCriteria: {}",
                START + ", FilterCriteria: {Filters: [{}]}",
                START + ", FilterCriteria: {Filters: [{Pattern: '{'}]}",
                START + ", FilterCriteria: {Filters: [{Pattern: '{}'}]}",
                START + ", FilterCriteria: {Filters: [{Pattern: '{\"a\":\"b\"}'}]}",
                START + ", FilterCriteria: {Filters: [{Pattern: '{\"a\":[]}'}]}",
                START + ", FilterCriteria: {Filters: [{Pattern: '{\"a\":[{\"suffix\":\"b\"}]}'}]}",
                START + ", FilterCriteria: {Filters: [{Pattern: '{\"a\":[{\"anything-but\":[\"b\"]}]}'}]}",
                START + ", FilterCriteria: {Filters: [{Pattern: '{\"a\":[{\"numeric\":[\">\",1]}]}'}]}",
                START + ", FilterCriteria: {Filters: [{Pattern: '{\"$or\":[{\"a\":[\"b\"]}]}'}]}",
                START + ", DestinationConfig: {OnFailure: x}",
            })
    void what_is_not_known_is_refused_and_not_left_out(String properties) {
        assertThatThrownBy(() -> read(properties))
                .isInstanceOf(MalformedTemplate.class)
                .hasMessageStartingWith("Ear.Audit");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"name\":[\"INSERT\"]}                 | true",
                "{\"name\":[\"MODIFY\",\"INSERT\"]}      | true",
                "{\"name\":[\"MODIFY\"]}                 | false",
                "{\"name\":[\"insert\"]}                 | false",
                "{\"name\":[{\"prefix\":\"INS\"}]}       | true",
                "{\"name\":[{\"prefix\":\"NS\"}]}        | false",
                "{\"name\":[{\"exists\":true}]}          | true",
                "{\"name\":[{\"exists\":false}]}         | false",
                "{\"other\":[{\"exists\":false}]}        | true",
                "{\"other\":[{\"exists\":true}]}         | false",
                "{\"other\":[\"x\"]}                     | false",
                "{\"in\":[{\"exists\":true}]}            | false",
                "{\"in\":{\"side\":[\"x\"]}}             | true",
                "{\"in\":{\"side\":[\"y\"]}}             | false",
                "{\"in\":{\"side\":[\"x\"]},\"name\":[\"MODIFY\"]} | false",
                "{\"name\":{\"deeper\":[\"x\"]}}         | false",
            })
    void a_pattern_fits_as_lambda_has_it(String pattern, boolean fits) {
        var event = Json.object("{\"name\":\"INSERT\",\"in\":{\"side\":\"x\"}}");

        assertThat(EventFilter.of(List.of(pattern)).passes(event)).isEqualTo(fits);
    }

    @Test
    void one_of_several_patterns_is_enough() {
        var filter = EventFilter.of(List.of("{\"name\":[\"a\"]}", "{\"name\":[\"b\"]}"));

        assertThat(filter.passes(Json.object("{\"name\":\"b\"}"))).isTrue();
        assertThat(filter.passes(Json.object("{\"name\":\"c\"}"))).isFalse();
    }
}
