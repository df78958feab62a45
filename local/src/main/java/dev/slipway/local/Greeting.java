package dev.slipway.local;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// What a registry that has just started says.
///
/// @param stripe where the stand-in for Stripe is, if organizations are billed
/// @param readyAfter since the process began, which is what a person waited for
record Greeting(
        String url,
        String organization,
        Tokens tokens,
        URI mailbox,
        Optional<URI> stripe,
        Path data,
        Duration readyAfter) {

    /// For people, with lines to paste.
    String text() {
        var host = url.substring(url.indexOf(':') + 1);
        return """
                Slipway is ready at %1$s after %2$d ms.

                  organization  %3$s
                  ada           %4$s   owner
                  max           %5$s   maintainer
                  mia           %6$s   member
                  otto          %7$s   outsider: in no organization
                  a machine     %8$s   read-only

                Sign in at %1$s/sign-in, by mail or by a provider that asks for no password.
                Mails: %12$s shows what it sends.
                %13$s
                Paste this to publish a first package, as max:

                  mkdir hello && cd hello
                  echo '@%3$s:registry=%1$s/' > .npmrc
                  echo '%9$s/:_authToken=%5$s' >> .npmrc
                  npm init -y --scope=@%3$s
                  npm publish

                and this to install it somewhere else:

                  mkdir ../world && cd ../world
                  cp ../hello/.npmrc .
                  npm install @%3$s/hello

                Everything is kept in %10$s, these tokens too (in tokens.json, for your eyes only).
                Requests are logged in %11$s. Ctrl-C stops the registry.
                """.formatted(
                        url,
                        readyAfter.toMillis(),
                        organization,
                        tokens.owner(),
                        tokens.maintainer(),
                        tokens.member(),
                        tokens.outsider(),
                        tokens.readOnly(),
                        host,
                        data,
                        data.resolve(DataFolder.LOG),
                        mailbox,
                        stripe.map(Greeting::billing).orElse(""));
    }

    private static String billing(URI stripe) {
        return "Billing: %s/_stand-in/ plays Stripe. It is not Stripe, and no money moves.\n".formatted(stripe);
    }

    /// For scripts, in one line. No text in it needs escaping.
    String json() {
        return "{\"url\":\"%s\",\"organization\":\"%s\",\"tokens\":%s,\"mailbox\":\"%s\"%s}"
                .formatted(
                        url,
                        organization,
                        tokens.json(),
                        mailbox,
                        stripe.map(at -> ",\"stripe\":\"%s\"".formatted(at)).orElse(""));
    }
}
