package dev.slipway.local;

import java.util.ArrayDeque;
import java.util.Deque;

/// What has been started, to be stopped in the opposite order: all of it if a later part doesn't start.
final class Parts implements AutoCloseable {

    /// Something to stop; a failure to do so is not one that anybody could answer.
    interface Part extends AutoCloseable {
        @Override
        void close();
    }

    private final Deque<Part> started = new ArrayDeque<>();

    synchronized void add(Part part) {
        started.push(part);
    }

    @Override
    public synchronized void close() {
        while (!started.isEmpty()) {
            started.pop().close();
        }
    }
}
