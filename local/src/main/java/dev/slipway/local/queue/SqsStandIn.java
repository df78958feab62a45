package dev.slipway.local.queue;

import dev.slipway.local.loopback.BadRequest;
import dev.slipway.local.loopback.Json;
import dev.slipway.local.loopback.WebRequest;
import dev.slipway.local.loopback.WebResponse;
import dev.slipway.local.loopback.WebServer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;

/// What functions ask of SQS, answered for one queue by [its JSON
/// protocol](https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/):
/// to send, and to hold what they were given. All else is refused, since nobody here asks for it.
public final class SqsStandIn implements AutoCloseable {

    private static final String TARGET = "AmazonSQS.";
    private static final String PATH = "/000000000000/deliveries.fifo";
    private static final int LARGEST_BODY = 1 << 20;
    /// What group and deduplication ids may be.
    private static final String ID = "[\\p{Alnum}\\p{Punct}]{1,128}";

    private static final Set<String> SENT =
            Set.of("QueueUrl", "MessageBody", "MessageGroupId", "MessageDeduplicationId");
    private static final Set<String> HELD = Set.of("QueueUrl", "ReceiptHandle", "VisibilityTimeout");

    private final FifoQueue queue;
    private final WebServer server;

    private SqsStandIn(int port, FifoQueue queue) {
        this.queue = queue;
        this.server = WebServer.start(port, this::answer);
    }

    /// @param port what is wanted; if somebody else has it, any that is free
    public static SqsStandIn start(int port, FifoQueue queue) {
        return new SqsStandIn(port, queue);
    }

    /// Where SQS is.
    public URI url() {
        return server.url();
    }

    /// What the queue is called by.
    public String queueUrl() {
        return server.url() + PATH;
    }

    public FifoQueue queue() {
        return queue;
    }

    private WebResponse answer(WebRequest request) {
        if (!request.operation().equals("POST /")
                || !request.header("content-type").orElse("").equals("application/x-amz-json-1.0")
                || !request.header("authorization").orElse("").startsWith("AWS4-HMAC-SHA256 ")) {
            return refused("AccessDenied", "It is no signed request of SQS's JSON protocol.");
        }
        try {
            var asked = Json.object(request.body());
            if (!queueUrl().equals(Json.text(asked, "QueueUrl"))) {
                return refused("QueueDoesNotExist", "There is no such queue.");
            }
            return switch (request.header("x-amz-target").orElse("").replace(TARGET, "")) {
                case "SendMessage" -> send(asked);
                case "ChangeMessageVisibility" -> hold(asked);
                case String other -> refused("UnsupportedOperation", "It is not played here: " + other);
            };
        } catch (BadRequest e) {
            return refused("SerializationException", String.valueOf(e.getMessage()));
        } catch (FifoQueue.Refused e) {
            return refused(e.code(), String.valueOf(e.getMessage()));
        }
    }

    private WebResponse send(Map<String, Object> asked) {
        requireKnown(asked, SENT);
        var body = Json.text(asked, "MessageBody");
        var group = Json.text(asked, "MessageGroupId");
        var deduplication = Json.text(asked, "MessageDeduplicationId");
        if (body.isEmpty() || body.getBytes(StandardCharsets.UTF_8).length > LARGEST_BODY) {
            throw new FifoQueue.Refused("InvalidParameterValue", "A message has from 1 byte to 1 MiB.");
        }
        if (!group.matches(ID) || !deduplication.matches(ID)) {
            throw new FifoQueue.Refused(
                    "InvalidParameterValue", "A group and a deduplication id are 1 to 128 letters, digits and signs.");
        }
        var id = queue.send(group, deduplication, body);
        return WebResponse.json(200, Json.write(Map.of("MessageId", id, "MD5OfMessageBody", md5(body))));
    }

    private WebResponse hold(Map<String, Object> asked) {
        requireKnown(asked, HELD);
        if (!(asked.get("VisibilityTimeout") instanceof Long seconds)) {
            throw new FifoQueue.Refused("MissingParameter", "VisibilityTimeout is missing.");
        }
        queue.hold(Json.text(asked, "ReceiptHandle"), seconds);
        return WebResponse.json(200, "{}");
    }

    private static void requireKnown(Map<String, Object> asked, Set<String> known) {
        if (!known.containsAll(asked.keySet())) {
            throw new FifoQueue.Refused("InvalidParameterValue", "Of these not all are played here: " + asked.keySet());
        }
    }

    private static WebResponse refused(String code, String message) {
        return WebResponse.json(400, Json.write(Map.of("__type", "com.amazonaws.sqs#" + code, "message", message)));
    }

    private static String md5(String body) {
        try {
            var digest = MessageDigest.getInstance("MD5").digest(body.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has MD5", e);
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
