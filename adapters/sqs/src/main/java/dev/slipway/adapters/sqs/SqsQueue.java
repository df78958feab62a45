package dev.slipway.adapters.sqs;

import dev.slipway.webhooks.DeliveryId;
import dev.slipway.webhooks.Queue;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/// A FIFO queue of SQS. Of each group one message at a time is dealt with, so a group is a line: one for each lane of
/// an endpoint, and for what steps out of it one of its own.
public final class SqsQueue implements Queue {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration PATIENCE_FOR_ONE_TRY = Duration.ofSeconds(2);

    /// What SQS takes; a little less, since it counts from when the message was received.
    private static final Duration LONGEST_HOLD = Duration.ofHours(12).minusMinutes(1);

    private final SqsClient client;
    private final String url;
    private final Runnable disconnect;

    private SqsQueue(SqsClient client, String url, Runnable disconnect) {
        this.client = client;
        this.url = url;
        this.disconnect = disconnect;
    }

    /// @param url of the queue
    /// @param endpoint where SQS is, if it isn't the region's own
    /// @param connections what requests go over; it opens new ones after it was closed
    public static SqsQueue open(String url, Optional<URI> endpoint, SdkHttpClient connections) {
        var builder = SqsClient.builder()
                .httpClient(connections)
                .overrideConfiguration(
                        limits -> limits.apiCallTimeout(PATIENCE).apiCallAttemptTimeout(PATIENCE_FOR_ONE_TRY));
        endpoint.ifPresent(builder::endpointOverride);
        return new SqsQueue(builder.build(), url, connections::close);
    }

    @Override
    public void send(Message message) {
        send(message, message.delivery().endpoint() + "#" + message.lane(), of(message, ""));
    }

    @Override
    public void sendAside(Message message) {
        send(message, text(message.delivery()), of(message, "#aside"));
    }

    @Override
    public void sendNotice(Notice notice) {
        send(notice, notice.endpoint() + "#notice", notice.event());
    }

    /// @param id what is sent twice within five minutes under the same one stands in line once
    private void send(Item item, String group, String id) {
        client.sendMessage(request -> request.queueUrl(url)
                .messageBody(MessageForm.write(item))
                .messageGroupId(group)
                .messageDeduplicationId(id));
    }

    private static String of(Message message, String kind) {
        return text(message.delivery()) + "#" + message.round() + kind;
    }

    private static String text(DeliveryId delivery) {
        return delivery.endpoint() + "#" + delivery.event();
    }

    /// Has a message that was received keep its place, and shows it to nobody before that time. Whoever holds one
    /// longer than SQS allows gets it sooner, and holds it again.
    ///
    /// @param receipt what it was received with
    public void hold(String receipt, Duration rest) {
        var seconds = Math.clamp(rest.plusMillis(999).toSeconds(), 0, LONGEST_HOLD.toSeconds());
        client.changeMessageVisibility(
                request -> request.queueUrl(url).receiptHandle(receipt).visibilityTimeout((int) seconds));
    }

    /// Cuts the connections, as before a snapshot is taken.
    public void disconnect() {
        disconnect.run();
    }
}
