package dev.slipway.local.gateway;

import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/// Makes request ids that look like API Gateway's (`ATfSmjLgPHcESJw=`) and X-Ray's (`Root=1-6a5145a9-1bae…`).
///
/// They only have to differ, so they are random but not secret.
final class RequestIds {
    private RequestIds() {}

    static EventWriter.Stamp stamp(Instant now) {
        var random = new byte[11];
        var trace = new byte[12];
        ThreadLocalRandom.current().nextBytes(random);
        ThreadLocalRandom.current().nextBytes(trace);
        var hex = HexFormat.of();
        return new EventWriter.Stamp(
                now,
                Base64.getEncoder().encodeToString(random),
                "Root=1-" + hex.toHexDigits((int) now.getEpochSecond()) + "-" + hex.formatHex(trace));
    }
}
