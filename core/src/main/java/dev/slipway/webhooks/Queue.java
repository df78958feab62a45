package dev.slipway.webhooks;

import dev.slipway.kernel.OrgSlug;

/// What is to be sent stands in line here.
public interface Queue {

    /// One try to deliver. What is sent is read from the table.
    ///
    /// @param lane the line of the endpoint's that it stands in
    /// @param round [Delivery#round]
    /// @param tries [Delivery#tries] before it
    record Message(OrgSlug org, DeliveryId delivery, int lane, int round, int tries) {

        public static Message of(Delivery delivery) {
            return new Message(delivery.org(), delivery.id(), delivery.lane(), delivery.round(), delivery.tries());
        }
    }

    /// In line, behind what stands there already. Sending the same message twice within some minutes puts it there
    /// once.
    void send(Message message);

    /// Out of line, so that others don't wait for it. When it is tried next stands in the delivery, and whoever takes
    /// the message sooner puts it back until then.
    void sendAside(Message message);
}
