package dev.slipway.local.registry;

import dev.slipway.local.backends.Backend;
import dev.slipway.local.backends.Cloud;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/// Tests that each begin with a registry of their own, on each backend.
@ParameterizedClass
@MethodSource("dev.slipway.local.backends.Backend#all")
abstract class OnARegistry {

    private static Cloud cloud;

    @Parameter
    Backend backend;

    Registry registry;

    @BeforeParameterizedClassInvocation
    static void openCloud(Backend backend) {
        cloud = backend.open();
    }

    @AfterParameterizedClassInvocation
    static void closeCloud() {
        cloud.close();
    }

    @BeforeEach
    void startRegistry() {
        registry = another();
    }

    @AfterEach
    void closeRegistry() {
        registry.close();
    }

    /// A registry beside the test's own.
    static Registry another() {
        return Registry.in(cloud);
    }

    /// One that bills.
    static Registry billed() {
        return Registry.billedIn(cloud);
    }
}
