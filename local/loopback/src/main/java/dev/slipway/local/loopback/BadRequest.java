package dev.slipway.local.loopback;

/// What came is no request that a stand-in can read.
public final class BadRequest extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public BadRequest(String sentence) {
        super(sentence, null, false, false);
    }
}
