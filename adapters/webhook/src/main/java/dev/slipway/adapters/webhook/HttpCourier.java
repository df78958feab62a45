package dev.slipway.adapters.webhook;

import dev.slipway.webhooks.Attempt;
import dev.slipway.webhooks.Courier;
import dev.slipway.webhooks.Destinations.Verdict;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.BasicHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.URIScheme;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.config.RegistryBuilder;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.io.CloseMode;

/// Sends over a connection that is made for one letter, to one of the addresses that were judged for it: the client
/// asks nobody else what the name means. No proxy, no cookies, no redirects, no second try, no unpacking.
public final class HttpCourier implements Courier {

    /// From the first look into the DNS to the last byte that is read.
    static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final int LONGEST_LINE = 8_192;
    private static final int MOST_HEADERS = 100;

    private static final RequestConfig REQUEST = RequestConfig.custom()
            .setAuthenticationEnabled(false)
            .setContentCompressionEnabled(false)
            .setExpectContinueEnabled(false)
            .setProtocolUpgradeEnabled(false)
            .setRedirectsEnabled(false)
            .build();

    private final Addresses addresses;
    private final TlsSocketStrategy tls;
    private final Duration patience;
    private final LongSupplier nanoTime;

    /// @param nanoTime what durations are measured by
    public HttpCourier(Addresses addresses, LongSupplier nanoTime) {
        this(addresses, Trust.PUBLIC, PATIENCE, nanoTime);
    }

    HttpCourier(Addresses addresses, TlsSocketStrategy tls, Duration patience, LongSupplier nanoTime) {
        this.addresses = addresses;
        this.tls = tls;
        this.patience = patience;
        this.nanoTime = nanoTime;
    }

    @Override
    public Sent send(Letter letter) {
        var began = nanoTime.getAsLong();
        try {
            return Deadline.within(patience, () -> post(letter, began));
        } catch (TimeoutException _) {
            return new Sent.Broken(
                    "There was no whole answer within " + patience.toSeconds() + " seconds.", since(began));
        } catch (ExecutionException e) {
            return new Sent.Broken(said(Objects.requireNonNullElse(e.getCause(), e)), since(began));
        }
    }

    private Sent post(Letter letter, long began) throws IOException {
        return switch (addresses.judge(letter.url())) {
            case Verdict.Public(var judged) -> post(letter, judged, began);
            case Verdict why -> new Sent.NotAllowed(why, since(began));
        };
    }

    private Sent post(Letter letter, List<InetAddress> judged, long began) throws IOException {
        var client = client(letter.url().host(), judged);
        try {
            var response = client.executeOpen(null, request(letter), null);
            return new Sent.Answered(response.getCode(), beginning(response), retryAfter(response), since(began));
        } finally {
            // What it would still say is not waited for.
            client.close(CloseMode.IMMEDIATE);
        }
    }

    private CloseableHttpClient client(String host, List<InetAddress> judged) {
        var connections = BasicHttpClientConnectionManager.create(
                null,
                new Judged(host, judged),
                RegistryBuilder.<TlsSocketStrategy>create()
                        .register(URIScheme.HTTPS.id, tls)
                        .build(),
                ManagedHttpClientConnectionFactory.builder()
                        .http1Config(Http1Config.custom()
                                .setMaxLineLength(LONGEST_LINE)
                                .setMaxHeaderCount(MOST_HEADERS)
                                .build())
                        .build());
        return HttpClientBuilder.create()
                .setConnectionManager(connections)
                .setConnectionReuseStrategy((_, _, _) -> false)
                .setDefaultRequestConfig(REQUEST)
                .setUserAgent("Slipway-Webhooks/1")
                .disableAuthCaching()
                .disableAutomaticRetries()
                .disableConnectionState()
                .disableContentCompression()
                .disableCookieManagement()
                .disableRedirectHandling()
                .build();
    }

    private static HttpPost request(Letter letter) {
        var request = new HttpPost(letter.url().uri());
        request.setHeader("webhook-id", letter.id());
        request.setHeader("webhook-timestamp", Long.toString(letter.at().getEpochSecond()));
        request.setHeader("webhook-signature", letter.signature());
        request.setHeader("accept", "*/*");
        request.setEntity(new ByteArrayEntity(
                letter.body().getBytes(StandardCharsets.UTF_8),
                ContentType.APPLICATION_JSON.withCharset((String) null)));
        return request;
    }

    /// As it came: whatever it claims to be packed with. What is no UTF-8 shows as such.
    private static String beginning(ClassicHttpResponse response) throws IOException {
        var entity = response.getEntity();
        if (entity == null) {
            return "";
        }
        var bytes = entity.getContent().readNBytes(Attempt.LONGEST_ANSWER);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /// In seconds. The other form, a date, is a matter of clocks, which are the receiver's.
    private static Optional<Duration> retryAfter(ClassicHttpResponse response) {
        var header = response.getFirstHeader("retry-after");
        return header != null && header.getValue() != null && header.getValue().matches("[0-9]{1,9}")
                ? Optional.of(Duration.ofSeconds(Long.parseLong(header.getValue())))
                : Optional.empty();
    }

    private Duration since(long began) {
        return Duration.ofNanos(nanoTime.getAsLong() - began);
    }

    /// What an organization is shown of it: nothing of an address, which it need not learn from here.
    private static String said(Throwable why) {
        return switch (why) {
            case SSLException _ -> "TLS failed: the certificate must be valid, and for this host.";
            case ConnectException _ -> "The connection was refused.";
            case UnknownHostException _ -> "The host was not found.";
            case HttpException _ -> "It answered with something that is no HTTP.";
            case IOException io
            when io.getCause() instanceof HttpException -> "It answered with something that is no HTTP.";
            case IOException _ -> "The connection broke before there was an answer.";
            default -> throw new IllegalStateException("a receiver could not be asked", why);
        };
    }

    /// Knows one name, and what was judged of it.
    private record Judged(String host, List<InetAddress> addresses) implements DnsResolver {

        @Override
        public InetAddress[] resolve(String asked) throws UnknownHostException {
            if (!asked.equals(host) && !asked.equals("[" + host + "]")) {
                throw new UnknownHostException("another host than was judged");
            }
            return addresses.toArray(InetAddress[]::new);
        }

        @Override
        public String resolveCanonicalHostname(String asked) {
            return asked;
        }
    }
}
