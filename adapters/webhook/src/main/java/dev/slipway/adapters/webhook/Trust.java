package dev.slipway.adapters.webhook;

import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;

/// Whose certificates are believed. Loaded with this class, which is with the first letter.
final class Trust {

    /// Those that Java trusts, for the name that the URL has.
    static final TlsSocketStrategy PUBLIC = DefaultClientTlsStrategy.createDefault();

    private Trust() {}
}
