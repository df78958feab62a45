package dev.slipway.local.gateway;

/// Somebody else already listens where the gateway should.
public final class PortTaken extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PortTaken(int port, Throwable cause) {
        super("port " + port + " is in use on 127.0.0.1: stop what listens there, or choose another port", cause);
    }
}
