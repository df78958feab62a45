package dev.slipway.cli;

import java.util.List;

/// `./slipway verify-audit`, once the script has found a Java and built this.
public final class Main {

    private Main() {}

    public static void main(String[] words) {
        System.exit(status(List.of(words)));
    }

    /// A fault of ours must not look like a finding, which a JVM's own status for one would.
    private static int status(List<String> words) {
        try {
            return new VerifyAudit(System.out, System.err).run(words);
        } catch (RuntimeException e) {
            System.err.println("verify-audit: " + e);
            return VerifyAudit.NOT_VERIFIED;
        }
    }
}
