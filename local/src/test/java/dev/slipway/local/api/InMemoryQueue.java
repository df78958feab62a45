package dev.slipway.local.api;

import dev.slipway.webhooks.Queue;
import java.util.List;

/// Keeps what is to be sent.
public record InMemoryQueue(List<Queue.Message> messages) implements Queue {

    @Override
    public void send(Message message) {
        messages.add(message);
    }

    @Override
    public void sendAside(Message message) {
        throw new IllegalStateException("whoever sets something off puts it in line");
    }
}
