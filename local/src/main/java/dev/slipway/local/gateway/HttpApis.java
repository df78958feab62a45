package dev.slipway.local.gateway;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Knows which parts of an HTTP API this gateway plays, and refuses a template that counts on another.
final class HttpApis {
    /// Each of these changes what a client gets. None is played here, so none may be in the template.
    private static final List<String> NOT_PLAYED =
            List.of("Auth", "CorsConfiguration", "DefinitionBody", "DefinitionUri", "StageVariables");

    /// Routes that SAM doesn't make from events: they would be missing here.
    private static final Set<String> ROUTES_ELSEWHERE = Set.of(
            "AWS::Serverless::Api",
            "AWS::ApiGateway::RestApi",
            "AWS::ApiGatewayV2::Api",
            "AWS::ApiGatewayV2::Route",
            "AWS::ApiGatewayV2::Integration");

    private HttpApis() {}

    static void check(Entry resources, Entry globals) {
        var defaults = globals.find("HttpApi");
        if (defaults != null) {
            checkPlayed(defaults);
        }
        for (var resource : resources.entries().values()) {
            var type = resource.at("Type").text();
            if (ROUTES_ELSEWHERE.contains(type)) {
                throw resource.malformed(type + " makes routes that this gateway does not read; use HttpApi events");
            }
            var properties = resource.find("Properties");
            if (type.equals("AWS::Serverless::HttpApi") && properties != null) {
                checkPlayed(properties);
            }
        }
    }

    private static void checkPlayed(Entry api) {
        for (var setting : NOT_PLAYED) {
            if (api.find(setting) != null) {
                throw api.malformed(setting + " is not played by this gateway");
            }
        }
        if (!api.text("StageName", Route.DEFAULT).equals(Route.DEFAULT)) {
            throw api.malformed("only the stage $default is played by this gateway");
        }
    }

    /// Two APIs would be two hosts; this gateway is one.
    static void checkOne(List<FunctionBlock> functions) {
        Set<String> apis = new HashSet<>();
        for (var function : functions) {
            for (var trigger : function.triggers()) {
                if (trigger instanceof Trigger.Http http && apis.add(String.valueOf(http.api())) && apis.size() > 1) {
                    throw new MalformedTemplate(
                            "Resources." + function.logicalId(), "belongs to a second ApiId; this gateway is one API");
                }
            }
        }
    }

    static Trigger.Http trigger(String name, Entry event, @Nullable Entry details) {
        var properties = details == null ? new Entry(event.place(), Node.Fields.NONE) : details;
        if (!properties.text("PayloadFormatVersion", "2.0").equals("2.0")) {
            throw properties.malformed("PayloadFormatVersion must be 2.0");
        }
        var auth = properties.find("Auth");
        if (auth != null && !auth.text("Authorizer", "").equals("NONE")) {
            throw auth.malformed("authorizers are not played by this gateway");
        }
        var timeout = properties.find("TimeoutInMillis");
        return new Trigger.Http(
                name,
                route(properties),
                timeout == null ? null : Duration.ofMillis(timeout.number(50, 30_000)),
                properties.fields().find("ApiId"));
    }

    private static Route route(Entry properties) {
        if (properties.find("Path") == null && properties.find("Method") == null) {
            return new Route("ANY", Route.DEFAULT);
        }
        try {
            return new Route(
                    properties.at("Method").text(), properties.at("Path").text());
        } catch (IllegalArgumentException e) {
            throw properties.malformed(String.valueOf(e.getMessage()));
        }
    }
}
