package dev.slipway.functions.webhook;

import dev.slipway.webhooks.Queue;

/// Where nobody sends yet: what is to be sent stands in the table, and can be sent again by hand once somebody does.
final class Waiting implements Queue {

    @Override
    public void send(Message message) {}

    @Override
    public void sendAside(Message message) {}
}
