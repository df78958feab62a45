package dev.slipway.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.jspecify.annotations.Nullable;

/// Looks whether a port can be had before anything is started or deleted.
///
/// Somebody may still take it in the second until the gateway does; the gateway then says so itself.
final class FreePort {

    private static final int PATIENCE_MILLIS = 200;

    private FreePort() {}

    static void require(int port) {
        try (var socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
        } catch (IOException e) {
            var permission = String.valueOf(e.getMessage()).contains("Permission denied");
            throw permission
                    ? new CannotStart("Port " + port + " is only for root: choose one above 1023 by --port.", e)
                    : taken(port, e);
        }
        // Most clients ask ::1 first when they are told localhost: they would talk to whoever answers there.
        if (port != 0 && somebodyAnswers(port)) {
            throw taken(port, null);
        }
    }

    static CannotStart taken(int port, @Nullable Throwable cause) {
        var sentence = "Port " + port + " is in use: stop what listens there, or choose another one by --port"
                + " (0 is any that is free).";
        return cause == null ? new CannotStart(sentence) : new CannotStart(sentence, cause);
    }

    private static boolean somebodyAnswers(int port) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.ofLiteral("::1"), port), PATIENCE_MILLIS);
            return true;
        } catch (IOException _) {
            return false;
        }
    }
}
