package dev.slipway.local.ledger.functions;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;
import dev.slipway.access.Principal;
import dev.slipway.adapters.dynamodb.WebhookPen;
import dev.slipway.kernel.AccountId;
import dev.slipway.kernel.Handle;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.local.gateway.FunctionBlock;
import dev.slipway.local.gateway.Functions;
import dev.slipway.local.gateway.Limits;
import dev.slipway.local.ledger.MeteredRegistry;
import dev.slipway.local.queue.FifoQueue;
import dev.slipway.local.queue.QueueFile;
import dev.slipway.local.queue.QueueSettings;
import dev.slipway.local.queue.QueueSource;
import dev.slipway.local.queue.SqsStandIn;
import dev.slipway.webhooks.Endpoint;
import dev.slipway.webhooks.EndpointDescription;
import dev.slipway.webhooks.EndpointId;
import dev.slipway.webhooks.EndpointUrl;
import dev.slipway.webhooks.EventChoice;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A webhook of acme, its receiver, and the queue before it.
final class Post implements AutoCloseable {

    private static final OrgSlug ACME = new OrgSlug("acme");
    private static final String ADA =
            "{'kind':{'S':'person'},'account':{'S':'01KAKJ3V6Q8ZQ0W3Y2M7N5T4RB'},'handle':{'S':'ada'}}";

    private final MeteredRegistry registry;
    private final FifoQueue queue;
    private final SqsStandIn sqs;
    private final HttpServer receiver;
    private int status = 204;

    Post(MeteredRegistry registry) {
        this.registry = registry;
        this.queue = new FifoQueue(new QueueSettings(Duration.ofMinutes(3), 300), registry::now, QueueFile.inMemory());
        this.sqs = SqsStandIn.start(0, queue);
        try {
            this.receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        receiver.createContext("/", exchange -> {
            try (exchange) {
                exchange.getRequestBody().readAllBytes();
                exchange.sendResponseHeaders(status, -1);
            }
        });
        receiver.start();
    }

    Map<String, String> variables() {
        return Map.of(
                "WEBHOOK_QUEUE_URL", sqs.queueUrl(),
                "AWS_ENDPOINT_URL_SQS", sqs.url().toString(),
                "WEBHOOK_KEY", "0123456789abcdef0123456789abcdef",
                "WEBHOOKS", "on",
                "WEBHOOK_ALLOW_LOOPBACK", "true");
    }

    /// One that has been there from the beginning, and wants to be told everything.
    Endpoint webhook() {
        var url = "http://127.0.0.1:" + receiver.getAddress().getPort() + "/";
        var endpoint = Endpoint.created(
                new EndpointId("01KAKJ3V6Q8ZQ0W3Y2M7N5T4RE"),
                ACME,
                new Endpoint.Settings(
                        new EndpointUrl(url), new EndpointDescription(""), EventChoice.parse(List.of("*"))),
                Instant.EPOCH,
                new Principal.Person(new AccountId("01KAKJ3V6Q8ZQ0W3Y2M7N5T4RB"), new Handle("ada")));
        WebhookPen.write(registry.stock(), endpoint);
        return endpoint;
    }

    void keep(Endpoint endpoint) {
        WebhookPen.write(registry.stock(), endpoint);
    }

    void answers(int with) {
        status = with;
    }

    /// A line of acme's log, as the stream tells it.
    static byte[] line(String id, String action, String target) {
        return line(id, action, target, ADA, "{'tag':{'S':'latest'},'to':{'S':'1.2.0'}}");
    }

    /// That somebody has sent a delivery again.
    static byte[] resent(String id, Endpoint endpoint, String delivery) {
        var details = "{'webhook':{'S':'%s'},'delivery':{'S':'%s'},'event':{'S':'tag.moved'}}"
                .formatted(endpoint.id(), delivery);
        return line(id, "webhook.resent", endpoint.url().shown(), ADA, details);
    }

    /// That the registry has paused a webhook.
    static byte[] paused(String id, Endpoint endpoint) {
        var details = "{'webhook':{'S':'%s'},'why':{'S':'it answered 410 Gone'}}".formatted(endpoint.id());
        return line(id, "webhook.paused", endpoint.url().shown(), "{'system':{'S':'slipway'}}", details);
    }

    private static byte[] line(String id, String action, String target, String actor, String details) {
        return """
                {'Records':[{'eventID':'e','eventName':'INSERT','dynamodb':{'SequenceNumber':'1','NewImage':{
                'pk':{'S':'AUDIT#org:acme'},'sk':{'S':'%s'},'at':{'S':'2026-11-21T09:00:00Z'},'action':{'S':'%s'},
                'target':{'S':'%s'},'actor':{'M':%s},'details':{'M':%s},
                'address':{'S':'198.51.100.7'},'client':{'S':'npm'},'requestId':{'S':'r'}}}}]}""".formatted(id, action, target, actor, details)
                .replace('\'', '"')
                .getBytes(UTF_8);
    }

    /// What the queue hands to the function, without that it is dealt with.
    List<byte[]> messages(FunctionBlock deliver) {
        var events = new ArrayList<byte[]>();
        try (var functions = new Functions(
                        _ -> (in, out, _) -> {
                            events.add(in.readAllBytes());
                            out.write("{\"batchItemFailures\":[{\"itemIdentifier\":\"x\"}]}".getBytes(UTF_8));
                        },
                        Limits.AWS,
                        _ -> {});
                var source = QueueSource.of(queue, List.of(deliver), _ -> "true", functions, _ -> {})) {
            source.settle();
        }
        return events;
    }

    @Override
    public void close() {
        receiver.stop(0);
        sqs.close();
    }
}
