package dev.slipway.local.gateway;

import java.util.List;
import java.util.Map;

/// What goes back to the client.
record ProxyResult(int status, Map<String, String> headers, List<String> cookies, Payload body) {}
