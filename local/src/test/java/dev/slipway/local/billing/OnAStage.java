package dev.slipway.local.billing;

import dev.slipway.local.backends.Backend;
import dev.slipway.local.backends.Cloud;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/// Tests that each begin with a table and a Stripe of their own, on each backend: the job looks at every organization
/// that there is.
@ParameterizedClass
@MethodSource("dev.slipway.local.backends.Backend#all")
abstract class OnAStage {

    @Parameter
    Backend backend;

    Stage stage;

    private Cloud cloud;

    @BeforeEach
    void startStage() {
        cloud = backend.open();
        stage = new Stage(cloud);
    }

    @AfterEach
    void closeStage() {
        stage.close();
        cloud.close();
    }
}
