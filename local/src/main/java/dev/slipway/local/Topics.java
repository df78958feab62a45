package dev.slipway.local;

import dev.slipway.local.gateway.Called;
import dev.slipway.local.gateway.FunctionBlock;
import dev.slipway.local.gateway.Functions;
import dev.slipway.local.gateway.Trigger;
import java.util.List;
import java.util.function.Consumer;

/// SNS: calls the functions that listen to a topic. There is one topic, so whoever listens to any listens to it.
///
/// The real one tries again when a function fails; here the log says that it did.
record Topics(List<FunctionBlock> blocks, Functions functions, Consumer<String> log) {

    void publish(byte[] event) {
        for (var function : blocks) {
            if (function.triggers().stream().anyMatch(Topics::isSns)) {
                call(function, event);
            }
        }
    }

    private void call(FunctionBlock function, byte[] event) {
        try {
            var called = functions.call(function, event);
            if (!(called instanceof Called.Answered)) {
                log.accept(function.logicalId() + " failed on a notification: " + called);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean isSns(Trigger trigger) {
        return trigger instanceof Trigger.Other(var _, var type, var _) && type.equals("SNS");
    }
}
