package dev.slipway.local;

import dev.slipway.local.gateway.MalformedTemplate;
import dev.slipway.local.queue.FifoQueue;
import dev.slipway.local.queue.QueueSettings;
import dev.slipway.local.queue.SqsStandIn;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;

/// The queue of what webhooks are to tell: what the functions have from SQS in the cloud.
record WebhookQueue(SqsStandIn sqs) {

    static WebhookQueue start(int port, Path queuesYaml, InstantSource clock, Shelf shelf) {
        try {
            var settings = QueueSettings.read(queuesYaml, "Deliveries");
            var queue = new FifoQueue(settings, clock, shelf.queue());
            return new WebhookQueue(SqsStandIn.start(port, queue));
        } catch (IOException | MalformedTemplate e) {
            throw new CannotStart(
                    "The registry can't make the queue that " + queuesYaml + " says: " + e.getMessage(), e);
        } catch (IllegalStateException e) {
            throw shelf.unreadable(e);
        }
    }
}
