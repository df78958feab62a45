package dev.slipway.local.queue;

import dev.slipway.local.gateway.MalformedTemplate;
import dev.slipway.local.gateway.Node;
import dev.slipway.local.gateway.Template;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/// What a FIFO queue was told when it was made.
///
/// @param visibility how long a message that was received is shown to nobody else
/// @param most how often a message is received before it counts as dead
public record QueueSettings(Duration visibility, int most) {

    /// As the cloud's are defined, so that there is no second definition.
    ///
    /// @param queue its logical id
    public static QueueSettings read(Path queuesYaml, String queue) throws IOException {
        var found = Template.read(queuesYaml).resources("AWS::SQS::Queue").get(queue);
        if (found == null || !(found.find("Properties") instanceof Node.Fields properties)) {
            throw new MalformedTemplate(queuesYaml.toString(), "there is no queue " + queue);
        }
        if (!new Node.Text("true").equals(properties.find("FifoQueue"))
                || !(properties.find("RedrivePolicy") instanceof Node.Fields redrive)) {
            throw new MalformedTemplate(queue, "it must be a FIFO queue with a dead letter queue");
        }
        return new QueueSettings(
                Duration.ofSeconds(number(properties, "VisibilityTimeout")), number(redrive, "maxReceiveCount"));
    }

    private static int number(Node.Fields fields, String name) {
        if (fields.find(name) instanceof Node.Text(var text) && text.matches("[0-9]{1,9}")) {
            return Integer.parseInt(text);
        }
        throw new MalformedTemplate(name, "it must be a whole number");
    }
}
