package dev.slipway.local.gateway;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a template may not say.
class TemplateRefusalTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Timeout: 0",
                "Timeout: 901",
                "Timeout: ten",
                "Timeout: !Ref Seconds",
                "MemorySize: 64",
                "Handler: a.b:c",
                "Handler: !Ref H",
                "CodeUri: {Bucket: b, Key: k}",
                "InlineCode: exit",
                "ImageUri: image",
                "Environment: {A: b}",
                "Environment: {Variables: !Ref V}",
                "Events: {A: {Properties: {}}}",
                "Events: {A: {Type: Api, Properties: {Path: /, Method: get}}}",
                "Events: {A: {Type: HttpApi, Properties: {Path: /a}}}",
                "Events: {A: {Type: HttpApi, Properties: {Method: get}}}",
                "Events: {A: {Type: HttpApi, Properties: {Path: a, Method: get}}}",
                "Events: {A: {Type: HttpApi, Properties: {Path: !Ref P, Method: get}}}",
                "Events: {A: {Type: HttpApi, Properties: {Path: /a, Method: fetch}}}",
                "Events: {A: {Type: HttpApi, Properties: {Path: /, Method: get, PayloadFormatVersion: '1.0'}}}",
                "Events: {A: {Type: HttpApi, Properties: {Path: /, Method: get, Auth: {Authorizer: Jwt}}}}",
                "Events: {A: {Type: HttpApi, Properties: {Path: /, Method: get, TimeoutInMillis: 60000}}}",
                "Events: {A: {Type: HttpApi}, B: {Type: HttpApi, Properties: {ApiId: !Ref Other}}}"
            })
    void a_function_that_would_run_differently_here_is_refused(String property) {
        assertThatThrownBy(() -> Template.parse(TemplateTest.with(property)))
                .isInstanceOf(MalformedTemplate.class)
                .hasMessageStartingWith("Resources.F");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Auth: {DefaultAuthorizer: Jwt}",
                "CorsConfiguration: true",
                "DefinitionBody: {}",
                "DefinitionUri: api.yaml",
                "StageVariables: {a: b}",
                "StageName: prod"
            })
    void an_api_that_would_answer_differently_here_is_refused(String property) {
        assertThatThrownBy(() -> Template.parse("""
                Resources:
                  Api: {Type: 'AWS::Serverless::HttpApi', Properties: {%s}}
                """.formatted(property)))
                .isInstanceOf(MalformedTemplate.class)
                .hasMessageStartingWith("Resources.Api");
        assertThatThrownBy(() -> Template.parse("""
                Globals: {HttpApi: {%s}}
                Resources: {}
                """.formatted(property)))
                .isInstanceOf(MalformedTemplate.class)
                .hasMessageStartingWith("Globals.HttpApi");
    }

    @ParameterizedTest
    @ValueSource(strings = {"AWS::Serverless::Api", "AWS::ApiGatewayV2::Route", "AWS::ApiGateway::RestApi"})
    void routes_that_are_made_elsewhere_are_refused(String type) {
        assertThatThrownBy(() -> Template.parse("Resources: {A: {Type: '" + type + "'}}"))
                .isInstanceOf(MalformedTemplate.class)
                .hasMessageContaining(type);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "just text",
                "[a, b]",
                "Outputs: {}",
                "Resources: [a]",
                "Resources: {A: {Properties: {}}}",
                "Resources: {A: {Type: X}, A: {Type: Y}}",
                "Resources: {A: {Type: X, Properties: }}",
                "Resources: {A: {Type: X, Properties: {a: !Nonsense b}}}",
                "Resources: {A: {Type: X, Properties: {'Fn::Nonsense': b}}}",
                "Resources: {A: {Type: X, <<: {a: b}}}",
                "Resources: {A: &a {Type: X}, B: *a}",
                "Resources: {A: {Type: X",
                "Resources: {? [a] : b}"
            })
    void what_cloudformation_could_not_read_is_refused(String yaml) {
        assertThatThrownBy(() -> Template.parse(yaml)).isInstanceOf(MalformedTemplate.class);
    }
}
