package dev.slipway.audit;

import dev.slipway.kernel.Texts;

/// Where a request came from.
///
/// @param address the client's IP address as the gateway saw it
/// @param client the User-Agent, cut to 200 characters
/// @param requestId the gateway's id of the request, which its answer and its log line carry too
public record Origin(String address, String client, String requestId) {

    /// What the deployment does by itself.
    public static final Origin INSIDE = new Origin("", "slipway", "");

    public Origin {
        client = Texts.cut(client, 200);
    }
}
