package dev.slipway.local.backends;

import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.utility.DockerImageName;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/// One container for all test classes of a run; Testcontainers removes it when the process ends.
final class LocalStack {

    /// The last one that starts without an account of LocalStack's.
    private static final DockerImageName IMAGE = DockerImageName.parse("localstack/localstack:4.14.0");

    // Started when first asked for, and closed by nobody: see above.
    @SuppressWarnings("resource")
    private static final LocalStackContainer CONTAINER = new LocalStackContainer(IMAGE).withServices("dynamodb", "s3");

    static {
        CONTAINER.start();
    }

    private LocalStack() {}

    static Cloud open() {
        var key = AwsBasicCredentials.create(CONTAINER.getAccessKey(), CONTAINER.getSecretKey());
        return Cloud.at(CONTAINER.getEndpoint(), CONTAINER.getEndpoint(), StaticCredentialsProvider.create(key));
    }
}
