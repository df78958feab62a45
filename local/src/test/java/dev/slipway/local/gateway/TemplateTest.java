package dev.slipway.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateTest {
    private static final String WHOLE = """
            AWSTemplateFormatVersion: 2010-09-09
            Transform: AWS::Serverless-2016-10-31
            Parameters:
              Mail: {Type: String, Default: ''}
            Conditions:
              Mailing: !Not [!Equals [!Ref Mail, '']]
            Globals:
              Function:
                Runtime: java25
                Timeout: 10
                MemorySize: 512
                Layers: [!Ref Base]
                Environment:
                  Variables:
                    TABLE: !Ref Table
                    STAGE: local
            Resources:
              Table:
                Type: AWS::DynamoDB::Table
                DeletionPolicy: Retain
                Properties: {BillingMode: PAY_PER_REQUEST}
              PublishFunction:
                Type: AWS::Serverless::Function
                Condition: Mailing
                Properties:
                  CodeUri: functions/publish
                  Handler: dev.slipway.publish.PublishHandler::handleRequest
                  Timeout: 29
                  Layers: [!GetAtt Own.Arn]
                  Environment:
                    Variables:
                      STAGE: !Sub '${AWS::StackName}-x'
                      BUCKET: {'Fn::ImportValue': tarballs}
                  Policies:
                    - DynamoDBReadPolicy: {TableName: !Ref Table}
                    - AWSXRayDaemonWriteAccess
                  Events:
                    Put:
                      Type: HttpApi
                      Properties: {Path: '/{package}', Method: put, ApiId: !Ref Api, TimeoutInMillis: 20000}
                    Nightly:
                      Type: ScheduleV2
                      Properties: {ScheduleExpression: rate(1 day)}
              InstallFunction:
                Type: AWS::Serverless::Function
                Properties: {CodeUri: functions/install, Handler: dev.slipway.install.InstallHandler}
            Outputs:
              Url: {Value: !Sub 'https://${Api}.example'}
            """;

    private final Template template = Template.parse(WHOLE);
    private final FunctionBlock publish = template.function("PublishFunction");
    private final FunctionBlock install = template.function("InstallFunction");

    @Test
    void the_functions_come_in_the_order_of_the_template() {
        assertThat(template.functions())
                .extracting(FunctionBlock::logicalId)
                .containsExactly("PublishFunction", "InstallFunction");
    }

    @Test
    void a_handler_names_a_class_and_perhaps_a_method() {
        assertThat(publish.handlerClass()).isEqualTo("dev.slipway.publish.PublishHandler");
        assertThat(publish.handlerMethod()).isEqualTo("handleRequest");
        assertThat(install.handlerClass()).isEqualTo("dev.slipway.install.InstallHandler");
        assertThat(install.handlerMethod()).isEqualTo("handleRequest");
        assertThat(install.codeUri()).isEqualTo("functions/install");
    }

    @Test
    void what_a_function_leaves_out_comes_from_the_globals() {
        assertThat(install.timeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(install.memoryMegabytes()).isEqualTo(512);
        assertThat(publish.timeout()).isEqualTo(Duration.ofSeconds(29));
        assertThat(publish.properties().find("Runtime")).isEqualTo(new Node.Text("java25"));
    }

    @Test
    void maps_of_the_globals_are_merged_and_lists_go_on() {
        assertThat(publish.environment()).containsOnlyKeys("TABLE", "STAGE", "BUCKET");
        assertThat(publish.properties().find("Layers"))
                .isEqualTo(new Node.Items(List.of(
                        new Node.Intrinsic("Ref", new Node.Text("Base")),
                        new Node.Intrinsic(
                                "Fn::GetAtt", new Node.Items(List.of(new Node.Text("Own"), new Node.Text("Arn")))))));
    }

    @Test
    void what_neither_says_is_what_lambda_does() {
        var plain = Template.parse("""
                Resources:
                  F: {Type: 'AWS::Serverless::Function', Properties: {CodeUri: f, Handler: F}}
                """).function("F");
        assertThat(plain.timeout()).isEqualTo(Duration.ofSeconds(3));
        assertThat(plain.memoryMegabytes()).isEqualTo(128);
        assertThat(plain.triggers()).isEmpty();
        assertThat(plain.policies()).isEmpty();
        assertThat(plain.environment()).isEmpty();
    }

    @Test
    void only_intrinsic_variables_are_asked_of_the_stack() {
        var asked = publish.environment(node -> "<" + node + ">");
        assertThat(asked)
                .containsEntry("TABLE", "<Ref 'Table'>")
                .containsEntry("STAGE", "<Fn::Sub '${AWS::StackName}-x'>")
                .containsEntry("BUCKET", "<Fn::ImportValue 'tarballs'>");
        assertThat(install.environment(_ -> "asked")).containsEntry("STAGE", "local");
    }

    @Test
    void a_variable_that_the_stack_has_no_value_for_is_not_set() {
        assertThat(publish.environment(_ -> null)).isEmpty();
        assertThat(install.environment(_ -> null)).containsOnlyKeys("STAGE");
    }

    @Test
    void policies_stay_as_they_are_written() {
        assertThat(publish.policies()).hasSize(2).last().isEqualTo(new Node.Text("AWSXRayDaemonWriteAccess"));
    }

    @Test
    void an_http_event_is_a_route() {
        assertThat(publish.routes()).containsExactly(new Route("PUT", "/{package}"));
        assertThat(publish.triggers().getFirst())
                .isEqualTo(new Trigger.Http(
                        "Put",
                        new Route("PUT", "/{package}"),
                        Duration.ofSeconds(20),
                        new Node.Intrinsic("Ref", new Node.Text("Api"))));
    }

    @Test
    void any_other_event_is_kept_for_others() {
        assertThat(publish.triggers().getLast())
                .isEqualTo(new Trigger.Other(
                        "Nightly",
                        "ScheduleV2",
                        new Node.Fields(Map.of("ScheduleExpression", new Node.Text("rate(1 day)")))));
    }

    @Test
    void an_http_event_without_a_path_is_the_catch_all() {
        var function = Template.parse(with("Events: {All: {Type: HttpApi}}")).function("F");
        assertThat(function.routes()).containsExactly(new Route("ANY", "$default"));
    }

    @Test
    void the_rest_of_the_template_is_there_for_checks() {
        assertThat(template.section("Parameters").values()).containsOnlyKeys("Mail");
        assertThat(template.section("Mappings").values()).isEmpty();
        assertThat(template.resources("AWS::DynamoDB::Table").get("Table").find("DeletionPolicy"))
                .isEqualTo(new Node.Text("Retain"));
        assertThat(template.resources("AWS::Serverless::Function")).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "!Ref A",
                "!Condition A",
                "!Sub '${A}'",
                "!Sub ['${A}', {A: b}]",
                "!GetAtt A.B.C",
                "!GetAtt [A, B]",
                "!GetAZs ''",
                "!ImportValue a",
                "!Join [',', [a, !Ref B]]",
                "!Select [0, !Split [',', a]]",
                "!FindInMap [A, !Ref B, c]",
                "!Base64 a",
                "!Cidr [a, 1, 8]",
                "!If [A, b, !Ref 'AWS::NoValue']",
                "!And [!Condition A, !Not [!Condition B]]",
                "!Or [!Condition A, !Equals [a, b]]",
                "!Transform {Name: A}",
                "!Length [a]",
                "!ToJsonString {a: b}",
                "{'Fn::ForEach::Loop': [a, [b], {c: d}]}"
            })
    void every_function_of_cloudformation_is_read(String value) {
        var function = Template.parse(with("Environment: {Variables: {A: " + value + "}}"))
                .function("F");
        assertThat(function.environment().get("A")).isInstanceOf(Node.Intrinsic.class);
    }

    @Test
    void a_function_that_is_not_there_is_said_so() {
        assertThatThrownBy(() -> template.function("Publish"))
                .isInstanceOf(NoSuchElementException.class)
                .hasMessageContaining("Publish");
    }

    static String with(String property) {
        var handler = property.startsWith("Handler") ? "" : "Handler: a.F, ";
        var code = property.startsWith("CodeUri") ? "" : "CodeUri: f, ";
        return """
                Resources:
                  F:
                    Type: AWS::Serverless::Function
                    Properties: {%s%s%s}
                """.formatted(handler, code, property);
    }
}
