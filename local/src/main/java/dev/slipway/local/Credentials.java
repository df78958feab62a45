package dev.slipway.local;

/// What functions sign requests to the stand-ins with. Lambda gives every function credentials and a region in its
/// environment, and one who has none on their laptop shall need none.
final class Credentials {

    private Credentials() {}

    /// For all of this process, since the SDK looks nowhere else. Whatever it would find is left as it is.
    static void provide() {
        unlessGiven("aws.accessKeyId", "AWS_ACCESS_KEY_ID", "local");
        unlessGiven("aws.secretAccessKey", "AWS_SECRET_ACCESS_KEY", "local");
        unlessGiven("aws.region", "AWS_REGION", "eu-west-1");
    }

    private static void unlessGiven(String property, String variable, String value) {
        if (System.getProperty(property) == null && System.getenv(variable) == null) {
            System.setProperty(property, value);
        }
    }
}
