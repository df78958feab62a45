package dev.slipway.local.gateway;

import com.sun.net.httpserver.HttpExchange;
import java.util.concurrent.Semaphore;

/// Lets large requests in a few at a time.
///
/// In the cloud every environment brings memory of its own; here they share one heap, and a publish is in it as a body,
/// as an event and as whatever the function makes of it: seven times its size. A client whose turn has not come
/// sees nothing but a socket that takes no more bytes yet.
final class Intake {
    /// All bodies that are held at one time: four of the largest that Lambda takes.
    private static final int ROOM = 24 << 20;

    /// What is smaller than this never waits behind a large one.
    private static final int SMALL = 64 << 10;

    private final Semaphore room = new Semaphore(ROOM, true);
    private final int largest;

    /// @param largest what the gateway takes; more is refused unread, so it needs no room
    Intake(int largest) {
        this.largest = largest;
    }

    /// A place, until it is closed.
    interface Place extends AutoCloseable {
        @Override
        void close();
    }

    /// Waits until the body of this request has room.
    Place admit(HttpExchange exchange) throws InterruptedException {
        var size = size(exchange);
        if (size < SMALL || size > largest) {
            return () -> {};
        }
        var taken = (int) Math.min(size, ROOM);
        room.acquire(taken);
        return () -> room.release(taken);
    }

    /// A body that doesn't say how long it is may be as long as any.
    private long size(HttpExchange exchange) {
        var announced = exchange.getRequestHeaders().getFirst("Content-Length");
        if (announced != null) {
            return Long.parseLong(announced);
        }
        return exchange.getRequestHeaders().containsKey("Transfer-Encoding") ? largest : 0;
    }
}
