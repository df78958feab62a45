package dev.slipway.local.loopback;

/// Settings of the JDK's web server, which it reads once, when the JVM makes its first one. A program that makes one
/// earlier, by other code than this, has to give them on its command line.
public final class ServerSettings {

    private ServerSettings() {}

    /// The server sends headers and a body of more than 8 KB in two writes, and Nagle's algorithm holds the second back
    /// until the client's delayed acknowledgement: 44 ms for each such answer. It also cuts off whoever would be the
    /// 201st idle client.
    public static void apply() {
        setUnlessGiven("sun.net.httpserver.nodelay", "true");
        setUnlessGiven("sun.net.httpserver.maxIdleConnections", "10000");
    }

    private static void setUnlessGiven(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }
}
