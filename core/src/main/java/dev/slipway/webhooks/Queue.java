package dev.slipway.webhooks;

import dev.slipway.kernel.Ids;
import dev.slipway.kernel.OrgSlug;

/// What is to be sent stands in line here.
public interface Queue {

    /// What stands in line.
    sealed interface Item {

        OrgSlug org();
    }

    /// One try to deliver. What is sent is read from the table.
    ///
    /// @param lane the line of the endpoint's that it stands in
    /// @param round [Delivery#round]
    /// @param tries [Delivery#tries] before it
    record Message(OrgSlug org, DeliveryId delivery, int lane, int round, int tries) implements Item {

        public static Message of(Delivery delivery) {
            return new Message(delivery.org(), delivery.id(), delivery.lane(), delivery.round(), delivery.tries());
        }
    }

    /// That owners and admins are to hear of a webhook which the registry has paused.
    ///
    /// @param event the line of the audit log that says so
    record Notice(OrgSlug org, EndpointId endpoint, String event) implements Item {

        public Notice {
            Ids.requireUlid(event, "event");
        }
    }

    /// In line, behind what stands there already. Sending the same message twice within some minutes puts it there
    /// once.
    void send(Message message);

    /// Out of line, so that others don't wait for it. When it is tried next stands in the delivery, and whoever takes
    /// the message sooner puts it back until then.
    void sendAside(Message message);

    /// In a line of its own. Sending the same notice twice within some minutes puts it there once.
    void sendNotice(Notice notice);
}
