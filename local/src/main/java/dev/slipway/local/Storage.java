package dev.slipway.local;

import dev.slipway.adapters.aws.Connections;
import dev.slipway.adapters.s3.Bucket;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Properties;
import org.gaul.s3proxy.BlobStores;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.blobstore.BlobStore;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;

/// S3Proxy inside this process, on a free port of 127.0.0.1.
///
/// It checks signatures as S3 does, so a link that was tampered with or is too old fails here too. Its secret is drawn
/// at each start: the port is open to everybody on this machine, the packages are not. And the host is written as a
/// number because clients then take it for another one than the registry's `localhost`, and keep the token to
/// themselves when they are redirected.
public final class Storage implements AutoCloseable {

    private static final String IDENTITY = "slipway";

    /// S3Proxy reads a body that is signed as a whole into memory first, and refuses a larger one.
    private static final long LARGEST_BODY = 256 << 20;

    private final BlobStore blobs;
    private final S3Proxy proxy;
    private final AwsCredentialsProvider credentials;

    private Storage(BlobStore blobs) {
        var secret = new byte[32];
        new SecureRandom().nextBytes(secret);
        var key = AwsBasicCredentials.create(IDENTITY, HexFormat.of().formatHex(secret));
        this.blobs = blobs;
        this.credentials = StaticCredentialsProvider.create(key);
        this.proxy = S3Proxy.builder()
                .endpoint(URI.create("http://127.0.0.1:0"))
                .blobStore(blobs)
                .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, key.accessKeyId(), key.secretAccessKey())
                .v4MaxNonChunkedRequestSize(LARGEST_BODY)
                .ignoreUnknownHeaders(true) // the token of a session is one
                .stopTimeout(0)
                .build();
    }

    /// A storage that is gone when it is closed.
    public static Storage inMemory() {
        return start(BlobStores.create("transient-nio2", new Properties()));
    }

    /// A storage in a folder that is there.
    static Storage in(Path folder) {
        var properties = new Properties();
        properties.setProperty("jclouds.filesystem.basedir", folder.toString());
        return start(BlobStores.create("filesystem-nio2", properties));
    }

    private static Storage start(BlobStore blobs) {
        var storage = new Storage(blobs);
        try {
            storage.proxy.start();
            return storage;
        } catch (Exception e) {
            throw new IllegalStateException("S3Proxy doesn't start", e);
        }
    }

    /// Where clients reach it.
    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + proxy.getPort());
    }

    /// The credentials that it knows.
    public AwsCredentialsProvider credentials() {
        return credentials;
    }

    /// Makes a bucket.
    public Bucket create(String name) {
        blobs.createContainer(name);
        return bucket(name);
    }

    /// Sees to it that there is a bucket.
    public void provide(String name) {
        if (!blobs.containerExists(name)) {
            blobs.createContainer(name);
        }
    }

    /// A bucket that is there.
    ///
    /// @throws IllegalStateException if it isn't
    public Bucket open(String name) {
        if (!blobs.containerExists(name)) {
            throw new IllegalStateException("the storage has no bucket " + name);
        }
        return bucket(name);
    }

    private Bucket bucket(String name) {
        return new Bucket(new Connections(), credentials, Region.EU_WEST_1, Optional.of(endpoint()), name);
    }

    @Override
    public void close() {
        try {
            proxy.stop();
        } catch (Exception e) {
            throw new IllegalStateException("S3Proxy doesn't stop", e);
        } finally {
            blobs.close();
        }
    }
}
