package dev.slipway.local.gateway;

/// The template says something that this stand-in can't understand, or would do differently from AWS.
///
/// It is refused instead of ignored: a setting that is silently dropped here would first show in production.
public final class MalformedTemplate extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public MalformedTemplate(String where, String what) {
        super(where + ": " + what);
    }
}
