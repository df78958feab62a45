package dev.slipway.bench.coldstart;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/// A certificate for 127.0.0.1 that lives as long as the benchmark.
///
/// @param tls for the side that shows it
/// @param authority the file for the side that is to trust it
record Certificate(SSLContext tls, Path authority) {

    static Certificate make(Path folder) throws IOException, GeneralSecurityException, InterruptedException {
        var password = "benchmark";
        var store = folder.resolve("tls.p12");
        Files.deleteIfExists(store);
        var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        var made = new ProcessBuilder(
                        keytool,
                        "-genkeypair",
                        "-alias",
                        "bench",
                        "-keyalg",
                        "RSA",
                        "-keysize",
                        "2048",
                        "-dname",
                        "CN=127.0.0.1",
                        "-ext",
                        "san=ip:127.0.0.1",
                        "-ext",
                        "bc=ca:true",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        password)
                .inheritIO()
                .start()
                .waitFor();
        if (made != 0) {
            throw new IOException("keytool ended with " + made);
        }
        var keys = KeyStore.getInstance(store.toFile(), password.toCharArray());
        var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, password.toCharArray());
        var tls = SSLContext.getInstance("TLS");
        tls.init(managers.getKeyManagers(), null, null);
        var authority = Files.writeString(
                folder.resolve("tls.pem"),
                "-----BEGIN CERTIFICATE-----\n%s\n-----END CERTIFICATE-----\n"
                        .formatted(Base64.getMimeEncoder(64, new byte[] {'\n'})
                                .encodeToString(keys.getCertificate("bench").getEncoded())));
        return new Certificate(tls, authority);
    }
}
