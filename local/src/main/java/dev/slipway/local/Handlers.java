package dev.slipway.local;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.slipway.adapters.dynamodb.Table;
import dev.slipway.adapters.lambda.Environment;
import dev.slipway.adapters.s3.Bucket;
import dev.slipway.local.gateway.FunctionBlock;
import java.io.OutputStream;
import java.lang.reflect.InvocationTargetException;
import java.time.InstantSource;
import java.util.Map;

/// Makes the handlers that the template names, unchanged, with a laptop's table, bucket, clock and log.
///
/// All of them share one table and one bucket: the SDK's clients are made for that. On Lambda each environment has its
/// own; nothing that a handler can observe depends on it.
///
/// @param variables of one function, by its block
record Handlers(Variables variables, Table table, Bucket bucket, InstantSource clock, OutputStream log) {

    /// Says what a function finds in its environment.
    interface Variables {
        Map<String, String> of(FunctionBlock function);
    }

    RequestStreamHandler make(FunctionBlock function) {
        try {
            var handler = Class.forName(function.handlerClass())
                    .getConstructor(
                            Environment.class, Table.class, Bucket.class, InstantSource.class, OutputStream.class)
                    .newInstance(Environment.of(variables.of(function)), table, bucket, clock, log);
            return (RequestStreamHandler) handler;
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof RuntimeException unchecked ? unchecked : new IllegalStateException(e);
        } catch (ReflectiveOperationException e) {
            throw new CannotStart(
                    "template.yaml names the handler " + function.handler() + ", which can't be made here: it needs a"
                            + " public constructor (Environment, Table, Bucket, InstantSource, OutputStream).",
                    e);
        }
    }
}
