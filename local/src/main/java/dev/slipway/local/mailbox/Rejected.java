package dev.slipway.local.mailbox;

import dev.slipway.local.loopback.Json;
import dev.slipway.local.loopback.WebResponse;
import java.util.Map;
import java.util.UUID;

/// SES says no, by the name that it has for that.
final class Rejected extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String type;

    Rejected(int status, String type, String sentence) {
        super(sentence, null, false, false);
        this.status = status;
        this.type = type;
    }

    static Rejected badRequest(String sentence) {
        return new Rejected(400, "BadRequestException", sentence);
    }

    static Rejected message(String sentence) {
        return new Rejected(400, "MessageRejected", sentence);
    }

    WebResponse answer() {
        return WebResponse.json(status, Json.write(Map.of("message", String.valueOf(getMessage()))))
                .with("x-amzn-errortype", type)
                .with("x-amzn-requestid", UUID.randomUUID().toString());
    }
}
