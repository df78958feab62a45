package dev.slipway.bench.yardsticks;

import static software.amazon.lambda.powertools.logging.argument.StructuredArguments.entry;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.lambda.powertools.logging.PowertoolsLogging;
import software.amazon.lambda.powertools.metrics.Metrics;
import software.amazon.lambda.powertools.metrics.MetricsFactory;
import software.amazon.lambda.powertools.metrics.model.MetricUnit;

/// [Hello] with one log line and one metric by Powertools, to say what they cost a start.
public final class PowertoolsHello implements RequestStreamHandler {
    private static final Logger LOG = LoggerFactory.getLogger(PowertoolsHello.class);

    private final Hello hello = new Hello();
    private final Metrics metrics = MetricsFactory.getMetricsInstance();

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        PowertoolsLogging.initializeLogging(context);
        hello.handleRequest(event, answer, context);
        LOG.info("served", entry("status", 200));
        metrics.addMetric("Served", 1, MetricUnit.COUNT);
        metrics.flush();
        PowertoolsLogging.clearState(true);
    }
}
