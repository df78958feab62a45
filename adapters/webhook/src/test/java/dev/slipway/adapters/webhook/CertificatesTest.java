package dev.slipway.adapters.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.webhooks.Courier.Letter;
import dev.slipway.webhooks.Courier.Sent;
import dev.slipway.webhooks.EndpointUrl;
import java.net.InetAddress;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whom a certificate makes a receiver.
class CertificatesTest {

    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir
    Path folder;

    private SSLContext context;
    private Receiver receiver;

    /// With a certificate of its own making, for `hooks.example.com`.
    @BeforeEach
    void start() throws Exception {
        var file = folder.resolve("keys.p12");
        var made = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "receiver",
                        "-keyalg",
                        "EC",
                        "-validity",
                        "2",
                        "-storetype",
                        "PKCS12",
                        "-dname",
                        "CN=hooks.example.com",
                        "-ext",
                        "san=dns:hooks.example.com",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        "changeit")
                .redirectErrorStream(true)
                .start()
                .waitFor();
        assertThat(made).isZero();
        var keys = KeyStore.getInstance(file.toFile(), PASSWORD);
        var own = KeyManagerFactory.getInstance("PKIX");
        own.init(keys, PASSWORD);
        var trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("receiver", keys.getCertificate("receiver"));
        var trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(trusted);
        context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), trust.getTrustManagers(), null);
        receiver = new Receiver(
                context.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress()));
    }

    @AfterEach
    void close() throws Exception {
        receiver.close();
    }

    private Sent send(String host, TlsSocketStrategy tls) {
        Addresses.Dns here = _ -> new InetAddress[] {InetAddress.ofLiteral("127.0.0.1")};
        var url = new EndpointUrl("https://" + host + ":" + receiver.port() + "/");
        return new HttpCourier(new Addresses(here, true), tls, Duration.ofSeconds(10), System::nanoTime)
                .send(new Letter(url, "msg_1", Instant.EPOCH, "v1,x", "{}"));
    }

    @Test
    void a_certificate_that_is_trusted_and_for_the_host_is_taken() {
        assertThat(send("hooks.example.com", new DefaultClientTlsStrategy(context)))
                .isInstanceOfSatisfying(
                        Sent.Answered.class, sent -> assertThat(sent.status()).isEqualTo(200));
    }

    @Test
    void one_for_another_host_is_refused_before_anything_is_sent() {
        assertThat(send("other.example.com", new DefaultClientTlsStrategy(context)))
                .isInstanceOfSatisfying(
                        Sent.Broken.class, sent -> assertThat(sent.why()).startsWith("TLS failed"));
        assertThat(receiver.got).isEmpty();
    }

    @Test
    void one_that_nobody_vouches_for_is_refused_before_anything_is_sent() {
        assertThat(send("hooks.example.com", Trust.PUBLIC))
                .isInstanceOfSatisfying(
                        Sent.Broken.class, sent -> assertThat(sent.why()).startsWith("TLS failed"));
        assertThat(receiver.got).isEmpty();
    }
}
