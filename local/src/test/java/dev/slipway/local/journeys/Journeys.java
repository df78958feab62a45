package dev.slipway.local.journeys;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// Gives a test its [Journey], which ends with it; asked for in `@BeforeAll`, one that ends with the class.
/// The registry beneath is started by the first and stopped after the last.
final class Journeys implements ParameterResolver {

    private static final Namespace OURS = Namespace.create(Journeys.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Journey.class;
    }

    @Override
    public Journey resolveParameter(ParameterContext parameter, ExtensionContext context) {
        var registry = context.getRoot()
                .getStore(OURS)
                .computeIfAbsent("registry", _ -> RegistryUnderTest.start(), RegistryUnderTest.class);
        return context.getStore(OURS).computeIfAbsent(context.getUniqueId(), _ -> new Journey(registry), Journey.class);
    }
}
