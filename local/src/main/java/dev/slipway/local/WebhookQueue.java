package dev.slipway.local;

import dev.slipway.local.gateway.MalformedTemplate;
import dev.slipway.local.queue.FifoQueue;
import dev.slipway.local.queue.QueueSettings;
import dev.slipway.local.queue.SqsStandIn;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;

/// The queue of what webhooks are to tell, and the key that they sign with: what the functions have from SQS and
/// Systems Manager in the cloud.
record WebhookQueue(SqsStandIn sqs, String key) {

    /// Those that sign, or show secrets: the others don't get the key.
    private static final Set<String> SIGN = Set.of("DeliverFunction", "WebhookFunction");

    static WebhookQueue start(int port, Path queuesYaml, InstantSource clock, Shelf shelf) {
        try {
            var settings = QueueSettings.read(queuesYaml, "Deliveries");
            var queue = new FifoQueue(settings, clock, shelf.queue());
            return new WebhookQueue(SqsStandIn.start(port, queue), shelf.webhookKey());
        } catch (IOException | MalformedTemplate e) {
            throw new CannotStart(
                    "The registry can't make the queue that " + queuesYaml + " says: " + e.getMessage(), e);
        } catch (IllegalStateException e) {
            throw shelf.unreadable(e);
        }
    }

    /// What whoever deploys would give the template: the name of a parameter, which nobody looks up here.
    Map<String, String> parameters() {
        return Map.of("WebhookKeyParameter", "/slipway/local/webhook-key");
    }

    /// What a function finds besides: where the queue is, the key itself, and that this machine may be sent to.
    Map<String, String> variables(String logicalId) {
        return SIGN.contains(logicalId)
                ? Map.of(
                        "AWS_ENDPOINT_URL_SQS",
                        sqs.url().toString(),
                        "WEBHOOK_KEY",
                        key,
                        "WEBHOOK_KEY_PARAMETER",
                        "",
                        "WEBHOOK_ALLOW_LOOPBACK",
                        "true")
                : Map.of("AWS_ENDPOINT_URL_SQS", sqs.url().toString());
    }
}
