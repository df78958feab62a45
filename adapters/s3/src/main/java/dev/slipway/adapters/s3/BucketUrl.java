package dev.slipway.adapters.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.util.Optional;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;

/// Where a bucket is: a host of its own in AWS, and a folder wherever else S3 is spoken. A bucket with a dot in its
/// name is a folder in AWS too, since its host would have no certificate.
record BucketUrl(URI root) {

    private static final String HEX = "0123456789ABCDEF";

    static BucketUrl of(String bucket, Region region, Optional<URI> endpoint) {
        return new BucketUrl(endpoint.map(elsewhere -> URI.create(withoutSlash(elsewhere.toString()) + "/" + bucket))
                .orElseGet(() -> inAws(bucket, region)));
    }

    private static URI inAws(String bucket, Region region) {
        var host = "s3." + region.id() + "." + PartitionMetadata.of(region).dnsSuffix();
        return URI.create(bucket.contains(".") ? "https://" + host + "/" + bucket : "https://" + bucket + "." + host);
    }

    /// @param key empty for the bucket itself
    SdkHttpRequest.Builder of(String key) {
        return SdkHttpRequest.builder()
                .protocol(root.getScheme())
                .host(root.getHost())
                .port(root.getPort() < 0 ? null : root.getPort())
                .encodedPath(root.getRawPath() + "/" + encoded(key));
    }

    /// [As S3 wants it](https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html): all but the
    /// unreserved characters and slashes, which `URLEncoder` and `URI` each see otherwise.
    private static String encoded(String key) {
        var path = new StringBuilder(key.length() + 16);
        for (byte b : key.getBytes(UTF_8)) {
            if (isPlain(b)) {
                path.append((char) b);
            } else {
                path.append('%').append(HEX.charAt((b >> 4) & 15)).append(HEX.charAt(b & 15));
            }
        }
        return path.toString();
    }

    private static boolean isPlain(byte b) {
        return (b >= 'a' && b <= 'z')
                || (b >= 'A' && b <= 'Z')
                || (b >= '0' && b <= '9')
                || b == '-'
                || b == '.'
                || b == '_'
                || b == '~'
                || b == '/';
    }

    private static String withoutSlash(String url) {
        return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }
}
