package dev.slipway.adapters.aws;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.crt.AwsCrtHttpClient;

/// The HTTP connections of one function environment, shared by all clients of AWS in it, over the CRT's native HTTP
/// and TLS, which starts in a fifth of the time of any Java client (`docs/adr/0008`).
///
/// Closing cuts the connections, and the next request opens new ones. So they can be cut before SnapStart takes its
/// picture: a connection in a snapshot is dead in every environment that is restored from it, and the first request
/// there would find that out by waiting.
///
/// What comes after them is made ready at once, without a connection: it has the trusted certificates read and TLS set
/// up, which is 5 ms of a first request. The price is that the last one is given up with the process and not before.
public final class Connections implements SdkHttpClient {

    private @Nullable SdkHttpClient open;
    private boolean used;

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        return toUse().prepareRequest(request);
    }

    @Override
    public synchronized void close() {
        if (open != null && used) {
            open.close();
            open = AwsCrtHttpClient.create();
            used = false;
        }
    }

    @Override
    public String clientName() {
        return "AwsCommonRuntime";
    }

    private synchronized SdkHttpClient toUse() {
        var current = open == null ? AwsCrtHttpClient.create() : open;
        open = current;
        used = true;
        return current;
    }
}
